"""One frame for every page: our own style and script inside it, and a policy that lets nothing else in."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from recounted.judging.scorecard import NAMES
from recounted.judging.verdicts import CAUSES, DIFFERENCES, VERDICTS
from recounted.site.works import article

# Pages of the site's menu: file and name.
MENU = {
    "index.html": "Findings",
    "claims.html": "All claims",
    "explorer.html": "Explorer",
    "sources.html": "Sources",
    "settle.html": "What is missing",
    "methods.html": "Methods",
    "data.html": "Data",
    "figures.html": "Figures",
    "book/index.html": "Notebooks and docs",
    "changes.html": "Changes",
    "errata.html": "For the authors",
}


def page(template: str, up: str = "", script: str = "", python: bool = False, **given: object) -> str:
    """The HTML of one page. `up`: "../" for a page in a folder; `script`: an asset that the page needs, "" for none;
    `python`: whether that script runs Python from the site's own files.

    Style and script stand in the page, and the policy names them by hash: a page works from a folder, and mailed alone.
    """
    style, code = asset("site.css") + _colours(), asset(script) if script else ""
    html = (
        environment()
        .get_template(template)
        .render(
            up=up,
            style=Markup(style),
            script=Markup(code),
            policy=Markup(policy(style, code, python)),
            menu=MENU,
            work=article(),
            verdicts=VERDICTS,
            causes=CAUSES,
            differences=DIFFERENCES,
            **given,
        )
    )
    return html.strip() + "\n"


def policy(style: str, script: str, python: bool = False) -> str:
    """Nothing is asked of another host. `file:` lets pictures show where the site is opened from a folder."""
    scripts = f"'{digest(script)}'" if script else "'none'"
    if python:
        scripts += " 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src {scripts}; img-src 'self' file: data:; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """As a content security policy names a text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def environment() -> Environment:
    loader = PackageLoader("recounted.site", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["spoken"] = spoken
    made.globals["names"] = NAMES
    return made


def spoken(text: str) -> Markup:
    """A description of the data package: what stands between backticks is code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # `code`


@cache
def asset(name: str) -> str:
    return (files("recounted.site") / "assets" / name).read_text(encoding="utf-8")


@cache
def _colours() -> str:
    return "".join(f".{name} {{ --verdict: {verdict.colour}; }}\n" for name, verdict in VERDICTS.items())
