"""Draft the ledger of an article from its text: numbers with roles, claims, passages, sections. No text is kept."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from recounted.article.headings import heading
from recounted.article.numbers import Number, extract
from recounted.article.passages import fingerprints
from recounted.article.tables import addresses
from recounted.article.text import Block, is_code, segment
from recounted.errors import RecountedError
from recounted.project.counted import OF_MANY, is_share
from recounted.project.drafted import Context
from recounted.project.guesses import Ids, figure_of, id_of
from recounted.project.roles import role_of
from recounted.tables.rows import decimal_mark, printed_with

AROUND = 90  # characters of a block that are looked at on each side of a number
MOST = 50_000  # numbers
TODO = "TODO"
Row = dict[str, object]


@dataclass
class Draft:
    """Rows of the tables of data/article, by column; `title` and `doi` of the article, "" where none was found.

    `mark`: the decimal mark of its figures, a point or a comma.
    """

    numbers: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    sections: list[Row] = field(default_factory=list)
    title: str = ""
    doi: str = ""
    mark: str = "."

    @property
    def remarks(self) -> list[Row]:
        """A remark for each claim: nothing is known of it yet, and what would settle it is to be written."""
        return [
            {
                "claim_id": row["claim_id"],
                "cause": "no-data",
                "charitable": "",
                "settle": TODO,
                "caveat": "",
                "unread": "",
            }
            for row in self.claims
        ]


def draft(raw: str, used: set[str] | None = None, mark: str = "") -> Draft:
    """The draft of a whole article. `used`: ids of claims that are taken already. `mark`: the decimal mark of its
    figures; without it the project's, a point where there is none."""
    mark = mark or decimal_mark()
    with printed_with(mark):
        return _draft(raw, Ids(used or set()), mark)


def _draft(raw: str, ids: Ids, mark: str) -> Draft:
    blocks, numbers = segment(raw), extract(raw)
    if len(numbers) > MOST:
        raise RecountedError(
            "the article", f"with {len(numbers):,} numbers this is no article", "Pass the path of your own copy of it"
        )
    found = Draft(passages=list(fingerprints(raw)), sections=_sections(blocks, raw), mark=mark)
    found.title = next((h.title for b in blocks if (h := heading(b.text(raw)))), "")
    cells, last = addresses(raw, numbers), ("", ("", "", ""))
    around, many = _Around(blocks, raw), None
    for position, (number, cell) in enumerate(zip(numbers, cells, strict=True), start=1):
        context, place = around.context(number, cell), (number.section, number.paragraph, number.footnote)
        role = role_of(number, context, last[0] if last[1] == place else "")
        last = role, place
        if many:  # the three of one in three: of the same claim
            found.numbers.append(_number(position, number, "claim", found.claims[-1], cell))
            many = None
            continue
        many = OF_MANY.match(context.after) if is_share(number, context) and role == "claim" else None
        following = numbers[position].text if position < len(numbers) else ""
        if many and many["many"].replace(" ", "") != following:
            many = None
        printed = replace(number, text=number.text + many[0]) if many else number
        claim = _claim(printed, context, ids) if role == "claim" else None
        found.numbers.append(_number(position, number, role, claim, cell))
        found.claims += [claim] if claim else []
        if number.kind in ("doi", "url") and "10." in number.text and not found.doi and number.section == "0":
            found.doi = re.sub(r"^.*?(?=10\.\d{4})", "", number.text)  # what stands before 10.1234
    return found


def _number(position: int, number: Number, role: str, claim: Row | None, cell: str) -> Row:
    place = {"section": number.section, "paragraph": number.paragraph, "footnote": number.footnote}
    claim_id = claim["claim_id"] if claim else ""
    return {"position": position, **place, "text": number.text, "role": role, "claim_id": claim_id, "cell": cell}


def _claim(number: Number, context: Context, ids: Ids) -> Row:
    printed, relation, unit = figure_of(number, context)
    where = f" ({context.cell})" if context.cell else ""
    return {
        "claim_id": id_of(number, context, unit, ids),
        "section": number.section,
        "paragraph": number.paragraph if number.paragraph != "0" else "",
        "footnote": number.footnote,
        "printed": printed,
        "relation": relation,
        "unit": unit,
        "statement": f"{TODO}: say in your own words what {printed} is{where}",
        "notebook": number.section,  # the stem of its notebook, once the notebooks have their names
        "kind": "figure",
        "repeats": "",
    }


class _Around:
    """The words around each number, by the piece of the block that it stands in; each block is made plain once."""

    def __init__(self, blocks: list[Block], raw: str):
        self.raw = raw
        self.pieces = sorted((start, end, index) for index, b in enumerate(blocks) for start, end in b.pieces)
        self.starts = [start for start, _, _ in self.pieces]
        self.blocks = [(block, _plain(block.text(raw))) for block in blocks]

    def context(self, number: Number, cell: str) -> Context:
        start, end, index = self.pieces[bisect_right(self.starts, number.start) - 1]
        block, whole = self.blocks[index]
        before = _plain(self.raw[max(start, number.start - AROUND) : number.start])
        after = _plain(self.raw[number.end : min(end, number.end + AROUND)])
        if cell:
            before, after = before.rpartition("|")[2], after.partition("|")[0]
        kind = "code" if is_code(self.raw[start:end]) else block.kind
        return Context(before, after, kind, number.section, whole, cell)


def _plain(text: str) -> str:
    """Without emphasis and line ends; spaces at its ends stay, one each."""
    # emphasis and signs of LaTeX, _ within a word not
    return re.sub(r"\s+", " ", re.sub(r"[*`$\\{}]|(?<!\w)_|_(?!\w)", "", text)).replace("−", "-").replace("–", "-")


def _sections(blocks: list[Block], raw: str) -> list[Row]:
    """A row for each section in which something stands."""
    titles = {b.section: h for b in blocks if b.kind == "heading" and b.paragraph == 0 and (h := heading(b.text(raw)))}
    rows: list[Row] = []
    for section in dict.fromkeys(block.section for block in blocks):
        is_list = section.startswith("ref")
        named = "front matter" if section == "0" else "references" if section == "ref" else f"section {section}"
        title = _title(titles[section].title) if section in titles else named.capitalize()
        shown = f"{section} {title}" if section[0].isdigit() and section != "0" else title
        rows.append({"section": section, "name": named, "title": shown, "part": "entry" if is_list else "paragraph"})
    return rows


def _title(text: str) -> str:
    plain = re.sub(r"[*_`\\]|\[\^\w+\]|<[^>]+>", "", text).strip()  # emphasis, markers of footnotes, tags
    return plain.capitalize() if plain.isupper() else plain
