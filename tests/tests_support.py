"""Places that several tests need."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT.parent / "shared" / "article" / "khamzin-2023.md"
