"""The notebooks and docs of the project, made ready for Sphinx: nothing is run, links lead into the site.

In the staged copy of a notebook each cell has an anchor, so that the links of README and cards (`#cell-id=…`) work in
a browser as they do in JupyterLab; and each cell that judges is followed by links to its claims' pages.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from recounted.judging.findings import SCRAP, Finding
from recounted.markdown import cell as escaped
from recounted.paths import PACKAGE, root
from recounted.running.notebooks import tags

# [words](file#part), other addresses not
LINK = re.compile(r"\[([^\[\]]*)\]\((?!https?:|mailto:|cell:|<|#)([^)#\s]*)(#[^)\s]*)?\)")
IMPORTS = re.compile(r"(?:(?:import|from) [^\n(]*(?:\([^)]*\))?\n*)+")  # lines of imports, also over several lines
HEADING = re.compile(r"^## (.+)$", re.M)  # a heading of the second rank
PAGE = re.compile(r"\]\(([\w./-]+)\.md\)")  # ](page.md)
INDEX = Path("docs/index.md")
COMMANDS = "<!-- commands -->"
LEFT_OUT = (SCRAP, "image/png")  # what a page needs not: records for the build, and pictures that are there as SVG
MOST = 4  # links below a cell that judges more claims than these lead to the table of claims
GUIDES = {"CONTRIBUTING.md": "docs/contributing.md"}  # pages of the project that live elsewhere, and where they go


def staged(findings: Iterable[Finding], commands: str = "") -> dict[str, str]:
    """Each file of Sphinx' source folder by its path, with its text; {} where the project has no notebooks or docs.

    `commands`: Markdown that lists every command; it takes the place of a mark in the docs.
    """
    folder = root()
    by_cell: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        by_cell[finding.notebook, finding.cell].append(finding)
    notebooks = sorted((folder / "notebooks").glob("*.ipynb"))
    docs = {f"docs/{path.name}": path for path in sorted((folder / "docs").glob("*.md"))}
    docs |= {to: folder / name for name, to in GUIDES.items() if docs and (folder / name).is_file()}
    files = {f"notebooks/{path.name}": _notebook(path, by_cell) for path in notebooks}
    files |= {name: _page(path).replace(COMMANDS, commands) for name, path in docs.items() if name != str(INDEX)}
    return files | {"index.md": _index(docs.get(str(INDEX)), list(files))} if files else {}


def _notebook(path: Path, by_cell: dict[tuple[str, str], list[Finding]]) -> str:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = []
    for cell in notebook["cells"]:
        cells.append(_text(f"anchor-{cell['id']}", f'<div id="cell-id={cell["id"]}"></div>'))
        cells.append(_for_page(cell))
        if judged := by_cell[path.stem, cell["id"]]:
            cells.append(_text(f"claims-{cell['id']}", _claims(judged)))
    return json.dumps(notebook | {"cells": cells}, ensure_ascii=False)


def _for_page(cell: dict) -> dict:
    """A cell with its links led into the site, without the outputs that a page does not show."""
    if cell["cell_type"] == "markdown":
        return cell | {"source": led("".join(cell["source"]), "notebooks")}
    outputs = []
    for output in cell.get("outputs", []):
        if "data" in output:
            data = {kind: each for kind, each in output["data"].items() if kind not in LEFT_OUT}
            if "text/markdown" in data:
                data["text/markdown"] = led("".join(data["text/markdown"]), "notebooks")
            if set(data) <= {"text/plain"} and SCRAP in output["data"]:
                continue
            output = output | {"data": data}
        outputs.append(output)
    return _folded(_in_words(cell | {"outputs": outputs}))


def _in_words(cell: dict) -> dict:
    """A cell whose picture says in words what it shows, where MyST-NB would give its file's name."""
    data = [output["data"] for output in cell["outputs"] if "image/svg+xml" in output.get("data", {})]
    words = " ".join("".join(each.get("text/plain", "")) for each in data)
    return cell | {"metadata": cell["metadata"] | {"mystnb": {"image": {"alt": words}}}} if words else cell


def _folded(cell: dict) -> dict:
    """A cell that only imports is closed: readers come for what follows."""
    if not IMPORTS.fullmatch("".join(cell["source"])):
        return cell
    return cell | {"metadata": cell["metadata"] | {"tags": [*tags(cell), "hide-input"]}}


def _text(name: str, source: str) -> dict:
    return {"cell_type": "markdown", "id": name[:64], "metadata": {}, "source": source}


def _claims(judged: list[Finding]) -> str:
    """Links to the pages of these claims, the first few of many."""
    links = [f"[{escaped(f.statement)}](spot:claims/{f.claim_id}.html)" for f in judged[:MOST]]
    if len(judged) > MOST:
        links.append(f"[and {len(judged) - MOST} more](spot:claims.html#notebook={judged[0].notebook})")
    return "Pages of the claims judged here: " + " · ".join(links)


def led(text: str, folder: str) -> str:
    """Markdown whose relative links lead into the site; `folder`: where its page stands in the project.

    Pages that are staged are left to Sphinx, but for links to a cell, which it does not know. A file that the site has
    not is named without a link.
    """

    def lead(match: re.Match[str]) -> str:
        words, path, fragment = match[1], match[2], match[3] or ""
        to = _address(_normal(f"{folder}/{path}"), fragment)
        return f"[{words}]({to})" if to else words

    return LINK.sub(lead, text.replace("](#cell-id=", "](cell:"))


def _address(name: str, fragment: str) -> str:
    """Where a file of the project is in the site; "" for nowhere."""
    if name in GUIDES:
        return f"../{GUIDES[name]}"
    if name == "CHANGELOG.md":
        return "spot:changes.html"
    if name == PACKAGE.as_posix():
        return "spot:data.html"
    if name.endswith(".ipynb") and fragment:
        return f"spot:book/{name.removesuffix('.ipynb')}.html{fragment}"
    if name.startswith(("docs/", "notebooks/")) and name.endswith((".md", ".ipynb")):
        return f"../{name}{fragment}"
    return f"spot:{name}{fragment}" if name.startswith(("data/", "figures/")) else ""


def _page(path: Path) -> str:
    return led(path.read_text(encoding="utf-8"), "docs" if path.parent.name == "docs" else ".")


def _index(path: Path | None, files: list[str]) -> str:
    """The front page: what docs/index.md says, and menus made of its links, section by section; what it does not name
    stands in a last one."""
    text = path.read_text(encoding="utf-8") if path else "# Notebooks\n"
    _, *parts = HEADING.split(text)
    menus = {title: [f"docs/{_in_docs(each)}" for each in PAGE.findall(part)] for title, part in _pairs(parts)}
    named = {each for pages in menus.values() for each in pages}
    pages = [each.rpartition(".")[0] for each in files]
    menus["Notebooks"] = [each for each in pages if each.startswith("notebooks/")]
    menus["More"] = [each for each in pages if each.startswith("docs/") and each not in named]
    shown = PAGE.sub(lambda m: f"](docs/{_in_docs(m[1])}.md)", text)
    return "\n".join([shown, *(_menu(title, each) for title, each in menus.items() if each)])


def _pairs(parts: list[str]) -> list[tuple[str, str]]:
    return list(zip(parts[::2], parts[1::2], strict=True))


def _in_docs(page: str) -> str:
    name = _normal(f"docs/{page}.md")
    return GUIDES.get(name, name).removeprefix("docs/").removesuffix(".md")


def _menu(title: str, pages: list[str]) -> str:
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {title}", "", *dict.fromkeys(pages), "```", ""])


def _normal(path: str) -> str:
    """A path of the project without `..` and `.`."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
