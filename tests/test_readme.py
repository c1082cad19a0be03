"""The part of README between the marks is the build's; every other byte of it is kept."""

import json
from dataclasses import replace

import pytest
from made import finding

from recounted.building import readme
from recounted.building.readme import MARKS, readme_block, with_block, write_readme
from recounted.errors import RecountedError
from recounted.judging.citing import NOT
from recounted.judging.claims import KINDS
from recounted.judging.scorecard import NAMES
from recounted.judging.verdicts import VERDICTS

FINDINGS = [finding(), finding(claim_id="helped-first-year", verdict="contradicted", source_verdict="contradicted")]
README = f"# Help\r\n\n{MARKS[0]}\nold\n{MARKS[1]}\nBy hand: “kept”.\n"


def test_the_block_counts_each_verdict_by_kind_and_leaves_repeats_out(project):
    law = finding(claim_id="a-law", kind="law")
    block = readme_block([*FINDINGS, law, finding(claim_id="again", repeats="helped-total")])
    assert block.startswith("4 claims were judged. Those that only repeat another (1) are left out of the tables.\n")
    for verdict in VERDICTS.values():
        assert f"| {verdict.sign} **{verdict.name}** |" in block and verdict.meaning in block
    assert "| ✔ **reproduced** | 1 | 1 | 0 | 0 |" in block and "| ✘ **contradicted** | 1 | 0 | 0 | 0 |" in block
    assert set(NAMES) == set(KINDS)


def test_the_first_table_tells_in_brief_how_many_agree_figures_first(project):
    verdicts = ("corroborated", "reproduced", "supported", "contradicted", "inconsistent", "disputed", "disputed")
    found = [finding(claim_id=f"a-{at}", verdict=verdict) for at, verdict in enumerate(verdicts)]
    table = readme_block([*found, finding(claim_id="a-law", kind="law", verdict="unverifiable")]).split("\n\n")[1]
    assert table.splitlines() == [
        "| kind of claim | agrees (✔✔, ✔, (✔)) | differs (✘, ≠) | disputed (≈) | could not be checked (?) |",
        "| --- | --: | --: | --: | --: |",
        f"| {NAMES['figure']} | 3 | 2 | 2 | 0 |",
        f"| {NAMES['law']} | 0 | 0 | 0 | 1 |",
        *(f"| {NAMES[kind]} | 0 | 0 | 0 | 0 |" for kind in ("reference", "text")),
    ]
    assert sorted(sum(readme.IN_BRIEF.values(), ())) == sorted(VERDICTS)


def test_a_headline_has_its_sign_its_link_and_what_to_cite_instead(project):
    package = json.loads((project / "data/datapackage.json").read_text())
    names = ("rank", "side", "claim_id", "headline")
    fields = [{"name": name, "type": "string"} for name in names]
    package["resources"].append({"name": "top-findings", "path": "top.csv", "schema": {"fields": fields}})
    (project / "data/datapackage.json").write_text(json.dumps(package))
    (project / "data/top.csv").write_text(f"{','.join(names)}\n1,does-not-hold,helped-first-year,It was three.\n")
    wrong = replace(FINDINGS[1], cite=NOT, cite_note="Cite instead: Red counts 3 (Red).")
    block = readme_block([FINDINGS[0], wrong])
    assert (
        "- ✘ **contradicted**: It was three. Cite instead: Red counts 3 (Red). "
        "([helped-first-year](notebooks/01-help.ipynb#cell-id=helped-first-year))\n\n### All verdicts\n"
    ) in block
    with pytest.raises(RecountedError, match="helped-first-year stands under .*, but is reproduced"):
        readme_block([FINDINGS[0], replace(wrong, verdict="reproduced")])


def test_verdicts_that_are_not_firm_stand_in_a_list_by_the_choice_that_turns_them(project, monkeypatch):
    law = finding(claim_id="a-law", kind="law")
    held = {"helped-total": 0.5, "helped-first-year": 1.0, "a-law": 0.25}
    monkeypatch.setattr(readme, "share", lambda case, f: held[f.claim_id])
    monkeypatch.setattr(readme, "alone", lambda case, f: f"It would be {f.claim_id[:1]} if so.")
    block = readme_block([*FINDINGS, law])
    assert "**1 of 3 verdicts hold under every" in block and "2 hold in fewer than 90 % of these readings" in block
    assert (
        "<details>\n<summary>Those that hold in fewer than 90 % of readings</summary>\n\n"
        "- It would be h if so: ✔ [helped-total](notebooks/01-help.ipynb#cell-id=helped-total) 50 %\n"
        "- It would be a if so: ✔ [a-law](notebooks/01-help.ipynb#cell-id=a-law) 25 %\n\n</details>"
    ) in block
    held |= {"helped-total": 1.0, "a-law": 0.9}
    assert "<details>" not in readme_block([*FINDINGS, law])


def test_the_block_is_put_between_the_marks_and_the_rest_is_kept_to_the_byte(project):
    (project / "README.md").write_bytes(README.encode())
    write_readme(FINDINGS)
    written = (project / "README.md").read_bytes().decode()
    assert written.startswith(f"# Help\r\n\n{MARKS[0]}\n2 claims were judged.") and written.endswith(
        f"\n{MARKS[1]}\nBy hand: “kept”.\n"
    )
    assert "old" not in written
    write_readme(FINDINGS)
    assert (project / "README.md").read_bytes().decode() == written


def test_a_project_without_a_readme_gets_none(project):
    write_readme(FINDINGS)
    assert not (project / "README.md").exists()


@pytest.mark.parametrize(
    "text",
    [
        "# No marks\n",
        README.replace(MARKS[0], ""),
        README.replace(MARKS[1], ""),
        f"{MARKS[1]}\n{MARKS[0]}",
        f"{README}{MARKS[0]}",
        README + README,
    ],
)
def test_lost_or_doubled_marks_are_one_clear_error_and_nothing_is_written(project, text):
    (project / "README.md").write_bytes(text.encode())
    with pytest.raises(
        RecountedError, match="README.md: the two marks of the part that a run writes are not there once each"
    ):
        write_readme(FINDINGS)
    assert (project / "README.md").read_bytes() == text.encode()


def test_what_the_block_says_is_never_read_as_a_pattern():
    assert with_block(f"{MARKS[0]}{MARKS[1]}", r"\1 \g<0>") == f"{MARKS[0]}\n\\1 \\g<0>\n{MARKS[1]}"
