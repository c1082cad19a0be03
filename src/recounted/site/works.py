"""What one cites, the article or a source, as BibTeX, RIS and CSL-JSON."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from recounted.errors import RecountedError
from recounted.judging.sources import Source
from recounted.paths import root

CITATION = "CITATION.cff"
# What TeX reads as a command, each as it prints itself.
TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    mark: f"\\{mark}" for mark in "&%$#_{}"
}


@dataclass(frozen=True)
class Work:
    """An article or another document.

    `authors`: (family name, given names), or (name of a body, ""); `date`: `2023`, `2023-08` or `2023-08-10`;
    `kind`: a CSL type, `article-journal`, `dataset` or `document`.
    """

    key: str
    title: str
    authors: tuple[tuple[str, str], ...]
    date: str
    kind: str = "document"
    container: str = ""
    volume: str = ""
    issue: str = ""
    doi: str = ""
    address: str = ""
    note: str = field(default="", compare=False)

    @property
    def year(self) -> str:
        """The first year named in its date; "" for none."""
        found = re.search(r"\d{4}", self.date)  # the year
        return found[0] if found else ""

    @property
    def names(self) -> str:
        """`Keeper et al.`, `Walk Free`, `Ivanov and Petrov`."""
        families = [family for family, _ in self.authors]
        return f"{families[0]} et al." if len(families) > 2 else " and ".join(families)

    @property
    def link(self) -> str:
        return f"https://doi.org/{self.doi}" if self.doi else self.address


def article() -> Work:
    """The article that is recounted: the first reference of kind article in CITATION.cff.

    Raises RecountedError where there is none.
    """
    return _article(root())


@cache
def _article(folder: Path) -> Work:
    found = [each for each in cff().get("references", []) if each.get("type") == "article"]
    if not found:
        raise RecountedError(CITATION, "names no article", "Add it to references, with type: article")
    given = found[0]
    authors = tuple((each["family-names"], each.get("given-names", "")) for each in given["authors"])
    text = {name: str(given.get(name, "")) for name in ("title", "year", "journal", "volume", "issue", "doi")}
    key = re.sub(r"\W", "", authors[0][0]).lower() + text["year"]  # all but letters and digits
    return Work(
        key, text["title"], authors, text["year"], "article-journal",
        text["journal"], text["volume"], text["issue"], text["doi"],
    )  # fmt: skip


def credit() -> str:
    """Whose the article's text is, and under which licence, where CITATION.cff names one."""
    work, given = article(), next(each for each in cff()["references"] if each.get("type") == "article")
    under = f" Licence: {given['license']}; the marks are ours." if given.get("license") else ""
    names = "; ".join(f"{other} {family}".strip() for family, other in work.authors)
    return f"The text is by {names}: “{work.title}”, {work.container}, {work.year}, {work.link}.{under}"


def cff() -> dict:
    """CITATION.cff as a dictionary, read once. Raises RecountedError where it is missing or no YAML."""
    return _cff(root())


@cache
def _cff(folder: Path) -> dict:
    try:
        return yaml.safe_load((folder / CITATION).read_text(encoding="utf-8")) or {}
    except FileNotFoundError:
        raise RecountedError(
            CITATION,
            "is not there",
            "Write one, with the article in its references: type, title, authors, year, journal, doi",
        ) from None
    except yaml.YAMLError as fault:
        raise RecountedError(CITATION, f"is not YAML ({fault})", "Correct it") from None


def of_source(source: Source) -> Work:
    """A source as a work; what its figures are is told by its page."""
    return Work(source.source_id, source.title, ((source.publisher, ""),), source.date, address=source.address)


def bibtex(work: Work) -> str:
    """One entry. A body's name stands in braces of its own, so that it is not cut into names."""
    authors = " and ".join(f"{_tex(a)}, {_tex(b)}" if b else f"{{{_tex(a)}}}" for a, b in work.authors)
    fields = {
        "author": authors,
        "title": f"{{{_tex(work.title)}}}",
        "journal": _tex(work.container),
        "year": work.year,
        "volume": work.volume,
        "number": work.issue,
        "doi": work.doi,
        "url": work.address,
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{'article' if work.container else 'misc'}{{{work.key},", *lines, "}"])


def _tex(text: str) -> str:
    return "".join(TEX.get(letter, letter) for letter in text)


def ris(work: Work) -> str:
    """One record, as reference managers read it."""
    kind = {"article-journal": "JOUR", "dataset": "DATA"}.get(work.kind, "GEN")
    tags = [("TY", kind), *(("AU", f"{a}, {b}" if b else a) for a, b in work.authors), ("TI", work.title)]
    tags += [("T2", work.container), ("PY", work.year), ("VL", work.volume), ("IS", work.issue)]
    tags += [("DO", work.doi), ("UR", work.link)]
    lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in tags if text]
    return "\n".join([*lines, "ER  - "])


def csl(work: Work) -> dict:
    """One item of CSL-JSON."""
    authors = [{"family": a, "given": b} if b else {"literal": a} for a, b in work.authors]
    item: dict = {"id": work.key, "type": work.kind, "title": work.title, "author": authors}
    if parts := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", work.date):  # 2021, 2021-05 or 2021-05-14
        item["issued"] = {"date-parts": [[int(part) for part in parts.groups() if part]]}
    elif work.date:
        item["issued"] = {"literal": work.date}
    more = {"container-title": work.container, "volume": work.volume, "issue": work.issue, "DOI": work.doi}
    return item | {name: text for name, text in (more | {"URL": work.link}).items() if text}


def csl_text(work: Work) -> str:
    """CSL-JSON, a list of one, as its readers want it."""
    return json.dumps([csl(work)], ensure_ascii=False, indent=1)
