"""docs/next-article.md, followed to the letter on a made-up article; and how right the drafts are."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests_support import ROOT

from recounted.article.extraction import read
from recounted.judging.units import kind_of
from recounted.numerals.marks import decimal_of
from recounted.project.draft import draft

GUIDE = (ROOT / "docs/next-article.md").read_text(encoding="utf-8")
COPY = ROOT / "tests/next/interpreters.md"
STEP = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
NAMED = re.compile(r"`([\w./-]+\.(?:csv|ipynb))`")


@pytest.fixture(scope="module", params=["interpreters", "evictions"])
def labelled(request):
    """The draft of a made-up article, and what a person says of each of its numbers, written before it was drafted."""
    folder = ROOT / "tests/next"
    labels = (folder / f"{request.param}.csv").read_text(encoding="utf-8").splitlines()
    text = read(folder / f"{request.param}.md")
    return draft(text, mark=decimal_of(text)), list(csv.DictReader(labels))


@pytest.fixture(scope="module")
def drafted():
    return draft(read(COPY))


def test_every_number_of_a_made_up_article_is_found_and_no_other(labelled):
    drafted, labels = labelled
    assert [row["text"] for row in drafted.numbers] == [row["text"] for row in labels]


def test_at_least_nine_in_ten_drafted_roles_are_those_of_a_person(labelled):
    drafted, labels = labelled
    right = sum(row["role"] == label["role"] for row, label in zip(drafted.numbers, labels, strict=True))
    assert right / len(labels) >= 0.9


def test_at_least_four_in_five_claims_are_drafted_with_their_relation_and_kind_of_unit(labelled):
    drafted, labels = labelled
    claims = {claim["claim_id"]: claim for claim in drafted.claims}
    wanted = [(claims.get(row["claim_id"]), label) for row, label in zip(drafted.numbers, labels, strict=True)]
    wanted = [(claim, label) for claim, label in wanted if label["role"] == "claim"]
    right = [
        c for c, label in wanted if c and (c["relation"], kind_of(c["unit"])) == (label["relation"], label["kind"])
    ]
    assert len(right) / len(wanted) >= 0.8 and len(right) / len(claims) >= 0.8


def test_a_drafted_table_cell_is_named_by_its_row_and_column(drafted):
    cells = {row["cell"]: row["text"] for row in drafted.numbers if row["cell"]}
    assert cells["table 1, row Saint Ives, column 5"] == "-0.21"


@pytest.mark.slow
def test_the_guide_works_to_the_letter(tmp_path):
    (tmp_path / "interpreters.md").write_bytes(COPY.read_bytes())
    folder, said = tmp_path, ""
    for match in STEP.finditer(GUIDE):
        kind, text = match.groups()
        named = NAMED.findall(GUIDE[: match.start()])
        if kind == "sh":
            for command in text.splitlines():
                said = _run(command, folder)
                folder = folder / command[3:] if command.startswith("cd ") else folder
        elif kind == "csv":
            path = folder / named[-1]
            path.write_text((path.read_text() if path.is_file() else "") + text)
        else:
            _insert(folder / next(each for each in reversed(named) if each.endswith("ipynb")), text)
        if "why" in text and kind == "sh":
            assert "✔ reproduced" in said
    assert "0 new, 0 gone" in said
    assert not list(folder.rglob("*.py"))
    verdicts = json.loads((folder / "data/verdicts/verdicts.json").read_text())
    found = {each["claim_id"]: each["verdict"] for each in verdicts}
    assert found["table-1-northport-column-2"] == "corroborated"
    assert found["p-value-024"] == "reproduced"
    assert found["table-1-all-column-4"] == "reproduced" and found["hearings-looked-at"] == "unverifiable"


def _run(command: str, folder: Path) -> str:
    """Run a command of the guide as a reader would, with this environment's programs."""
    surroundings = {k: v for k, v in os.environ.items() if k not in ("RECOUNTED_ROOT", "PYTHONPATH", "MAKEFLAGS")}
    surroundings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{surroundings['PATH']}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _insert(path: Path, source: str) -> None:
    """Put a heading and a code cell above *Not recounted yet*, as an author does in JupyterLab."""
    notebook = json.loads(path.read_text())
    cells = notebook["cells"]
    at = next(i for i, cell in enumerate(cells) if "".join(cell["source"]).startswith("## Not recounted yet"))
    code = {
        "cell_type": "code",
        "id": f"n{at}",
        "metadata": {},
        "source": source,
        "execution_count": None,
        "outputs": [],
    }
    cells[at:at] = [{"cell_type": "markdown", "id": f"t{at}", "metadata": {}, "source": "## A claim"}, code]
    path.write_text(json.dumps(notebook))
