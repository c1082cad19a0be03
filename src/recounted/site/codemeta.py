"""CITATION.cff in the words of CodeMeta 3.0, for registers of research software."""

import json

from recounted.judging.findings import Finding
from recounted.site.contest import repository
from recounted.site.works import article, cff

CONTEXT = "https://w3id.org/codemeta/3.0"


def codemeta(findings: list[Finding]) -> str:
    """JSON. Says nothing that CITATION.cff does not; an address only where one is known."""
    given, work = cff(), article()
    licences = given.get("license", [])
    said = {
        "@context": CONTEXT,
        "type": "SoftwareSourceCode",
        "name": given["title"],
        "version": str(given.get("version", "")),
        "dateModified": str(given.get("date-released", "")),
        "license": [f"https://spdx.org/licenses/{each}" for each in _list(licences)],
        "author": [_author(each) for each in given["authors"]],
        "keywords": given.get("keywords", []),
        "programmingLanguage": "Python",
        "description": f"{len(findings)} claims of “{work.title}”, each judged anew.",
        "referencePublication": {"type": "ScholarlyArticle", "name": work.title, "id": work.link},
        "codeRepository": repository(),
    }
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False, indent=1) + "\n"


def _author(given: dict) -> dict:
    if "name" in given:
        return {"type": "Organization", "name": given["name"]}
    return {"type": "Person", "familyName": given["family-names"], "givenName": given.get("given-names", "")}


def _list(value: object) -> list:
    return value if isinstance(value, list) else [value]
