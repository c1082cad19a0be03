"""What was found of one claim: one record from the notebook's cell to every table and page. Starts without pandas."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path

from recounted import watch
from recounted.errors import RecountedError
from recounted.judging.citing import Neighbour, shown_verdict
from recounted.judging.places import Place
from recounted.judging.sources import source
from recounted.judging.verdicts import VERDICTS, source_verdict, summary
from recounted.paths import root

SCRAP = "application/scrapbook.scrap.json+json"  # the media type of scrapbook, whose readers find the findings too
VERDICTS_TABLE = "verdicts"  # the collected findings as a table of the data package, for whoever opens data/
VERDICTS_CSV, VERDICTS_JSON = "data/verdicts/verdicts.csv", "data/verdicts/verdicts.json"  # written by each build


@dataclass(frozen=True)
class Testimony:
    """What one source says of one claim, held to the printed figure once.

    `who`: the source's name; `sentence`: what it says, with the value; `says`: the same and whether it agrees;
    `value`: as shown; `differs`: "" where it counts the same thing, else scope, base, period or agency, and `counts`
    says in words what it counts instead; `agrees`: None for a range that only overlaps; `source_ids`: rows of
    sources.csv; `cells`: the table cells it stands in.
    """

    who: str
    sentence: str
    says: str
    value: str
    differs: str
    counts: str
    agrees: bool | None
    source_ids: tuple[str, ...]
    cells: tuple[dict, ...]


@dataclass(frozen=True)
class Finding:
    """One claim judged: what is printed and where, what was found, the verdict and its reason.

    `kind`: figure, law, reference or text; `repeats`: the claim whose cells and value it only repeats, "" for none;
    `recomputed`: what the article's other figures give, as shown; `cite`, `cite_note`: may one cite it, and what to
    say with it or cite instead ("" for references and texts); `beside`: claims of the same sentence or number;
    `cells`: the cells it was recounted from; `cell`: the id of the notebook's cell that judged it.
    """

    claim_id: str
    place: Place
    statement: str
    kind: str
    repeats: str
    printed: str
    recomputed: str
    article_verdict: str
    source_verdict: str
    verdict: str
    cause: str
    reason: str
    lead: str
    charitable: str
    settle: str
    cite: str
    cite_note: str
    beside: tuple[Neighbour, ...]
    witnesses: tuple[Testimony, ...]
    cells: tuple[dict, ...]
    notebook: str
    cell: str

    @property
    def sign(self) -> str:
        return VERDICTS[self.verdict].sign

    @property
    def is_clean(self) -> bool:
        return VERDICTS[self.verdict].is_clean

    @property
    def shown_verdict(self) -> str:
        """The verdict under which its number stands: the gravest of its own and its neighbours'."""
        return shown_verdict(self.verdict, self.beside)

    @property
    def falls_without(self) -> tuple[str, ...]:
        """Sources any one of which, left out, would change the verdict."""
        return tuple(each for each in self.source_ids if self._without(each) != self.verdict)

    @property
    def standing(self) -> str:
        """On how many sources of how many origins the verdict rests, and whether it falls without one; "" for none."""
        resting = [witness for witness in self.witnesses if not witness.differs] or list(self.witnesses)
        ids = dict.fromkeys(each for witness in resting for each in witness.source_ids)
        if not ids or self.source_verdict == "no-source":
            return ""
        origins = dict.fromkeys(source(each).origin or source(each).publisher for each in ids)
        sources = "one source" if len(ids) == 1 else f"{len(ids)} sources of {_counted(len(origins), 'origin')}"
        if not self.falls_without:
            return f"It rests on {sources}; without any one of them the verdict stays."
        alone = len(self.falls_without) == 1 and len(ids) == 1
        without = "it" if alone else "one of them"
        return f"It rests on {sources}; without {without} the verdict would be another."

    def without(self, silent: Collection[str]) -> str:
        """The verdict if no witness were heard all of whose sources are `silent`, ids of sources."""
        return self._heard([witness for witness in self.witnesses if not set(witness.source_ids) <= set(silent)])

    def _without(self, source_id: str) -> str:
        return self._heard([witness for witness in self.witnesses if source_id not in witness.source_ids])

    def _heard(self, witnesses: list[Testimony]) -> str:
        return summary(self.article_verdict, source_verdict(witnesses))

    @property
    def sources_say(self) -> str:
        """The values of all witnesses, for a table's cell."""
        return "; ".join(witness.value for witness in self.witnesses)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Every source behind it, each once."""
        return tuple(dict.fromkeys(each for witness in self.witnesses for each in witness.source_ids))

    def as_json(self) -> dict:
        return asdict(self)


def _counted(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 else f"{number} {noun}s"


def from_json(record: dict) -> Finding:
    """The finding that `as_json` wrote. Raises TypeError or KeyError for another shape."""
    given = {field.name: record[field.name] for field in fields(Finding)}
    if given["verdict"] not in VERDICTS:
        raise KeyError(f"verdict {given['verdict']}")
    witnesses = tuple(Testimony(**_tuples(witness)) for witness in given["witnesses"])
    beside = tuple(Neighbour(**neighbour) for neighbour in given["beside"])
    return Finding(**_tuples(given) | {"place": Place(**given["place"]), "witnesses": witnesses, "beside": beside})


def _tuples(record: dict) -> dict:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}


def findings_of(path: Path) -> list[Finding]:
    """Findings that `judge` recorded in one executed notebook, in cell order."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (ValueError, KeyError, TypeError) as fault:
        raise _not_judged(path.name, fault) from None
    return findings_in(cells, path.name)


