"""The verdicts as W3C Web Annotations of a reader's copy: each number by quotation, so that it is found in any copy.

They quote the article, a few words each, so they are written from the reader's own copy and never committed.
"""

import json
import uuid
from collections.abc import Iterator, Mapping

from recounted.article.annotate import Passage, passages_of
from recounted.article.verify import Comparison
from recounted.judging.citing import Advice
from recounted.judging.findings import Finding

BESIDE = 32  # letters quoted before and after, as other annotators do


def annotations(raw: str, comparison: Comparison, findings: Mapping[str, Finding], source: str) -> str:
    """JSON-LD: one annotation a claim and number of `raw`, a copy of the article; `source` is the article's address."""
    items: list[dict] = []
    for passage in passages_of(raw, comparison, findings)[0]:
        for claim_id, selector in quoted(passage):
            finding = findings[claim_id]
            name = uuid.uuid5(uuid.NAMESPACE_URL, f"{source} {claim_id} {len(items)}")
            items.append(
                {
                    "id": f"urn:uuid:{name}",
                    "type": "Annotation",
                    "motivation": "assessing",
                    "body": [
                        {"type": "TextualBody", "purpose": "tagging", "value": finding.verdict},
                        {
                            "type": "TextualBody",
                            "purpose": "assessing",
                            "format": "text/plain",
                            "value": _says(finding),
                        },
                    ],
                    "target": {"source": source, "selector": selector},
                }
            )
    page = {"id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, source)}", "type": "AnnotationPage", "items": items}
    return json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld"} | page, ensure_ascii=False, indent=1) + "\n"


def quoted(passage: Passage) -> Iterator[tuple[str, dict[str, str]]]:
    """Each claim of a passage with the number that carries it, and the words before and after."""
    text, at = "".join(part.text for part in passage.parts), 0
    for part in passage.parts:
        end = at + len(part.text)
        selector = {
            "type": "TextQuoteSelector",
            "exact": part.text,
            "prefix": text[max(0, at - BESIDE) : at],
            "suffix": text[end : end + BESIDE],
        }
        for claim_id in part.mark.claims if part.mark else ():
            yield claim_id, selector
        at = end


def _says(finding: Finding) -> str:
    answer = Advice(finding.cite, finding.cite_note).words if finding.cite else ""
    return " ".join(each for each in (finding.reason, answer) if each)
