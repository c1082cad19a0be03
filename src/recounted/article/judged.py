"""Which verdict each number of the article carries: the ledger of numbers joined with build/verdicts.json."""

from recounted.article.ledger import shared_claims
from recounted.judging import findings
from recounted.paths import root

# The gravest first: what a reader must see where several claims share one number.
GRAVEST = ("inconsistent", "contradicted", "disputed", "unverifiable", "reproduced", "corroborated")
LOUD = GRAVEST[:3]  # told by a sign in the running text and on the strip too, for readers who do not see the colour


def load_verdicts():
    """{claim_id: finding} from build/verdicts.json. Raises RecountedError with the remedy where there is none."""
    return {finding["claim_id"]: finding for finding in findings.read(root())}


def claims_by_position(numbers, shared=None):
    """{position: [claim_id, ...]} for the numbers that carry claims; `shared` adds those that share a number."""
    shared = shared_claims() if shared is None else shared
    own = {entry.position: [entry.claim_id] for entry in numbers if entry.claim_id}
    return {position: own.get(position, []) + shared.get(position, []) for position in {*own, *shared}}


def gravest(claim_ids, verdicts):
    """The verdict that several claims on one number show together; None where none was judged."""
    found = {verdicts[claim_id]["verdict"] for claim_id in claim_ids if claim_id in verdicts}
    return next((verdict for verdict in GRAVEST if verdict in found), None)
