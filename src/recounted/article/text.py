"""The article's text as labelled blocks: sections, paragraphs and footnotes. The rule is in docs/numbers.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, takewhile

from recounted.article.headings import UNDERLINE, Heading, Sections, heading
from recounted.numerals.marks import SUPERSCRIPTS, TO_DIGITS

Span = tuple[int, int]  # offsets in the raw text: first, past the last
# A list item: a bullet (a plus not before a figure: + 4 %), or a number with a full stop or a bracket.
LIST_ITEM = re.compile(r"\s*(?:[-*•]\s+|\+\s+(?![\s\d.,])|\d{1,2}[.)][ \t]+\S)")
# A footnote: `[^7]:`, or a number of one or two digits, plain or raised, before a capital.
FOOTNOTE = re.compile(
    rf"\s*(?:-\s+)?(?:\[\^(\d+)\]:\s+(?=\S)|(\d{{1,2}}|[{SUPERSCRIPTS}]{{1,2}})\s+(?=[A-Z‘’'“\"*«<]))"
)
# An entry of the reference list: `20. Keeper`, `[20] Keeper`.
ENTRY = re.compile(r"\s*(?:(\d{1,3})\.|\\?\[(\d{1,3})\\?\])[ \t]+\S")
# A line that may begin a footnote or a list item by its number, unless the line before it goes on into it.
COUNTED = re.compile(rf"\s*(?:\d{{1,2}}[.)]?|[{SUPERSCRIPTS}]{{1,2}})[ \t]")
NUMBERED = re.compile(r"\s*(\d{1,2})[.)][ \t]+\S")  # an item of a numbered list
GOES_ON = re.compile(r"[\w,–—-][*_]*\s*$")  # a line that ends in a word, a comma or a hyphen
# Where code begins and ends in Markdown, perhaps with its language: ```r
FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[^`\n]*$")
MOST_CODE = 2000  # lines of it
# The line below the header of a table: `|---|:--:|`.
TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
# A footnote marker in the text.
MARKER = re.compile(rf"[{SUPERSCRIPTS}]+|\[\^(\d+)\]")
# A paragraph that a page break cut: it ends in a letter, or in a hyphen.
ENDS_OPEN = re.compile(r"(?:[a-z]|[a-z\d]-)[*_]*\s*$", re.IGNORECASE)
# A footnote that a page break cut: its last word may end in a comma; an e-mail or web address ends it.
NOTE_ENDS_OPEN = re.compile(r"(?:^|\s)[^\s@/]*[\w,-][*_]*\s*$")


@dataclass
class Block:
    """One paragraph, list item, heading (paragraph 0), table or footnote. `pieces` are spans of the raw text: more than
    one where a page break or a footnote interrupts the paragraph. `kind`: text, heading, table or footnote."""

    section: str
    paragraph: int
    footnote: str = ""
    pieces: list[Span] = field(default_factory=list)
    kind: str = "text"

    def place(self) -> tuple[str, str, str]:
        return self.section, str(self.paragraph), self.footnote

    def text(self, raw: str) -> str:
        return self.joined(raw)[0]

    def joined(self, raw: str) -> tuple[str, list[int]]:
        """The block's text with its pieces joined by a line end, and the raw offset of each character."""
        offsets = []
        for start, end in self.pieces:
            offsets += [*range(start, start + len(raw[start:end].rstrip())), end - 1]
        return "".join(raw[i] for i in offsets[:-1]), offsets[:-1]


def segment(raw: str) -> list[Block]:
    """Cut `raw` (Markdown or plain text with blank lines) into Blocks, in reading order of where each begins."""
    spans = _spans(raw)
    headings = [heading(raw[slice(*span)]) for span in spans]
    reader = _Reader(raw, [each for each in headings if each])
    for i, span in enumerate(spans):
        last = i + 1 == len(spans) or headings[i + 1]
        reader.take(span, headings[i], "" if last else raw[slice(*spans[i + 1])])
    _place_footnotes(reader.blocks, raw)
    return reader.blocks


def _spans(raw: str) -> list[Span]:
    lines = raw.splitlines(keepends=True)
    offsets = [0, *accumulate(map(len, lines))]
    return [(offsets[first], offsets[past]) for first, past in _runs(lines)]