def findings_in(cells: list[dict], name: str) -> list[Finding]:
    """The same of the cells of the executed notebook `name`."""
    try:
        outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
        return [from_json(record) for data in outputs if SCRAP in data for record in _records(data[SCRAP]["data"])]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _not_judged(name, fault) from None


def _not_judged(name: str, fault: Exception) -> RecountedError:
    return RecountedError(name, f"this is not a notebook that judge wrote ({fault})", "Delete it and run `make`")


def _records(data: object) -> list[dict]:
    """One finding, or those of a family; none for what a reader recorded for himself."""
    records = data if isinstance(data, list) else [data]
    return [record for record in records if isinstance(record, dict) and "claim_id" in record]


def load_findings() -> list[Finding]:
    """The findings of the last build as records, in the order of the claims: load("verdicts") with all they hold.

    A notebook that calls it runs after all that judge. Raises RecountedError, with what to do, where there are none.
    """
    watch.table(VERDICTS_TABLE, loaded=True)
    try:
        path = root() / VERDICTS_JSON
        stat = path.stat()
        return list(_read(path, stat.st_mtime_ns, stat.st_size))
    except FileNotFoundError:
        raise RecountedError(VERDICTS_JSON, "there are no verdicts yet", "Run `make`") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise RecountedError(
            VERDICTS_JSON, f"these are not the verdicts of a build ({fault!r})", "Run `make`, which writes them anew"
        ) from None


@cache
def _read(path: Path, changed: int, size: int) -> tuple[Finding, ...]:
    """Read once as long as the file stays as it is."""
    return tuple(from_json(record) for record in json.loads(path.read_text(encoding="utf-8")))


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many claims have each verdict, in the order of verdicts.TABLE."""
    count = Counter(finding.verdict for finding in findings)
    return {verdict: count[verdict] for verdict in VERDICTS}


def changes(before: Iterable[Finding], after: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """Claims whose verdict changed: (claim_id, verdict before, verdict after), "" where there was none."""
    old, new = ({finding.claim_id: finding.verdict for finding in each} for each in (before, after))
    return [
        (claim_id, old.get(claim_id, ""), new.get(claim_id, ""))
        for claim_id in sorted(old | new)
        if old.get(claim_id) != new.get(claim_id)
    ]
