"""Why a claim has its verdict: everything a reader needs to check it, as text."""

from recounted.judging.cards import SIGNS
from recounted.judging.verdicts import MEANING
from recounted.judging.witnesses import source
from recounted.tables.cells import in_words


def why(finding: dict) -> str:
    """What is printed and where, the recomputed value and its cells, the sources, the verdict and its reason."""
    lines = [
        f"{finding['claim_id']}: {finding['statement']}",
        "",
        f"  printed      {finding['printed']}  ({finding['place']})",
        f"  recomputed   {finding['recomputed'] or '(by nothing else in the article)'}  → {finding['article_verdict']}",
        f"  sources      {finding['source_value'] or '(none)'}  → {finding['source_verdict']}",
        f"  verdict      {SIGNS[finding['verdict']]} {finding['verdict']}: {MEANING[finding['verdict']]}",
    ]
    lines += [
        f"  {name:<12} {finding[name]}" for name in ("cause", "reason", "lead", "charitable", "settle") if finding[name]
    ]
    lines += ["", "  from"] + [f"    {in_words(cells)}" for cells in finding["cells"]] if finding["cells"] else []
    lines += [f"    {_cite(each)}" for each in _source_ids(finding)]
    return "\n".join([*lines, "", f"  judged in notebooks/{finding['notebook']}.ipynb, cell {finding['claim_id']}"])


def _source_ids(finding: dict) -> list[str]:
    text = finding["source_id"].replace("; ", ", ")
    return list(dict.fromkeys(text.split(", "))) if text else []


def _cite(source_id: str) -> str:
    row = source(source_id)
    return f"{source_id}: {row.publisher}, {row.title} ({row.date}). {row.address}"
