"""The reader's copy as one self-contained, offline HTML page, each number coloured by the verdict of its claim."""

import base64
import hashlib
import json
import re
from collections import Counter
from html import escape
from importlib.resources import files
from string import Template

from recounted.article.judged import LOUD, claims_by_position, gravest, load_verdicts
from recounted.article.ledger import claims_in_words
from recounted.article.text import HEADING, LIST_ITEM, segment
from recounted.article.verify import compare
from recounted.judging.cards import SIGNS
from recounted.judging.verdicts import VERDICTS

MARKUP = re.compile(r"\*+|\\(?=[^\w\s])")
ROWS = [
    ("printed", "printed"),
    ("recomputed", "recomputed"),
    ("article_verdict", "within the article"),
    ("source_value", "source says"),
    ("source_id", "source"),
    ("source_verdict", "against sources"),
    ("cause", "cause"),
    ("notebook", "notebook"),
    ("claim_id", "claim"),
]


def annotate(raw, name, verdicts=None, comparison=None):
    """(page, Comparison): the HTML of `raw`, a copy of the article called `name`. Needs build/verdicts.json."""
    verdicts = load_verdicts() if verdicts is None else verdicts
    comparison = compare(raw) if comparison is None else comparison
    spans = _spans(comparison, verdicts)
    used = {claim for *_, ids in spans for claim in ids}
    style, script = _colours() + _asset("page.css"), _asset("page.js")
    page = Template(_asset("page.html")).substitute(
        name=escape(name),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        note=_note(comparison),
        legend=_legend(spans),
        aside=_aside(comparison),
        article="\n".join(_block(block, raw, spans) for block in segment(raw)),
        data=_data(verdicts, used),
    )
    return page, comparison


def _asset(name):
    return (files("recounted.article") / "page" / name).read_text(encoding="utf-8")


def _colours():
    from recounted.figures import VERDICT_COLOURS

    return "".join(
        f".number.{verdict}, .swatch.{verdict} {{ text-decoration-color: {colour}; border-color: {colour}; "
        f"background: {colour}2b; }}\n"
        for verdict, colour in VERDICT_COLOURS.items()
    )


def _hash(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(verdicts, used):
    """The claims on the page as JSON that cannot close its script element."""
    cards = {claim: _card(verdicts[claim]) for claim in sorted(used & verdicts.keys())}
    text = json.dumps(cards, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _card(row):
    rows = [[label, str(row[key])] for key, label in ROWS if row.get(key) not in (None, "")]
    return {"verdict": row["verdict"], "symbol": SIGNS[row["verdict"]], "rows": rows, "reason": row["reason"] or ""}


def _spans(comparison, verdicts):
    """(start, end, verdict or role, claim_ids) of each number of the copy, in reading order. The claims that judge
    the number colour it; what words next to it claim is shown with it, but does not."""
    claims, words, spans = claims_by_position([entry for entry, _ in comparison.pairs]), claims_in_words(), []
    for entry, number in comparison.pairs:
        own = claims.get(entry.position, [])
        ids = [claim for claim in own + words.get(entry.position, []) if claim in verdicts] if own else []
        spans.append((number.start, number.end, gravest(own, verdicts) or entry.role, ids))
    spans += [(d.extra.start, d.extra.end, "stray", []) for d in comparison.differences if d.extra]
    return sorted(spans, key=lambda span: span[:2])


def _block(block, raw, spans):
    """One block as HTML: all text escaped, each number in its span."""
    text, offsets = block.joined(raw)
    inside = [s for s in spans if any(start <= s[0] < end for start, end in block.pieces)]
    position = {offset: i for i, offset in enumerate(offsets)}
    at = len(match[0]) if (match := re.match(r"\s*[-•*]\s+", text)) else 0
    html = []
    for start, end, kind, ids in inside:
        first, last = position[start], position[end - 1] + 1
        html += _plain(text[at:first]), _number(text[first:last], kind, ids)
        at = last
    return _wrapped(block, text, "".join(html) + _plain(text[at:]))


def _plain(text):
    return escape(MARKUP.sub("", text))


def _number(text, kind, ids):
    if kind == "stray":
        return f'<span class="stray" title="not in the ledger">{_plain(text)}</span>'
    if not ids:
        return f'<span class="set-aside" title="{escape(kind)}">{_plain(text)}</span>'
    mark = f' data-symbol="{SIGNS[kind]}" data-mark="{SIGNS[kind]}"' if kind in LOUD else ""
    return (
        f'<span class="number {kind}" role="button" tabindex="0" aria-label="{_plain(text)}, {kind}" '
        f'data-verdict="{kind}" data-claims="{escape(" ".join(ids))}"{mark}>{_plain(text)}</span>'
    )


def _wrapped(block, text, html):
    if HEADING.match(text) and not block.footnote:
        return f"<h2>{html}</h2>"
    label = f"fn {block.footnote}" if block.footnote else f"{block.section}.{block.paragraph}"
    kind = "footnote" if block.footnote else "item" if LIST_ITEM.match(text) else "text"
    return f'<p class="{kind}" data-place="{escape(label)}">{html}</p>'


def _legend(spans):
    counts = Counter(kind for _, _, kind, ids in spans if ids)
    return "\n".join(
        f'<button type="button" data-filter="{verdict}" aria-pressed="true">'
        f'<span class="swatch {verdict}" data-symbol="{SIGNS[verdict]}" aria-hidden="true"></span>'
        f'{verdict} <span class="count">{counts[verdict]}</span></button>'
        for verdict in VERDICTS
        if counts[verdict]
    )


def _aside(comparison):
    roles = Counter(entry.role for entry, _ in comparison.pairs if entry.role != "claim")
    return (
        f"Set aside, in grey: {sum(roles.values())} numbers that claim nothing ("
        + ", ".join(f"{role} {count}" for role, count in roles.most_common())
        + ")."
    )


def _note(comparison):
    if comparison.clean:
        return ""
    count = len(comparison.differences) + len(comparison.absent)
    return (
        f'<p class="note">This copy differs from the ledger of the article in {count} places; '
        "<code>recounted article verify</code> names them.</p>"
    )
