"""The project as an RO-Crate: which files there are, what each is, who made them and under which licence."""

import json
from collections.abc import Iterator
from pathlib import Path

from recounted.errors import RecountedError
from recounted.judging.findings import VERDICTS_CSV, VERDICTS_JSON, Finding
from recounted.paths import root
from recounted.site.works import CITATION, article, cff
from recounted.tables.rows import resources

NAMES = {"MIT": "MIT License", "CC-BY-4.0": "Creative Commons Attribution 4.0 International"}
KINDS = {".csv": "text/csv", ".json": "application/json", ".ipynb": "application/x-ipynb+json"}
KINDS |= {".svg": "image/svg+xml", ".png": "image/png", ".md": "text/markdown"}
VERDICTS = {VERDICTS_CSV: "Every verdict, for spreadsheets", VERDICTS_JSON: "Every verdict, with its witnesses"}


def crate(findings: list[Finding]) -> str:
    """The text of ro-crate-metadata.json, which belongs into the project's folder.

    Raises RecountedError where CITATION.cff lacks the day of the release.
    """
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    given, work, made = cff(), article(), ROCrate()
    if not given.get("date-released"):
        raise RecountedError(
            CITATION, "has no date-released, which an RO-Crate must have", "Add the day of the release"
        )
    made.name, made.datePublished = given["title"], str(given["date-released"])
    made.description = f"{len(findings)} claims of “{work.title}”, each judged anew by notebooks that anyone can run."
    made.keywords = list(given.get("keywords", []))

    def add(address: str, kind: str, **properties: object) -> ContextEntity:
        return made.add(ContextEntity(made, address, {"@type": kind} | properties))

    licences = given.get("license") or []
    licences = {
        name: add(f"https://spdx.org/licenses/{name}", "CreativeWork", name=NAMES.get(name, name), identifier=name)
        for name in (licences if isinstance(licences, list) else [licences])
    }
    made.root_dataset["license"] = list(licences.values())
    bodies = [each.get("name") or f"{each.get('given-names', '')} {each['family-names']}" for each in given["authors"]]
    made.root_dataset["author"] = [add(f"#author-{n}", "Organization", name=name) for n, name in enumerate(bodies, 1)]
    writers = [add(f"#of-the-article-{n}", "Person", name=f"{b} {a}") for n, (a, b) in enumerate(work.authors, 1)]
    paper = add(work.link, "ScholarlyArticle", name=work.title, datePublished=work.date, author=writers)
    made.root_dataset["about"] = paper
    for path, what in files():
        properties = {"name": what, "encodingFormat": KINDS.get(path.suffix, "text/plain")}
        made.add_file(dest_path=path.as_posix(), properties=properties)
    said = made.metadata.generate()
    said["@graph"].sort(key=lambda each: (each["@id"] not in ("ro-crate-metadata.json", "./"), each["@id"]))
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def files() -> Iterator[tuple[Path, str]]:
    """Each file of the crate, by its place in the project, and what it is."""
    tables = {
        Path("data", each["path"]): each.get("title") or f"The table {each['name']}" for each in resources().values()
    }
    found = tables | {Path(path): what for path, what in VERDICTS.items()}
    found |= {Path(name): f"{name} of the project" for name in ("README.md", "CHANGELOG.md", CITATION)}
    for pattern, what in (("notebooks/*.ipynb", "The notebook"), ("figures/*.svg", "The figure")):
        found |= {path.relative_to(root()): f"{what} {path.stem}" for path in sorted(root().glob(pattern))}
    return ((path, what) for path, what in sorted(found.items()) if (root() / path).is_file())