def _runs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The first line of each block and the one past its last: a blank line ends one; a list item, a footnote or a
    heading begins one; a marked heading is one line, or one with a line below it; code between fences is one, whatever
    its lines look like."""
    first, index = -1, 0  # the first line of the block that is open, -1 for none
    while index < len(lines):
        line, past = lines[index], _past_code(lines, index)
        if first >= 0 and (past or not line.strip() or _begins(lines, first, index)):
            yield first, index
            first = -1
        if past:
            yield index, past
            index = past
            continue
        if first < 0 and line.strip() not in ("", "-"):
            first = index
        index += 1
        marked = index - first == 1 and (found := heading(line)) and found.level
        if first >= 0 and (marked or (index - first == 2 and UNDERLINE.match(line))):
            yield first, index
            first = -1
    if first >= 0:
        yield first, index


def is_code(text: str) -> bool:
    """Whether a block of a copy is code between fences."""
    return bool(FENCE.match(text.partition("\n")[0]))


def _past_code(lines: list[str], index: int) -> int:
    """The line past the code that begins at this one; 0 where none begins, or where nothing ends it."""
    line = lines[index]
    opens = FENCE.match(line) if "```" in line or "~~~" in line else None
    if not opens:
        return 0
    for past in range(index + 1, min(len(lines), index + MOST_CODE)):
        closes = lines[past].strip()
        if closes.startswith(opens[1]) and not closes.strip(opens[1][0]):
            return past + 1
    return 0


def _begins(lines: list[str], first: int, index: int) -> bool:
    """Whether a block begins at this line of a paragraph: not by a number that the line before goes on into."""
    line, before = lines[index], lines[index - 1]
    if heading(line):
        return True
    if COUNTED.match(line) and GOES_ON.search(before) and not LIST_ITEM.match(before):
        return _counts_on(lines, first, index)
    return bool(LIST_ITEM.match(line) or FOOTNOTE.match(line))


def _counts_on(lines: list[str], first: int, index: int) -> bool:
    """Whether a number under a line without a full stop counts an item: it follows the item before it, or it is the
    first and the second stands below; else it may be the end of a sentence, *as in Table / 1. Then*."""
    if not (found := NUMBERED.match(lines[index])):
        return False
    before = NUMBERED.match(lines[first])
    if before or found[1] != "1":
        return before is not None and int(found[1]) == int(before[1]) + 1
    below = takewhile(str.strip, (lines[each] for each in range(index + 1, len(lines))))  # up to a blank line
    return next((each[1] for each in map(NUMBERED.match, below) if each), "") == "2"


class _Reader:
    """Walks the spans and keeps what is open: the section, and the last body block and footnote."""

    def __init__(self, raw: str, headings: list[Heading]):
        self.raw, self.sections = raw, Sections(headings)
        self.blocks: list[Block] = []
        self.section, self.paragraph = "0", 0
        self.body: Block | None = None
        self.note: Block | None = None

    def take(self, span: Span, found: Heading | None, following: str) -> None:
        text = self.raw[slice(*span)]
        if found:
            self._heading(found, span)
        elif footnote := FOOTNOTE.match(text):
            number = (footnote[1] or footnote[2]).translate(TO_DIGITS)
            self.note = self._add(span, footnote=number, kind="footnote")
        elif self.note and self._continues_note(following):
            self.note.pieces.append(span)
        elif self.body and self._continues_body(text):
            self.body.pieces.append(span)
        else:
            self._paragraph(text, span, "table" if is_table(text) else "text")

    def _heading(self, found: Heading, span: Span) -> None:
        section = self.sections.id_of(found)
        if section is None:
            self._paragraph("", span, "heading")
        else:
            self.section, self.paragraph = section, 0
            self._add(span, kind="heading")
            self.body = None

    def _paragraph(self, text: str, span: Span, kind: str) -> None:
        entry = ENTRY.match(text) if self.section == "ref" else None
        self.paragraph = int(entry[1] or entry[2]) if entry else self.paragraph + 1
        self.body = self._add(span, kind=kind)

    def _add(self, span: Span, footnote: str = "", kind: str = "text") -> Block:
        self.blocks.append(Block(self.section, self.paragraph, footnote, [span], kind))
        return self.blocks[-1]

    def _continues_note(self, following: str) -> bool:
        """The rest of a footnote stands just above the next page's first footnote."""
        if self.note is None or not FOOTNOTE.match(following):
            return False
        return bool(NOTE_ENDS_OPEN.search(self.note.text(self.raw)))

    def _continues_body(self, text: str) -> bool:
        """A paragraph cut by a page break ends without punctuation; list items and the front matter never go on."""
        if self.body is None or self.section == "0" or "table" in (self.body.kind, "table" if is_table(text) else ""):
            return False
        if is_code(text) or is_code(self.raw[slice(*self.body.pieces[-1])]):
            return False
        return bool(ENDS_OPEN.search(self.body.text(self.raw))) and not LIST_ITEM.match(text)


def is_table(text: str) -> bool:
    """Whether a block is a table of Markdown: rows with bars, a line of dashes below the first."""
    lines = text.strip().split("\n")
    return len(lines) > 2 and "|" in lines[1] and bool(TABLE_RULE.match(lines[1]))


def _place_footnotes(blocks: list[Block], raw: str) -> None:
    """A footnote stands where its marker does; without a superscript marker, where the last paragraph began.

    Notes of one number, as of an author and of the text, stand at the places of its markers in turn; a note `[^2]` of
    Markdown at those of `[^2]`, where there is one.
    """
    at: dict[str, dict[tuple[str, int], None]] = {}
    for block in blocks:
        if not block.footnote:
            for marker in MARKER.finditer(block.text(raw)):
                for name in (marker[0], marker[1] or marker[0].translate(TO_DIGITS)):
                    at.setdefault(name, {})[block.section, block.paragraph] = None
    for block in blocks:
        if not block.footnote:
            continue
        own = f"[^{block.footnote}]"
        marked = block.text(raw).lstrip(" -").startswith(f"{own}:") and own in at
        if places := at.get(own if marked else block.footnote):
            block.section, block.paragraph = next(iter(places))
            if len(places) > 1:
                del places[block.section, block.paragraph]
