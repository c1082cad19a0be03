"""The command line answers, or fails with one clear message and exit code 2."""

import subprocess
import sys

import pytest
from tests_support import ROOT

from recounted.commands.cli import main
from recounted.judging.findings import read

pytestmark = pytest.mark.usefixtures("built")


def test_why_tells_print_place_value_cells_and_verdict(capsys):
    assert main(["why", "investigations-yearly-bound"]) == 0
    said = capsys.readouterr().out
    for part in (
        "more than 100",
        "section 5, paragraph 17",
        "103",
        "data/article/investigations.csv, lines 2-5",
        "notebooks/02-registered-offences.ipynb",
        "moi-2022-11-kursiv",
    ):
        assert part in said


def test_why_of_an_unknown_claim_names_near_ones(capsys):
    assert main(["why", "investigation-2019"]) == 2
    assert "investigations-2019" in capsys.readouterr().err


def test_verdicts_can_be_cut_by_verdict_and_section(capsys):
    assert main(["verdicts", "--only", "inconsistent", "--section", "5"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("≠")]
    wanted = [f for f in read(ROOT) if f["verdict"] == "inconsistent" and f["section"] == "5"]
    assert len(lines) == len(wanted) > 0


def test_an_unknown_verdict_is_refused(capsys):
    assert main(["verdicts", "--only", "false"]) == 2
    assert "Choose one of: corroborated" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [[], ["run"], ["verdicts"], ["why"], ["article"], ["article", "verify"], ["article", "annotate"]]
)
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0 and "usage: recounted" in capsys.readouterr().out


def test_the_module_is_the_same_as_the_command():
    said = subprocess.run(
        [sys.executable, "-m", "recounted", "why", "no-such-claim"], cwd=ROOT, capture_output=True, text=True
    )
    assert said.returncode == 2 and said.stderr.startswith("recounted: ") and "Traceback" not in said.stderr
