"""Copies that pandoc reads: one article in each format gives what its Markdown gives, and a fault is one clear line."""

import os
import shutil
import subprocess
import zipfile

import pytest

from recounted.article import pandoc
from recounted.article.extraction import read
from recounted.article.numbers import extract
from recounted.article.unread import unread
from recounted.commands.cli import main
from recounted.errors import RecountedError

MARKDOWN = """---
title: Bees of the valley
---

# 1. Introduction

In 2019 keepers counted 182 hives,[^1] CO~2~ was 5 %, and 12 of 36 (33.3%) were lost.

# 2. Results

## 2.1 North

| group | n | share |
|-------|--:|------:|
| north | 12 | 0.40 |
| south | 18 | 0.60 |

1. Of them 7 were old.
2. Of them 5 were young.

[^1]: Register of 2020, p. 41.
"""
MATHS = "It was $\\beta = - 0.45$ with $p < 10^{-5}$."
PAGE = "<!DOCTYPE html><html><body><h1>Bees</h1><h2>1 Aim</h2><p>In 2019 they counted 182 hives.</p></body></html>"
here = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
MADE = sorted(set(pandoc.FORMATS) - {".latex"})  # another name of .tex


def _made(folder, suffix, text):
    path = folder / f"copy{suffix}"
    call = ["pandoc", "--from=markdown", "--standalone", f"--to={pandoc.FORMATS[suffix]}", "-o", str(path)]
    subprocess.run(call, input=text, text=True, check=True)
    return path


def _numbers(text):
    return sorted((number.normal, number.section, number.footnote) for number in extract(text))


@here
@pytest.mark.slow
@pytest.mark.parametrize("suffix", MADE)
def test_a_copy_in_any_format_gives_the_numbers_and_sections_of_its_markdown(tmp_path, suffix):
    plain = tmp_path / "copy.md"
    plain.write_text(MARKDOWN.replace("# ", "## ").replace("---\ntitle: ", "# ").replace("\n---", ""), encoding="utf-8")
    expected = _numbers(read(plain))
    assert len(expected) == 21 and ("182", "1", "") in expected and ("41", "1", "1") in expected
    assert _numbers(read(_made(tmp_path, suffix, MARKDOWN))) == expected


@here
@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".tex", ".rst", ".org"])
def test_a_formula_keeps_its_signs_and_powers(tmp_path, suffix):
    found = [number.text for number in extract(read(_made(tmp_path, suffix, MATHS)))]
    assert [each.replace("{", "").replace("}", "") for each in found] == ["-0.45", "10^-5"]


@here
@pytest.mark.slow
def test_formulas_that_would_be_lost_are_no_silent_loss(tmp_path):
    with pytest.raises(RecountedError, match="would lose its formulas") as fault:
        read(_made(tmp_path, ".odt", MATHS))
    assert "DOCX" in fault.value.remedy
    word = tmp_path / "copy.docx"
    shown = f"{MATHS}\n\n$$n_{{ab}} = \\frac{{12}}{{36}}, (a, 1.5)^{{10}}$$"
    subprocess.run(["pandoc", "--from=markdown", "-o", str(word)], input=shown, text=True, check=True)
    text = read(word)
    assert "β=−0.45" in text and "p<10⁻⁵" in text and "$$n_ab=12/36,(a,1.5)¹⁰$$" in text
    assert unread(text) == "1 displayed formula"


@here
@pytest.mark.slow
def test_what_a_copy_takes_in_is_named_and_its_raw_html_is_no_markup_of_ours(tmp_path):
    (tmp_path / "methods.tex").write_text("In 2018 there were 99.", encoding="utf-8")
    whole = tmp_path / "copy.tex"
    whole.write_text("\\input{methods}\nIn 2019 there were 182.", encoding="utf-8")
    with pytest.raises(RecountedError, match=r"takes in other files \(methods.tex\)") as fault:
        read(whole)
    assert "one file" in fault.value.remedy
    raw = tmp_path / "copy.rst"
    raw.write_text("In 2019.\n\n.. raw:: html\n\n   <script>alert(77)</script><p onclick='x'>In 2020.</p>\n", "utf-8")
    assert read(raw) == "In 2019.\n\nIn 2020.\n"


