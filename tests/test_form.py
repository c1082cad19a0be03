"""The form of `make app`: its fields, what it says, and the page that Voilà makes of it."""

import re

import pytest
from made import finding
from tests_support import ROOT

pytest.importorskip("ipywidgets", reason="ipywidgets is not installed (extra `app`)")
from recounted import form  # noqa: E402
from recounted.running.options import Option  # noqa: E402


@pytest.mark.parametrize(
    ("option", "kind", "value"),
    [
        (Option("how", "all", "whom", ("all", "some")), "Dropdown", "all"),
        (Option("code", True, "whether"), "Checkbox", True),
        (Option("many", 3, "how many"), "IntText", 3),
        (Option("share", 0.5, "a share"), "FloatText", 0.5),
        (Option("as_of", "2023-09-05", "a day"), "Text", "2023-09-05"),
    ],
)
def test_each_parameter_has_a_field_of_its_kind(option, kind, value):
    made = form.field(option)
    assert (type(made).__name__, made.value, made.description) == (kind, value, option.name)


def test_what_changed_is_said_and_shown_as_text():
    published = {"helped-total": finding(), "helped-share": finding(claim_id="helped-share")}
    found = [finding(verdict="inconsistent", reason="<i>five</i>"), finding(claim_id="helped-share")]
    said = form.told(published, found)
    assert "1 of 2 verdicts changed" in said and "✔&nbsp;reproduced → ≠&nbsp;inconsistent" in said
    assert "&lt;i&gt;five" in said and "<i>" not in said


@pytest.fixture
def shown(built, monkeypatch):
    monkeypatch.chdir(ROOT)
    return form.Form("02-registered-offences")


@pytest.mark.slow
def test_a_field_that_is_changed_judges_anew_and_gives_the_command(shown):
    assert re.search(r"\b0 of \d+ verdicts changed", shown.said.value)
    shown.fields["trend_rule"].value = "every-step"
    assert re.search(r"\b1 of \d+ verdicts changed", shown.said.value)
    assert 'make NOTEBOOK=02-registered-offences PARAMS="trend_rule=every-step"' in shown.said.value
    shown.fields["trend_rule"].value = "ends"
    shown.fields["first_year"].value, shown.fields["last_year"].value = 2021, 2019
    assert "That cannot be" in shown.said.value and "Traceback" not in shown.said.value


@pytest.mark.slow
def test_another_notebook_brings_its_own_fields(shown):
    shown.notebook.value = "03-first-half-2023"
    assert "earlier_half" in shown.fields and re.search(r"0 of \d+ verdicts", shown.said.value)
