"""Pages of the project that are Markdown, as HTML: no markup of theirs works, their links lead into the site."""

import posixpath
import re
from collections.abc import Collection

import mistune

from recounted.errors import RecountedError
from recounted.paths import PACKAGE, root
from recounted.tables.rows import resources

HEADING = re.compile(r"^## (.+)$", re.M)  # a heading of the second rank
WIDE = '<div class="wide" tabindex="0" role="group" aria-label="Table">'  # it scrolls sideways on a phone
ALIGNED = re.compile(
    r' style="text-align:(\w+)"'
)  # of a table's cells: the pages' policy allows no style of an element
CELL = re.compile(r"#cell-id=([\w-]+)$")


class _Renderer(mistune.HTMLRenderer):
    """Links to the web stay; one to a claim's cell opens its page, one to a table or a page of docs/ that of the
    site; any other is plain text, for it leads nowhere."""

    def __init__(self, claims: Collection[str], folder: str, with_book: bool):
        super().__init__(escape=True)
        self.claims, self.folder, self.with_book = claims, folder, with_book

    def link(self, text: str, url: str, title: str | None = None) -> str:
        cell = CELL.search(url)
        if cell and cell[1] in self.claims:
            return f'<a href="claims/{cell[1]}.html">{text}</a>'
        to = url if url.startswith(("https://", "http://")) else self._inside(url)
        return super().link(text, to, title) if to else text

    def _inside(self, url: str) -> str:
        """Where a file of the project is in the site, seen from its front page; "" for nowhere."""
        name = posixpath.normpath(posixpath.join(self.folder, url.partition("#")[0]))
        if name == PACKAGE.as_posix():
            return "data.html"
        if name in {f"data/{each['path']}" for each in resources().values()}:
            return name
        in_book = self.with_book and name.startswith(("docs/", "notebooks/"))
        return f"book/{posixpath.splitext(name)[0]}.html" if in_book else ""

    def heading(self, text: str, level: int, **attrs: object) -> str:
        return f"<h{max(level, 2)}>{text}</h{max(level, 2)}>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre>{mistune.escape(code)}</pre>\n"


def html(text: str, claims: Collection[str] = (), folder: str = "", with_book: bool = False) -> str:
    """Markdown as HTML; its headings begin below the page's own.

    `folder`: where the text stands in the project; `with_book`: whether the site has notebooks and docs as pages.
    """
    render = mistune.create_markdown(renderer=_Renderer(claims, folder, with_book), plugins=["table"])
    made = str(render(text)).replace("<table>", f"{WIDE}<table>").replace("</table>", "</table></div>")
    return ALIGNED.sub(r' class="\1"', made)


def sections(page: str, *headings: str) -> str:
    """The named sections of a page of the project, in that order. Raises RecountedError where one is not there."""
    text = (root() / page).read_text(encoding="utf-8")
    _, *parts = HEADING.split(text)
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    for heading in headings:
        if heading not in found:
            raise RecountedError(
                page, f"there is no section “{heading}”", "Name the sections in site/generator.py anew"
            )
    return "\n".join(f"## {heading}\n{found[heading]}" for heading in headings)


def written(page: str, mark: str) -> str:
    """What the build wrote into a page of the project between its marks, up to the first heading or table; "" where
    nothing was written yet."""
    text = (root() / page).read_text(encoding="utf-8") if (root() / page).is_file() else ""
    # the comment that begins a block, its text, and the comment that ends it
    block = re.search(rf"<!-- {mark}: written by .*? -->\n(.*?)\n<!-- end of {mark} -->", text, re.S)
    told = re.split(r"^[#|]", block[1], maxsplit=1, flags=re.M)[0].strip() if block else ""  # the next heading or table
    return "" if told.startswith("Not run yet") else told
