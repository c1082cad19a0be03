"""“Judge it yourself”: the library's own rules in the browser, by Pyodide from its npm package.

The package is fetched once by npm, checked against its digest, and unpacked beside the pages; nothing of it is
committed, and no page asks another host. Without npm, or without its registry, the page says that the box is missing.
"""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
import zipfile
from importlib.metadata import files
from importlib.util import find_spec
from pathlib import Path

from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.numerals.relations import RELATIONS, TRUTH_RELATIONS
from recounted.paths import PACKAGE, root

NAME, VERSION = "pyodide", "314.0.7"
DIGEST = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="  # sha512
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
FOLDER = "pyodide"  # of the site
KEPT = Path("build/pyodide")  # of the project
LIBRARY = ("errors.py", "files.py", "paths.py", "watch.py", "judging", "numerals", "tables")  # of `recounted`
BESIDE = ("portion", "sortedcontainers")  # what those import, pure Python both
TOLD = re.compile(
    r"\.dist-info/(METADATA|.*LICEN[CS]E[^/]*)$"
)  # their names and versions, which they ask for, and terms
SECONDS = 120
ASKED = tuple(each for each in RELATIONS if each not in TRUTH_RELATIONS)  # what the box offers


def write(site: Path) -> bool:
    """Bring Pyodide and the library into the site; whether it is there. What an earlier build left goes otherwise."""
    package = _package()
    if package is None:
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        return False
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for name in FILES:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise RecountedError(f"{NAME} {VERSION}", f"has no {name}", "Name a version that has it in site/box.py")
            write_whole(site / FOLDER / name, member.read())
    write_whole(site / FOLDER / "recounted.zip", library())
    return True


def _package() -> bytes | None:
    """The npm package's bytes, kept after the first time; None where npm or its registry is out of reach.

    Raises RecountedError for a package that is not the one that was looked at.
    """
    kept = root() / KEPT / f"{NAME}-{VERSION}.tgz"
    if not kept.is_file():
        if shutil.which("npm") is None:
            return None
        kept.parent.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", f"{NAME}@{VERSION}", "--pack-destination", str(kept.parent), "--silent"]
        try:
            subprocess.run(command, cwd=kept.parent, timeout=SECONDS, capture_output=True, check=True)
        except (subprocess.SubprocessError, OSError):
            return None
    content = kept.read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != DIGEST:
        kept.unlink()
        raise RecountedError(kept.name, "is not the package that was looked at", "Run `make site` again")
    return content


def library() -> bytes:
    """The rules and what they import as a zip, the same bytes each time; and how this article prints its figures."""
    own = Path(__file__).parent.parent
    paths = {"recounted/__init__.py": own / "__init__.py"}
    for name in LIBRARY:
        for path in sorted((own / name).glob("*.py")) if (own / name).is_dir() else [own / name]:
            paths[f"recounted/{path.relative_to(own).as_posix()}"] = path
    for name in BESIDE:
        found = find_spec(name)
        folder = Path(found.origin).parent if found and found.origin else own
        paths |= {f"{name}/{path.relative_to(folder).as_posix()}": path for path in sorted(folder.rglob("*.py"))}
        paths |= {str(each): Path(str(each.locate())) for each in files(name) or () if TOLD.search(str(each))}
    package = json.loads((root() / PACKAGE).read_text(encoding="utf-8"))
    given = {name: package[name] for name in ("decimalChar", "stars") if name in package}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted(paths.items()):
            archive.writestr(_entry(name), path.read_bytes())
        archive.writestr(_entry("data/datapackage.json"), json.dumps({"resources": [], **given}))
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # of the first day that a zip can name
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry
