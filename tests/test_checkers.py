"""What checkers say that are not ours: on our exports, on the numbers of an article, on the files of this project.

They have an environment of their own, `.venv-checkers`, which `make test-slow` makes.
"""

import hashlib
import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from article_support import ARTICLE
from tests_support import ARTICLE as REAL
from tests_support import ROOT

from recounted.article.extraction import read
from recounted.article.numbers import extract
from recounted.judging.findings import load_findings
from recounted.site import exports
from recounted.site.checkable import assertions
from recounted.site.crate import files

CHECKERS = ROOT / ".venv-checkers/bin"
CONTEXT = Path(find_spec("rocrate").origin).parent / "data/ro-crate.jsonld"
LEVEL = {ord(raised): str(digit) for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHECKERS.is_dir(), reason="no .venv-checkers: `make test-slow` makes it"),
]


def ask(program: str, *arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess:
    return subprocess.run([CHECKERS / program, *map(str, arguments)], cwd=cwd, capture_output=True, text=True)


@pytest.fixture
def released(built, tmp_path):
    """A copy of the project's files, as a release has them, with every export beside them."""
    for path, _ in files():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, tmp_path / path)
    exports.write(load_findings(), tmp_path)
    return tmp_path


def test_claims_cli_agrees_with_each_witness_that_counts_the_same_thing(released):
    said = json.loads(ask("claims", "verify", "--format", "json", cwd=released).stdout)["report"]["claims"]
    theirs = [each["decisions"][0]["comparison"] == "match" for each in said]
    ours = [witness.agrees for finding in load_findings() for witness, _, _ in assertions(finding)]
    assert theirs == ours and len(ours) > 40 and set(ours) == {True, False}


def test_claims_cli_sees_a_cell_that_was_changed(released):
    path = released / "data/sources/offences-recorded.csv"
    manifest = yaml.safe_load((released / "repro.yaml").read_text())
    path.write_text(path.read_text().replace(",182,", ",183,"))
    for each in manifest["artifacts"]:
        each["digest"]["value"] = hashlib.sha256((released / each["path"]).read_bytes()).hexdigest()
    (released / "repro.yaml").write_text(yaml.safe_dump(manifest))
    said = json.loads(ask("claims", "verify", "--format", "json", cwd=released).stdout)["report"]["claims"]
    missed = {each["claim_id"].rpartition("-")[0] for each in said if each["decisions"][0]["comparison"] != "match"}
    assert "investigations-2019" in missed


def test_roc_validator_finds_no_fault_in_the_crate_and_one_where_a_file_is_missing(released):
    validate = (
        ROOT / "tests/crate_validator.py",
        CONTEXT,
        "-y",
        "validate",
        "--no-paging",
        "--no-cache",
        "-l",
        "REQUIRED",
    )
    done = ask("python", *validate, released)
    assert done.returncode == 0 and "is a valid ro-crate" in done.stdout, done.stdout
    (released / "data/sources/offences-recorded.csv").unlink()
    assert ask("python", *validate, released).returncode == 1


def _by_line(text: str, path: Path) -> list[tuple[int, str]]:
    """The numbers that claims-cli finds: their line, and how they are written once raised digits are plain."""
    digest = {"algorithm": "sha256", "value": hashlib.sha256(path.read_bytes()).hexdigest()}
    manifest = {"artifacts": [{"id": "text", "path": path.name, "digest": digest}], "claims": []}
    (path.parent / "repro.yaml").write_text(yaml.safe_dump(manifest))
    done = ask("claims", "numbers", "--text", "text", "--format", "json", cwd=path.parent)
    return [(each["line"], each["text"]) for each in json.loads(done.stdout)["texts"][0]["numbers"]]


def lacking(text: str, folder: Path, ours: list) -> dict[str, list[str]]:
    """What each of the three finds in a text and we do not; `ours` are our numbers of it."""
    path = folder / "article.md"
    path.write_text(text, encoding="utf-8")
    found = json.loads(ask("python", ROOT / "tests/number_finders.py", path).stdout)
    covered = {at for each in ours for at in range(each.start, each.end)}
    left = {
        name: [text[a:b] for a, b in spans if not {at for at in range(a, b) if text[at].isdigit()} <= covered]
        for name, spans in found.items()
    }
    lines: dict[int, str] = {}
    for each in ours:
        first = text.count("\n", 0, each.start) + 1  # a DOI may go on in the next line
        for line, piece in enumerate(text[each.start : each.end].split("\n"), first):
            lines[line] = f"{lines.get(line, '')} {piece}".translate(LEVEL).casefold()
    counted = _by_line(text, path)
    assert len(counted) > 15 and all(len(spans) > 15 for spans in found.values())
    left["claims-cli"] = [
        number
        for line, number in counted
        if not all(piece in lines.get(line, "") for piece in re.findall(r"\d+|[^\W\d]+", number.casefold()))
    ]
    return left


def test_three_other_extractors_find_no_number_that_we_lack(tmp_path):
    nothing = {"plumb-verify": [], "manuscript-guard": [], "claims-cli": []}
    assert lacking(ARTICLE, tmp_path, extract(ARTICLE)) == nothing
    if not REAL.is_file():
        pytest.skip(f"the article itself is not here ({REAL}): the other extractors were not held against its ledger")
    text = read(REAL)
    assert lacking(text, tmp_path, extract(text)) == nothing


def test_the_comparison_sees_a_number_that_we_lack(tmp_path):
    ours = [each for each in extract(ARTICLE) if each.text != "182"]
    assert all("182" in missed for missed in lacking(ARTICLE, tmp_path, ours).values())
