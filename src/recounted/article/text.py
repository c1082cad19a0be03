"""The article's text as labelled blocks: sections, paragraphs and footnotes. The rule is in docs/numbers.md."""

import re
from dataclasses import dataclass, field

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
LIST_ITEM = re.compile(r"\s*(?:[-*•]\s+|\d{1,2}\.[ \t]+\S)")
HEADING = re.compile(r"\s*#*\s*(?:\**(\d)\.?\s+)?([A-Z][A-Z ,’':-]{5,}[A-Z])\**\s*$")
FOOTNOTE = re.compile(rf"\s*(?:-\s+)?(?:\[\^(\d+)\]:|(\d{{1,2}}|[{SUPERSCRIPTS}]{{1,2}}))\s+(?=[A-Z‘’'“\"*«<])")
ENTRY = re.compile(r"\s*(\d{1,3})\.[ \t]+\S")
MARKER = re.compile(rf"[{SUPERSCRIPTS}]+")
ENDS_OPEN = re.compile(r"(?:[a-z]|[a-z\d]-)[*_]*\s*$", re.IGNORECASE)
NOTE_ENDS_OPEN = re.compile(r"(?:^|\s)[^\s@/]*[\w,-][*_]*\s*$")  # but an e-mail or web address ends it


@dataclass
class Block:
    """One paragraph, list item, heading (paragraph 0) or footnote. `pieces` are spans of the raw text: more than
    one where a page break or a footnote interrupts the paragraph."""

    section: str
    paragraph: int
    footnote: str = ""
    pieces: list = field(default_factory=list)

    def place(self):
        return self.section, str(self.paragraph), self.footnote

    def text(self, raw):
        return self.joined(raw)[0]

    def joined(self, raw):
        """The block's text with its pieces joined by a line end, and the raw offset of each character."""
        offsets = []
        for start, end in self.pieces:
            offsets += [*range(start, start + len(raw[start:end].rstrip())), end - 1]
        return "".join(raw[i] for i in offsets[:-1]), offsets[:-1]


def segment(raw):
    """Cut `raw` (Markdown or plain text with blank lines) into Blocks, in reading order of where each begins."""
    spans = _spans(raw)
    reader = _Reader(raw)
    for i, span in enumerate(spans):
        following = raw[slice(*spans[i + 1])] if i + 1 < len(spans) else ""
        reader.take(span, following)
    _place_footnotes(reader.blocks, raw)
    return reader.blocks


def _spans(raw):
    """Spans of blocks: a blank line ends one; a list item, a footnote or a heading begins one."""
    spans, start, offset = [], None, 0
    for line in raw.splitlines(keepends=True) + ["\n"]:
        begins = LIST_ITEM.match(line) or FOOTNOTE.match(line) or HEADING.match(line)
        if start is not None and (not line.strip() or begins):
            spans.append((start, offset))
            start = None
        if line.strip() not in ("", "-") and start is None:
            start = offset
        offset += len(line)
    return spans


class _Reader:
    """Walks the spans and keeps what is open: the section, and the last body block and footnote."""

    def __init__(self, raw):
        self.raw, self.blocks = raw, []
        self.section, self.paragraph, self.body, self.note = "0", 0, None, None

    def take(self, span, following):
        text = self.raw[slice(*span)]
        if heading := HEADING.match(text):
            self._heading(heading, span)
        elif footnote := FOOTNOTE.match(text):
            number = (footnote[1] or footnote[2]).translate(TO_DIGITS)
            self.note = self._add(span, footnote=number)
        elif self._continues_note(following):
            self.note.pieces.append(span)
        elif self._continues_body(text):
            self.body.pieces.append(span)
        else:
            self._paragraph(text, span)

    def _heading(self, heading, span):
        references = heading[2].strip() == "REFERENCES"
        if heading[1] or references:
            self.section, self.paragraph, self.body = "ref" if references else heading[1], 0, None
            self._add(span)
        else:
            self._paragraph("", span)

    def _paragraph(self, text, span):
        entry = ENTRY.match(text) if self.section == "ref" else None
        self.paragraph = int(entry[1]) if entry else self.paragraph + 1
        self.body = self._add(span)

    def _add(self, span, footnote=""):
        self.blocks.append(Block(self.section, self.paragraph, footnote, [span]))
        return self.blocks[-1]

    def _continues_note(self, following):
        """The rest of a footnote stands just above the next page's first footnote."""
        if self.note is None or HEADING.match(following) or not FOOTNOTE.match(following):
            return False
        return bool(NOTE_ENDS_OPEN.search(self.note.text(self.raw)))

    def _continues_body(self, text):
        """A paragraph cut by a page break ends without punctuation; list items and the front matter never go on."""
        if self.body is None or self.section == "0":
            return False
        return bool(ENDS_OPEN.search(self.body.text(self.raw))) and not LIST_ITEM.match(text)


def _place_footnotes(blocks, raw):
    """A footnote stands where its marker does; without a superscript marker, where the last paragraph began."""
    at = {}
    for block in blocks:
        if not block.footnote:
            for marker in MARKER.findall(block.text(raw)):
                at.setdefault(marker.translate(TO_DIGITS), (block.section, block.paragraph))
    for block in blocks:
        if block.footnote:
            block.section, block.paragraph = at.get(block.footnote, (block.section, block.paragraph))