@here
@pytest.mark.slow
def test_a_broken_copy_is_refused_with_what_pandoc_says(tmp_path):
    path = tmp_path / "copy.odt"
    path.write_bytes(b"no archive")
    with pytest.raises(RecountedError, match="pandoc cannot read it: .*zip") as fault:
        read(path)
    assert fault.value.where == str(path) and "DOCX" in fault.value.remedy


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Puts a program named pandoc, and nothing else, on PATH."""

    def put(script):
        program = tmp_path / "bin/pandoc"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return put


@pytest.fixture
def copy(tmp_path):
    path = tmp_path / "my copy.org"
    path.write_text("In 2019 they counted 182 hives.", encoding="utf-8")
    return path


def test_without_pandoc_one_line_says_what_to_do(fake, copy, capsys):
    assert main(["article", "measure", str(copy), str(copy)]) == 2
    said = capsys.readouterr().err
    assert f"{copy}: a copy ending in .org is read by pandoc, which is not installed" in said
    assert "Install pandoc" in said and "Markdown" in said and len(said.strip().splitlines()) == 1


def test_a_pandoc_that_cannot_be_run_is_none(fake, copy):
    fake("exit 0").chmod(0o644)
    with pytest.raises(RecountedError, match="not installed"):
        read(copy)


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ("echo 'Unknown input format org' >&2; exit 21", "pandoc cannot read it: Unknown input format org"),
        ("exit 1", "it gave no page and no reason"),
        ("exit 0", "it gave no page and no reason"),
        ("echo '<<rubbish>>'", "it gave no page and no reason"),
        ("printf '\\377\\376' >&2; exit 1", "pandoc cannot read it"),
        (f"echo '{PAGE[:15]}'", "not a readable page"),
        (f"echo '{PAGE[:15]}<p></p>'", "the copy is empty"),
    ],
)
def test_a_pandoc_that_fails_or_prints_rubbish_is_told(fake, copy, script, what):
    fake(script)
    with pytest.raises(RecountedError, match=what) as fault:
        read(copy)
    assert fault.value.where == str(copy) and fault.value.remedy


def test_a_pandoc_that_hangs_is_ended(fake, copy, monkeypatch):
    monkeypatch.setattr(pandoc, "SECONDS", 0.1)
    fake("while :; do :; done")
    with pytest.raises(RecountedError, match="did not read it within 0.1 seconds"):
        read(copy)


def test_pandoc_is_asked_for_one_file_in_its_sandbox_and_no_shell_reads_its_name(fake, tmp_path):
    odd = tmp_path / "-$(touch x); `id` & 'copy'.rst"
    odd.write_text("In 2019.", encoding="utf-8")
    fake(f'printf "%s\\n" "$@" > "{tmp_path}/asked"; echo \'{PAGE}\'')
    assert "182 hives" in read(odd)
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[0] == "--sandbox" and asked[-2:] == ["--from=rst", str(odd)] and not (tmp_path / "x").exists()


def test_every_command_that_takes_a_copy_takes_it(fake, copy, tmp_path, monkeypatch, capsys):
    fake(f"echo '{PAGE}'")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "bees", "--article", str(copy)]) == 0
    monkeypatch.chdir(tmp_path / "bees")
    monkeypatch.setenv("RECOUNTED_ROOT", os.getcwd())
    assert main(["article", "verify", str(copy)]) == 0
    assert main(["draft", str(copy), "--update"]) == 0
    assert main(["article", "annotate", str(copy)]) == 2  # of a project that was built
    assert "there are no verdicts yet" in capsys.readouterr().err


def test_an_odt_that_is_no_archive_has_no_formulas(tmp_path):
    path = tmp_path / "copy.odt"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("content.xml", "")
    assert not pandoc._has_formulas(path)
