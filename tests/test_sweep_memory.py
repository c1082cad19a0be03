"""The sweep's own process needs no more memory for two thousand short runs than for two hundred."""

import subprocess
import sys

import pytest
from sweep_support import spec

DRIVER = """
import json, resource, sys
from recounted.commands.cli import main
from recounted.sweep import local
local.COMMAND = [sys.executable, "-S", "-c", sys.argv[1]]
code = main(["sweep", *sys.argv[2:]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
sys.exit(code)
"""
# Answers at once, with a result as large as that of a notebook with sixty claims.
WORKER = """
import json, sys
for line in sys.stdin:
    key = json.loads(line)["key"]
    findings = [{"claim_id": f"{key}-{number}", "verdict": "reproduced", "reason": key * 20} for number in range(60)]
    result = {"key": key, "kept": {}, "findings": findings, "error": "", "final": True, "seconds": 0.1}
    print(json.dumps(result), flush=True)
"""


def megabytes(folder, runs):
    grid = spec(folder, f"notebook: 01\nparameters:\n  year: {{from: 1, to: {runs}}}\n", f"grid-{runs}.yaml")
    command = [sys.executable, "-c", DRIVER, WORKER, str(grid)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and f"{runs} runs: {runs} run now" in done.stdout, done.stderr
    return int(done.stderr.strip().splitlines()[-1])


@pytest.mark.slow
def test_memory_is_flat_from_two_hundred_to_two_thousand_runs(small_project):
    few, many = megabytes(small_project, 200), megabytes(small_project, 2000)
    assert many < few * 1.15, (few, many)
