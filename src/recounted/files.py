"""Write files whole or not at all."""

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
