"""A finding as schema.org ClaimReview: our verdict word, and no numeric score of truth."""

from recounted.judging.findings import Finding
from recounted.judging.verdicts import VERDICTS
from recounted.site.works import article, cff


def claim_review(f: Finding) -> dict:
    """JSON-LD of one claim. No `ratingValue`: a verdict is a word, and its meaning is the explanation."""
    work = article()
    authors = [_person(family, given) for family, given in work.authors]
    appearance = {
        "@type": "ScholarlyArticle",
        "name": work.title,
        "author": authors,
        "datePublished": work.year,
        "sameAs": work.link,
    }
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": f.claim_id,
        "claimReviewed": f"{f.statement}: {f.printed}",
        "author": _author(cff()["authors"][0]),
        "reviewBody": f.reason,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": f.verdict,
            "ratingExplanation": VERDICTS[f.verdict].meaning,
        },
        "itemReviewed": {"@type": "Claim", "name": f.statement, "appearance": appearance},
    }


def _author(given: dict) -> dict:
    """An author of CITATION.cff: a body, which has a name, or a person."""
    if "name" in given:
        return {"@type": "Organization", "name": given["name"]}
    return _person(given["family-names"], given.get("given-names", ""))


def _person(family: str, given: str) -> dict:
    return {"@type": "Person", "name": f"{given} {family}".strip()}
