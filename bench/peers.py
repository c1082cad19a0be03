"""The peers: how each runs all notebooks of a folder from nothing, and how it keeps them apart.

A program is run with the folder of notebooks, a folder for what it writes, and the notebooks' paths.
"""

from collections import namedtuple

Peer = namedtuple("Peer", "name isolation command")

OWN = "a process each"
SHARED = "none: one process"

PAPERMILL = """
import sys, papermill
folder, out, *paths = sys.argv[1:]
for path in paths:
    name = path.rpartition("/")[2]
    papermill.execute_notebook(path, f"{out}/{name}", kernel_name="python3", cwd=folder, progress_bar=False)
"""
NBCLIENT = """
import sys, nbformat
from nbclient import NotebookClient
folder, out, *paths = sys.argv[1:]
for path in paths:
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    nbformat.write(book, f"{out}/{path.rpartition('/')[2]}")
"""
PLOOMBER = """
import os, sys
from ploomber_engine import execute_notebook
folder, out, *paths = sys.argv[1:]
os.chdir(folder)
for path in paths:
    execute_notebook(path, f"{out}/{path.rpartition('/')[2]}", progress_bar=False)
"""
EXECNB = """
import os, sys
from execnb.shell import CaptureShell
folder, out, *paths = sys.argv[1:]
os.chdir(folder)
for path in paths:
    CaptureShell().execute(path, f"{out}/{path.rpartition('/')[2]}", exc_stop=True)
"""
CACHE = """
import sys
from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
folder, out, *paths = sys.argv[1:]
cache = get_cache(f"{out}/.cache")
for path in paths:
    cache.add_nb_to_project(path)
done = load_executor("local-parallel", cache=cache).run_and_cache(timeout=-1)
assert len(done.succeeded) == len(paths), done
"""
OURS = """
import os, sys
from pathlib import Path
from recounted.running.run import Job, run
folder, out, *paths = sys.argv[1:]
paths = [Path(path) for path in paths]
run([Job(path.stem, path, Path(out, path.name), figures=Path(out, path.stem)) for path in paths])
"""
WHOLE = """
import sys
from recounted.commands.cli import main
sys.exit(main(["run"]))
"""


def _script(text: str):
    return lambda bin, folder, out, paths: [[f"{bin}/python", "-c", text, folder, out, *paths]]


def _papermill_cli(bin, folder, out, paths):
    return [
        [
            f"{bin}/papermill",
            "--no-progress-bar",
            "-k",
            "python3",
            "--cwd",
            folder,
            path,
            f"{out}/{path.rpartition('/')[2]}",
        ]
        for path in paths
    ]


def _nbconvert(bin, folder, out, paths):
    return [[f"{bin}/jupyter", "nbconvert", "--to", "notebook", "--execute", "--output-dir", out, *paths]]


def _nbmake(bin, folder, out, paths):
    return [[f"{bin}/pytest", "-q", "-p", "no:cacheprovider", "--nbmake", "--overwrite", *paths]]


OURS_NAME = "Recounted"
PEERS = [
    Peer("papermill, its command in a loop", OWN, _papermill_cli),
    Peer("papermill, its API", OWN, _script(PAPERMILL)),
    Peer("nbconvert --execute", OWN, _nbconvert),
    Peer("nbclient", OWN, _script(NBCLIENT)),
    Peer("nbmake", OWN, _nbmake),
    Peer("jupyter-cache, parallel", OWN, _script(CACHE)),
    Peer("ploomber-engine", SHARED, _script(PLOOMBER)),
    Peer("execnb", SHARED, _script(EXECNB)),
    Peer(OURS_NAME, OWN, _script(OURS)),
    Peer(f"{OURS_NAME}, verdicts included", OWN, _script(WHOLE)),
]
