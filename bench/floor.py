"""The floor: what no runner that keeps notebooks apart can go below on this machine."""

import json
import subprocess
from datetime import datetime
from pathlib import Path

IMPORT = """
import json, sys, time
from warm_kernel.template import preload
config = json.load(open(sys.argv[1]))["metadata"]["kernel_provisioner"]["config"]
began = time.perf_counter()
preload(config["modules"], config["skipped"])
print(time.perf_counter() - began)
"""
CELLS = """
import json, sys
from pathlib import Path
from recounted.running.run import execute, prepare
prepare(1)
times = []
for path in map(Path, sys.argv[1:]):
    cells = execute(path, {}, {}).cells
    times += [cell.metadata.get("execution", {}) for cell in cells if cell.cell_type == "code"]
print(json.dumps(times))
"""


def floor(bin: str, paths: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds for one import of the stack, and the sum of seconds that all cells take in warm kernels."""
    spec = Path(bin, "..", "share", "jupyter", "kernels", "recounted-warm", "kernel.json").resolve()
    config = json.loads(spec.read_text(encoding="utf-8"))["metadata"]["kernel_provisioner"]["config"]
    kernel_env = {**env, **config["template_env"]}
    imported = float(_output([f"{bin}/python", "-c", IMPORT, str(spec)], kernel_env))
    times = json.loads(_output([f"{bin}/python", "-c", CELLS, *paths], env))
    return imported, sum(_seconds(each) for each in times if "shell.execute_reply" in each)


def _output(command: list[str], env: dict[str, str]) -> str:
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


def _seconds(times: dict[str, str]) -> float:
    end, begin = (datetime.fromisoformat(times[key]) for key in ("shell.execute_reply", "iopub.execute_input"))
    return (end - begin).total_seconds()
