"""What is written of the claims is read once, by the notebook, and handed on: judging and showing open nothing."""

import json

import pytest
from conftest import forget

from recounted.judging import judge as judging
from recounted.judging.case_file import Remark, case_file
from recounted.judging.judge import begin
from recounted.judging.witnesses import witness
from recounted.tables.load import load

READINGS = "notebook,parameter,value,words\n01-help,first_year,2020,if the sum is of one year\n"
STANDING = "claim_id,verdict,readings,holds,turns\nhelped-total,contradicted,4,2,first_year=2020: supported\n"
MARGINS = (
    "claim_id,verdict,room,cells,words,table,line,column,was\n"
    "helped-total,contradicted,-2,1,One more.,counts,2,value,2\n"
)
TABLES = {
    "readings": ("readings.csv", READINGS),
    "standing": ("verdicts/standing.csv", STANDING),
    "margins": ("verdicts/margins.csv", MARGINS),
    "names": ("names.csv", "name,full\nRed,the Readers' Educational Digest (Red)\n"),
}


@pytest.fixture
def written(project):
    """The made-up project with everything that may be written of its claims."""
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    for name, (file, text) in TABLES.items():
        (project / "data" / file).parent.mkdir(exist_ok=True)
        (project / "data" / file).write_text(text)
        fields = [{"name": column, "type": "string"} for column in text.splitlines()[0].split(",")]
        package["resources"].append({"name": name, "path": file, "schema": {"fields": fields}})
    path.write_text(json.dumps(package))
    (project / "data/article/beside.csv").write_text(
        "claim_id,beside,verdict\nhelped-total,helped-first-year,contradicted\n"
    )
    forget()
    return project


@pytest.fixture
def nothing_opens(monkeypatch):
    """From when it is called on, a file that is opened is a failure."""

    def closed(file, *_, **__):
        pytest.fail(f"{file} was opened")

    def close():
        monkeypatch.setattr("builtins.open", closed)
        monkeypatch.setattr("io.open", closed)

    yield close
    monkeypatch.undo()


def test_after_it_was_read_a_claim_is_judged_and_shown_without_opening_a_file(written, nothing_opens, monkeypatch):
    shown = []
    monkeypatch.setattr(judging, "display", lambda card, **_: shown.append(card))
    helped, counts = load("helped"), load("counts")
    red = witness(counts[counts.source_id.eq("red-book")], says="Red counts {value}")
    judge = begin("01-help", case_file())
    nothing_opens()
    judge("helped-total", cells=helped, witnesses=[red], facts={"listed": 2})
    judge("helped-first-year", 2, cells=helped)
    judge.unsettled()
    (card, *_), finding = shown, judge.findings["helped-total"]
    assert finding.charitable == "one more came late"
    assert [each.claim_id for each in finding.beside] == ["helped-first-year"]
    assert "The Readers' Educational Digest (Red) counts 2" in finding.reason
    text = card.markdown()
    assert (
        "The verdict holds in 2 of 4 readings of the article. It would be supported if the sum is of one year." in text
    )
    assert "The figure is off by 2 in its last printed digit. One more." in text
    assert "not judged: helped-share" in repr(judge.tally())


def test_what_nobody_wrote_is_empty(project):
    case = case_file()
    assert case.remark("helped-share") == Remark() and case.remark("helped-total").cause == "sum"
    assert (case.neighbours, case.names, case.margins, case.standing, case.clauses) == ({}, {}, {}, {}, {})
