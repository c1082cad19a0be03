"""Write files whole or not at all."""

import os
from pathlib import Path


def replace(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; text as UTF-8 with `\\n`. A file that is the same already is left alone."""
    content = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    os.replace(draft, path)
