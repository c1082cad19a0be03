"""The registry of files for other tools: each by name, with what it is and what makes it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.findings import Finding
from recounted.site import badges, checkable, codecheck, codemeta, crate, review, workbook, works


@dataclass(frozen=True)
class Export:
    """A file: its name, what it is in a sentence, and what makes its content."""

    file: str
    what: str
    make: Callable[[list[Finding]], str | bytes]


def _references(findings: list[Finding]) -> str:
    from recounted.judging.sources import source

    used = dict.fromkeys(each for finding in findings for each in finding.source_ids)
    cited = [works.article(), *(works.of_source(source(each)) for each in sorted(used))]
    return "\n\n".join(works.bibtex(work) for work in cited) + "\n"


def _reviews(findings: list[Finding]) -> str:
    graph = [{name: part for name, part in review.claim_review(f).items() if name != "@context"} for f in findings]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


EXPORTS = {
    "workbook": Export("verdicts.xlsx", "Every verdict and every source as an Excel workbook", workbook.workbook),
    "references": Export("references.bib", "The article and every source that speaks, as BibTeX", _references),
    "reviews": Export("claim-reviews.jsonld", "Every verdict as schema.org ClaimReview (JSON-LD)", _reviews),
    "badge-clean": Export("badge-clean.svg", "Badge: how many claims stand as printed", badges.clean),
    "badge-wrong": Export("badge-wrong.svg", "Badge: how many claims do not hold", badges.wrong),
    "codemeta": Export("codemeta.json", "This project in CodeMeta's words", codemeta.codemeta),
    "crate": Export(
        "ro-crate-metadata.json", "The project's files as an RO-Crate; belongs into its folder", crate.crate
    ),
    "codecheck": Export("codecheck-draft.yml", "What a codechecker would reproduce, a draft", codecheck.draft),
    "checker": Export("repro.yaml", "Figures and cells for claims-cli, a checker that is not ours", checkable.manifest),
}
FILES = [(export.file, export.what) for export in EXPORTS.values()]


def write(findings: list[Finding], folder: Path, names: list[str] | None = None) -> list[Path]:
    """Write these exports, or all, into a folder. Raises RecountedError for a name that is none."""
    for name in names or []:
        if name not in EXPORTS:
            raise RecountedError("export", f"there is no export {name!r}", f"Choose of: {', '.join(EXPORTS)}")
    paths = []
    for name in names or EXPORTS:
        paths.append(folder / EXPORTS[name].file)
        write_whole(paths[-1], EXPORTS[name].make(findings))
    return paths
