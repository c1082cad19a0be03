"""Copies that pandoc reads for us, where it is installed: as a page of HTML, which our own reader takes."""

import re
import subprocess
import zipfile
from pathlib import Path

from recounted.errors import RecountedError

# The end of a copy's name -> what pandoc calls its format. DOCX is read by ourselves: a draft of it must be the same
# wherever it is made, whatever is installed there. RTF and EPUB are left out, since pandoc 2.17 loses notes of the one
# and marks of notes in the other.
FORMATS = {".odt": "odt", ".tex": "latex", ".latex": "latex", ".rst": "rst", ".org": "org"}
# In its sandbox pandoc opens nothing but the copy. Formulas stay LaTeX, and the title alone is of the first level.
CALL = ["pandoc", "--sandbox", "--standalone", "--wrap=none", "--shift-heading-level-by=1", "--mathjax", "--to=html"]
SECONDS = 120  # for one copy; a thesis takes ten
PAGE = b"<!DOCTYPE html"  # how its page begins
OTHER = "pass the copy as Markdown, HTML, DOCX or PDF"
INCLUDED = re.compile(r"Could not load include file (\S+)")  # input{methods}, which the sandbox leaves out


def from_pandoc(path: Path) -> str:
    """Markdown of the copy at `path`. Raises RecountedError where pandoc is not installed, fails or takes too long."""
    form = FORMATS[path.suffix.lower()]
    if form == "odt" and _has_formulas(path):
        raise RecountedError(str(path), "pandoc would lose its formulas", "Save it as DOCX, whose formulas are read")
    call = [*CALL, f"--from={form}", str(path.resolve())]
    try:
        done = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False)
    except OSError:  # there is none, or it cannot be run
        what = f"a copy ending in {path.suffix} is read by pandoc, which is not installed"
        raise RecountedError(str(path), what, f"Install pandoc, from pandoc.org, or {OTHER}") from None
    except subprocess.TimeoutExpired:
        what = f"pandoc did not read it within {SECONDS} seconds"
        raise RecountedError(str(path), what, f"See that it is whole, or {OTHER}") from None
    said = done.stderr.decode("utf-8", errors="replace").strip()
    if done.returncode or not done.stdout.startswith(PAGE):
        reason = " ".join(said.split())[:200] or "it gave no page and no reason"
        raise RecountedError(str(path), f"pandoc cannot read it: {reason}", f"See that it is whole, or {OTHER}")
    if left_out := INCLUDED.findall(said):
        what = f"it takes in other files ({', '.join(dict.fromkeys(left_out))}), which are not read"
        raise RecountedError(str(path), what, "Put the whole text into one file")
    from recounted.article.markup import from_html  # imported late: most copies are Markdown

    return from_html(done.stdout, str(path))


def _has_formulas(path: Path) -> bool:
    """Whether an ODT holds formulas, each a document in it; False for what is no archive, which pandoc will refuse."""
    try:
        with zipfile.ZipFile(path) as file:
            return b'"application/vnd.oasis.opendocument.formula"' in file.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        return False
