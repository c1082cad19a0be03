"""Write files whole or not at all, and tell by a digest whether they are the same."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from recounted.errors import RecountedError


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; text as UTF-8 with `\\n`. A file that is the same already is left alone.

    A link stays a link and a file keeps its permissions. Raises RecountedError where the file cannot be written, or is
    no file (a folder, a device).
    """
    content = content.encode() if isinstance(content, str) else content
    path = path.resolve()
    if path.is_file() and path.read_bytes() == content:
        return
    if path.exists() and not path.is_file():
        raise RecountedError(str(path), "this is no file to write to", "Name a file")
    draft = path.with_name(f".{path.name[:200]}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        os.replace(draft, path)
    except OSError as fault:
        raise RecountedError(
            str(path), f"cannot be written ({fault.strerror})", "Free some space, or let the folder be written to"
        ) from None
    finally:
        with suppress(OSError):
            draft.unlink()


def digest(content: bytes | str) -> str:
    """A short digest of text or bytes."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:24]


def digest_of(path: str | Path) -> str | None:
    """Of a file's content; None where there is no file, but nothing, a folder or a pipe."""
    if not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:24]


def digest_of_names(folder: str | Path) -> str | None:
    """Of the names in a folder, but for those that Python and editors leave; None where there is no folder."""
    try:
        names = [name for name in os.listdir(folder) if name[0] != "." and name != "__pycache__"]
    except OSError:
        return None
    return digest("\n".join(sorted(names)))
