"""A copy that changed: roles and claims stay with their numbers, whatever moves, comes or goes."""

import csv

import pytest
from conftest import forget
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recounted.commands.cli import main
from recounted.project.check import notes
from recounted.project.update import update
from recounted.tables.rows import dicts

pytestmark = pytest.mark.slow  # a project is drafted for each

SENTENCES = ["They saw 12 hives.", "They lost 30 queens.", "A share of 45% left.", "Some 700 bees came.", "It cost €8."]
HEAD = "# Bees\n\n## Results\n\n"


def _text(sentences):
    return HEAD + "\n\n".join(sentences) + "\n"


@pytest.fixture
def bees(tmp_path, monkeypatch):
    """A project of five sentences, its claims renamed, so that none could be drafted again by chance."""
    monkeypatch.delenv("RECOUNTED_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copy.md").write_text(_text(SENTENCES))
    assert main(["new", "bees", "--article", "copy.md"]) == 0
    monkeypatch.chdir(tmp_path / "bees")
    forget()
    for row in dicts("claims"):
        assert main(["rename", row["claim_id"], f"kept-{row['printed'].strip('%€')}"]) == 0
        forget()
    return tmp_path / "bees"


def _updated(sentences):
    done = update(_text(sentences))
    forget()
    return done, {row["text"]: row["claim_id"] for row in dicts("numbers")}


def test_the_same_copy_changes_nothing_but_is_read_anew(bees):
    before = {path: path.read_bytes() for path in sorted((bees / "data").rglob("*.csv"))}
    done, _ = _updated(SENTENCES)
    assert (done.kept, done.changed, done.new, done.gone, done.drafted, done.orphans) == (5, [], [], [], [], [])
    assert {path: path.read_bytes() for path in sorted((bees / "data").rglob("*.csv"))} == before


def test_a_new_sentence_gets_a_drafted_claim_and_a_remark_and_the_others_keep_theirs(bees):
    done, claims = _updated(["They met 61 keepers.", *SENTENCES])
    assert (done.new, done.drafted) == (["61"], [claims["61"]]) and done.kept == 5
    assert claims["12"] == "kept-12" and claims["€8"] == "kept-8"
    assert claims["61"] in {row["claim_id"] for row in dicts("remarks")}
    assert not [note for note in notes() if "number" in note.kind]


def test_a_sentence_that_went_leaves_its_claim_without_a_number_and_says_so(bees):
    done, claims = _updated(SENTENCES[1:])
    assert (done.gone, done.orphans) == (["12"], ["kept-12"]) and "12" not in claims
    assert "kept-12" in {row["claim_id"] for row in dicts("claims")}
    assert "claims without a number" in {note.kind for note in notes()}


def test_a_figure_that_was_corrected_keeps_its_claim_and_is_told(bees):
    done, claims = _updated(["They saw 13 hives.", *SENTENCES[1:]])
    assert done.changed == ["12 is 13 kept-12"] and claims["13"] == "kept-12" and done.kept == 4


def test_another_article_is_refused_and_nothing_written(bees, tmp_path, capsys):
    many = [f"They saw {number} hives in {number} fields." for number in range(100, 110)]
    _updated([*SENTENCES, *many])
    before = {path: path.read_bytes() for path in sorted((bees / "data").rglob("*.csv"))}
    (tmp_path / "other.md").write_text(_text([*SENTENCES[:2], "We met 5,000 owls.", "Of them 17% were white."]))
    assert main(["draft", "../other.md", "--update"]) == 2
    assert "this does not look like the article: 2 of its 25 numbers found" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in sorted((bees / "data").rglob("*.csv"))} == before


def test_a_claim_moves_with_its_paragraph(bees):
    _updated(["Without a number.", *SENTENCES])
    with open(bees / "data/article/claims.csv", newline="") as file:
        places = {row["claim_id"]: row["paragraph"] for row in csv.DictReader(file)}
    assert places["kept-12"] == "2" and places["kept-8"] == "6"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(st.sets(st.integers(0, 4)), st.integers(0, 5))
def test_whatever_goes_and_comes_no_number_takes_the_claim_of_another(bees, gone, at):
    _updated(SENTENCES)
    left = [each for n, each in enumerate(SENTENCES) if n not in gone]
    done, claims = _updated([*left[:at], "They met 61 keepers of 99.", *left[at:]])
    assert done.kept + len(done.changed) + len(done.new) == len(claims)
    for text, claim_id in claims.items():
        if claim_id.startswith("kept-") and not any(text in each for each in done.changed):
            assert claim_id == f"kept-{text.strip('%€')}"
