"""What the pages and the errors name exists: targets, commands and their options, files, modules, claims."""

import ast
import importlib.util
import re

import pytest
from tests_support import ROOT

from recounted.commands.cli import parser
from recounted.judging.claims import claims
from recounted.judging.verdicts import CAUSES, DIFFERENCES, VERDICTS

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
FENCE = re.compile(r"^```.*?\n(.*?)^```", re.M | re.S)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
GUIDE = "next-article.md"  # names files of the project that it makes; tests/test_next_article.py follows it
MADE = ("build/",)  # folders that a build makes, and no clone has
TARGETS = set(re.findall(r"^## ([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))


PARSER = parser()


def code(page: str) -> list[str]:
    """Each piece of code of a page: spans in backticks, and lines of fenced blocks without their comments."""
    fenced = [line.partition("  #")[0].strip() for block in FENCE.findall(page) for line in block.splitlines()]
    return [*SPAN.findall(FENCE.sub("", page)), *(line for line in fenced if line)]


def unknown(piece: str) -> list[str]:
    """What a piece of code asks for that is not there."""
    words = piece.split()
    program = words[0].rpartition("/")[2] if words else ""
    if program == "make":
        named = [word for word in words[1:] if "=" not in word and word[:1] != "-"]
        return [f"make {word}" for word in named if re.fullmatch("[a-z-]+", word) and word not in TARGETS]
    if program == "recounted":
        return [f"recounted {fault}" for fault in _unknown_command(words[1:])]
    return []


def _unknown_command(words: list[str]) -> list[str]:
    at = PARSER
    for word in words:
        inner = next((action.choices for action in at._actions if isinstance(action.choices, dict)), None)
        if word.startswith("--") and word.partition("=")[0] not in at._option_string_actions:
            return [word]
        if inner and not word.startswith("-"):
            if word not in inner:
                return [word]
            at = inner[word]
    return []


def error_texts() -> list[tuple[str, str]]:
    """Every text of the library that names something in backticks, with its file."""
    found = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found += [(path.name, piece) for piece in SPAN.findall(node.value)]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_and_command_of_a_page_exists(page):
    assert [fault for piece in code(page.read_text(encoding="utf-8")) for fault in unknown(piece)] == []


@pytest.mark.slow
def test_every_target_and_command_of_an_error_exists():
    assert [(name, fault) for name, piece in error_texts() for fault in unknown(piece)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_to_a_file_and_its_cell(page):
    for address in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if not re.match(r"https?:|mailto:", address):
            path, _, cell = address.partition("#")
            assert not path or (page.parent / path).exists(), address
            if cell.startswith("cell-id="):
                assert f'"id": "{cell.removeprefix("cell-id=")}"' in (page.parent / path).read_text(), address


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_module_named_in_code_exists(page):
    for piece in code(page.read_text(encoding="utf-8")):
        here = page.name != GUIDE and "NN" not in piece
        if here and re.fullmatch(r"(data|src|tests|docs|notebooks|bench|figures)/[\w./*-]*", piece):
            assert list(ROOT.glob(piece.rstrip("/"))), f"{page.name} names {piece}"
        if re.fullmatch(r"(recounted|warm_kernel)(\.\w+)+", piece):
            assert _exists(piece), f"{page.name} names {piece}"


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def bare(piece: str) -> bool:
    """Whether a command installs Recounted by its name, which anybody may register where packages come from."""
    return bool(re.search(r"pip install\b.*[\s'\"]recounted\b(?!-)", piece))


@pytest.mark.slow
def test_no_error_tells_a_reader_to_install_the_project_by_its_bare_name():
    assert [(name, piece) for name, piece in error_texts() if bare(piece)] == []


def test_no_page_tells_a_reader_to_install_the_project_by_its_bare_name():
    pieces = [(page.name, piece) for page in PAGES for piece in code(page.read_text(encoding="utf-8"))]
    assert [(name, piece) for name, piece in pieces if bare(piece)] == []
    assert bare("pip install 'recounted[pdf]'") and bare("pip install -q recounted")
    assert not bare("pip install path/to/recounted") and not bare("pip install -r requirements.txt")


def named_claims(page: str) -> list[str]:
    """Claims that a page links to a notebook's cell, or gives `recounted why`."""
    linked = re.findall(r"\[([\w-]+)\]\([^)]*notebooks/[^)]*#cell-id=", page)
    return linked + [each for each in re.findall(r"recounted why ([a-z0-9-]+)\b", page) if not each.isdigit()]


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != GUIDE], ids=lambda page: page.name)
def test_every_claim_that_a_page_names_exists(page):
    assert [each for each in named_claims(page.read_text(encoding="utf-8")) if each not in claims()] == []


def test_readme_names_claims():
    assert len(named_claims((ROOT / "README.md").read_text(encoding="utf-8"))) > 20


@pytest.mark.slow
def test_every_claim_that_an_error_names_exists():
    assert [each for _, piece in error_texts() for each in named_claims(piece) if each not in claims()] == []


def test_the_check_finds_what_is_not_there():
    assert unknown("make setup") == ["make setup"]
    assert unknown("make NOTEBOOK=03 test tset") == ["make tset"]
    assert unknown(".venv/bin/recounted whi x") == ["recounted whi"]
    assert unknown("recounted verdicts --olny x") == ["recounted --olny"]
    assert unknown("recounted article verfy") == ["recounted verfy"]
    assert unknown("make") == unknown("recounted why a b") == unknown("recounted article verify --help") == []
    assert code("a `b` c\n```sh\nmake x  # comment\n```\n`d`") == ["b", "d", "make x"]


def test_the_words_that_a_reader_sees_for_a_verdict_are_all_explained():
    page = (ROOT / "docs/words.md").read_text()
    for name, words in [*CAUSES.items(), *((each.name, each.meaning) for each in VERDICTS.values())]:
        assert f"\n| {name} | {words} |\n" in page, name
    assert all(f"of {words} (`{name}`)" in page for name, words in DIFFERENCES.items())
