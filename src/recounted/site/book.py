"""Notebooks and docs as pages of the site, by Sphinx with MyST-NB: from the committed notebooks, nothing is run.

A build of them takes some twelve seconds, so it is kept in build/book and done again only when what it follows from
has changed, by content. Without Sphinx (extra `site`) the site has no such pages.
"""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from recounted.building.inputs import digest, digest_of
from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.findings import Finding
from recounted.paths import PACKAGE, root
from recounted.site import pages
from recounted.site.staging import staged

FOLDER = "book"  # of the site
KEPT = Path("build/book")  # of the project
MAKERS = ("sphinx", "myst-nb", "sphinx-book-theme", "pydata-sphinx-theme", "pygments")
HERE = Path(__file__).parent
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.S)  # a script that stands in the page itself
# What the theme brings and no page needs: maps for its developers, its words in other languages.
NEEDLESS = ("**/*.map", "_static/locales", "_sources", ".buildinfo", "objects.inv", "_static/*macros.html")


def is_here() -> bool:
    """Whether what it takes is installed."""
    try:
        return all(version(each) for each in MAKERS)
    except PackageNotFoundError:
        return False


def write(
    findings: Iterable[Finding], site: Path, commands: str = "", told: Callable[[str], None] = lambda text: None
) -> int:
    """Write the pages into the folder `book` of the site; how many, 0 where the project has none.

    `commands`: Markdown that lists every command, for the page that has a place for it; `told`: takes a line on what
    takes a while.

    Raises RecountedError where Sphinx finds fault with a page: a link to nowhere, a heading out of order.
    """
    files = staged(findings, commands)
    if not files:
        return 0
    kept, stamp = root() / KEPT, _stamp(files)
    if not (kept / "stamp").is_file() or (kept / "stamp").read_text() != stamp:
        told("==> notebooks and docs as pages, by Sphinx: half a minute, then kept until one of them changes")
        shutil.rmtree(kept, ignore_errors=True)
        for name, text in files.items():
            write_whole(kept / "source" / name, text)
        _sphinx(kept)
        _tidy(kept / "pages")
        for name in ("source", "trees", "static", "jupyter_execute"):
            shutil.rmtree(kept / name, ignore_errors=True)
        write_whole(kept / "stamp", stamp)
    return _copy(kept / "pages", site / FOLDER)


def _stamp(files: dict[str, str]) -> str:
    """A digest of all that the pages follow from."""
    own = [digest_of(HERE / name) for name in ("book.py", "staging.py", "templates/book/site-menu.html")]
    own.append(digest(json.dumps(pages.MENU)))
    return digest(json.dumps([files, own, pages.asset("book.css"), [version(each) for each in MAKERS]]))


def settings() -> dict[str, Any]:
    """Sphinx' settings. Nothing is run, and nothing of a page is asked of another host."""
    title = json.loads((root() / PACKAGE).read_text(encoding="utf-8")).get("title", "Recounted")
    return {
        "project": "Recounted",
        "html_title": title,
        "extensions": ["myst_nb"],
        "nb_execution_mode": "off",
        "nb_ipywidgets_js": {},
        "nb_render_markdown_format": "myst",  # cards have tables, which plain CommonMark has not
        "nb_mime_priority_overrides": [("html", "text/markdown", 0), ("html", "image/svg+xml", 1)],
        "myst_heading_anchors": 3,
        # `spot:claims/x.html#y` is a page of the site, seen from a page of docs/ or notebooks/; `cell:x` a cell of it.
        "myst_url_schemes": dict.fromkeys(("http", "https", "mailto"))
        | {"spot": "../../{{path}}#{{fragment}}", "cell": "#cell-id={{path}}"},
        "templates_path": [str(HERE / "templates" / "book")],
        "html_theme": "sphinx_book_theme",
        "html_theme_options": {
            "use_download_button": False,
            "use_fullscreen_button": False,
            "use_source_button": False,
            "footer_content_items": [],
            "show_toc_level": 2,
            "pygments_light_style": "a11y-high-contrast-light",
            "pygments_dark_style": "a11y-high-contrast-dark",
        },
        "html_sidebars": {"**": ["site-menu.html", "search-button-field.html", "sbt-sidebar-nav.html"]},
        "html_context": {"default_mode": "auto", "site_menu": pages.MENU},
        "html_css_files": ["book.css"],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_copyright": False,
        "html_show_sphinx": False,
        "html_use_index": False,
        "html_show_search_summary": False,  # it would be fetched, which a page opened from a folder may not
        "html_last_updated_fmt": None,
        "suppress_warnings": ["app", "misc.highlighting_failure"],  # app: Sphinx was run before in this process
    }


def _sphinx(kept: Path) -> None:
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError

    told = io.StringIO()
    static = kept / "static"
    write_whole(static / "book.css", pages.asset("book.css"))
    given = settings() | {"html_static_path": [str(static)]}
    places = (str(kept / "source"), None, str(kept / "pages"), str(kept / "trees"), "html")
    try:
        Sphinx(*places, confoverrides=given, status=None, warning=told, freshenv=True).build(force_all=True)
    except SphinxError as fault:
        raise RecountedError("notebooks and docs", f"Sphinx stopped ({fault})", "Correct the page it names") from None
    if faults := [line for line in told.getvalue().splitlines() if line.strip()]:
        first = re.sub(r"\x1b\[[0-9;]*m", "", faults[0]).replace(f"{kept / 'source'}/", "")  # colours of a terminal
        raise RecountedError("notebooks and docs", f"Sphinx says first (of {len(faults)}) {first}", "Correct it")


def _tidy(made: Path) -> None:
    """Drop what no page needs; let tables be reached by keyboard, for they scroll sideways; and give each page a policy
    that lets only the site's own files work."""
    for pattern in NEEDLESS:
        for path in made.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in sorted(made.rglob("*.html")):
        html = re.sub(r"<table\b", '<table tabindex="0"', path.read_text(encoding="utf-8"))  # scrolled by keys as well
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
        path.write_text(html.replace("<head>", f"<head>\n    {meta}", 1), encoding="utf-8", newline="\n")


def policy(html: str) -> str:
    """For a page with scripts of its own: those, by hash, and the site's files. Styles may stand in the page."""
    scripts = " ".join(dict.fromkeys(f"'{pages.digest(each)}'" for each in INLINE.findall(html)))
    return (
        f"default-src 'none'; script-src 'self' file: {scripts}; style-src 'self' file: 'unsafe-inline'; "
        "img-src 'self' file: data:; font-src 'self' file:; connect-src 'self'; form-action 'self' file:; "
        "base-uri 'none'"
    )


def _copy(kept: Path, folder: Path) -> int:
    """Bring the pages into the site, and take away those of an earlier build; how many pages there are."""
    made = {path.relative_to(kept): path for path in sorted(kept.rglob("*")) if path.is_file()}
    for path in [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder) not in made]:
        path.unlink()
    for name, path in made.items():
        write_whole(folder / name, path.read_bytes())
    return sum(name.suffix == ".html" for name in made)
