"""Findings are read back as they were written, or one line says what is wrong; what changed is told claim by claim."""

import pytest
from made import finding

from recounted.building.collect import publish
from recounted.errors import RecountedError
from recounted.judging.findings import VERDICTS_JSON, changes, counts, load_findings

ALL = [finding(claim_id=each) for each in ("helped-total", "helped-first-year", "helped-share")]


def test_no_verdicts_yet_says_to_run_make(project):
    with pytest.raises(RecountedError, match="data/verdicts/verdicts.json: there are no verdicts yet. Run `make`"):
        load_findings()


@pytest.mark.parametrize("content", ["", "null", "{}x", "[1]", '["a"]', '[{"claim_id": "a"}]', "[", '{"a": 1}'])
def test_verdicts_of_another_shape_are_told_in_one_line(project, content):
    publish(ALL)
    (project / VERDICTS_JSON).write_text(content)
    with pytest.raises(RecountedError, match="verdicts.json: these are not the verdicts of a build"):
        load_findings()


def test_a_verdict_out_of_the_list_is_refused(project):
    publish(ALL)
    text = (project / VERDICTS_JSON).read_text().replace('"verdict": "reproduced"', '"verdict": "true"')
    (project / VERDICTS_JSON).write_text(text)
    with pytest.raises(RecountedError, match="these are not the verdicts of a build .*verdict true"):
        load_findings()


def test_truncated_anywhere_they_are_refused(project):
    publish(ALL)
    whole = (project / VERDICTS_JSON).read_bytes().rstrip()
    for end in range(0, len(whole), 97):
        (project / VERDICTS_JSON).write_bytes(whole[:end])
        with pytest.raises(RecountedError, match="these are not the verdicts of a build"):
            load_findings()


def test_counts_name_every_verdict_and_changes_only_what_changed():
    assert counts(ALL)["reproduced"] == 3 and counts(ALL)["disputed"] == 0
    after = [finding(verdict="disputed"), *ALL[1:]]
    assert changes(ALL, after) == [("helped-total", "reproduced", "disputed")]
    assert changes(ALL[:2], ALL) == [("helped-share", "", "reproduced")]
    assert changes(ALL, ALL[:2]) == [("helped-share", "reproduced", "")]
