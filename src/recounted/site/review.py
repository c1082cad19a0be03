"""A finding as schema.org ClaimReview: our verdict word, and no numeric score of truth."""

from recounted.judging.findings import Finding
from recounted.judging.verdicts import VERDICTS
from recounted.site.works import article, cff


def claim_review(f: Finding) -> dict:
    """JSON-LD of one claim. No `ratingValue`: a verdict is a word, and its meaning is the explanation."""
    work = article()
    authors = [{"@type": "Person", "name": f"{given} {family}".strip()} for family, given in work.authors]
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
        "author": {"@type": "Organization", "name": cff()["authors"][0]["name"]},
        "reviewBody": f.reason,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": f.verdict,
            "ratingExplanation": VERDICTS[f.verdict].meaning,
        },
        "itemReviewed": {"@type": "Claim", "name": f.statement, "appearance": appearance},
    }
