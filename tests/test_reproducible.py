"""The comparison of two builds sees every difference."""

from pathlib import Path

from recounted.commands import reproducible
from recounted.commands.reproducible import compare, table


def _two(tmp_path: Path) -> list[Path]:
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        for name in (
            "figures/01.svg",
            "figures/01.png",
            "notebooks/01.ipynb",
            "data/verdicts/verdicts.csv",
            "README.md",
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("the same")
    return folders


def test_equal_builds_are_told_as_equal(tmp_path):
    rows = compare(*_two(tmp_path))
    assert [(same, differing) for _, same, differing in rows] == [(1, []), (1, []), (1, []), (0, []), (1, []), (1, [])]
    assert table(rows).endswith("Every byte is the same.")


def test_a_changed_byte_and_a_missing_file_are_named(tmp_path):
    one, other = _two(tmp_path)
    (one / "figures/01.svg").write_text("the Same")
    (other / "notebooks/01.ipynb").unlink()
    shown = table(compare(one, other))
    assert "figures, SVG                 0        1  figures/01.svg" in shown
    assert "executed notebooks           0        1  notebooks/01.ipynb" in shown
    assert shown.endswith("2 artefacts differ.")


def test_a_copy_has_the_project_and_nothing_built(tmp_path):
    built = ("build/state.json", "data/verdicts/verdicts.csv", "figures/1.svg", ".venv/x", "src/__pycache__/x.pyc")
    kept = ("data/a.csv", "src/recounted/x.py", "data/verdicts/margins.csv")  # the last is searched, and not built
    for name in (*kept, *built):
        (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "project" / name).write_text(name)
    reproducible._copy(tmp_path / "project", tmp_path / "copy", order=1)
    copy = tmp_path / "copy"
    copied = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    assert copied == set(kept)


def test_the_two_surroundings_differ_in_everything():
    assert all(one != other for one, other in zip(*reproducible.SURROUNDINGS, strict=True))
