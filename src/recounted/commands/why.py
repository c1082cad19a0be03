"""Why a claim has its verdict: everything a reader needs to check it, as text."""

from collections import defaultdict
from collections.abc import Iterable

from recounted.judging.case_file import case_file
from recounted.judging.citing import Advice
from recounted.judging.findings import Finding
from recounted.judging.firmness import firmness
from recounted.judging.sources import source
from recounted.judging.verdicts import CAUSES, VERDICTS
from recounted.tables.rows import resource
from recounted.tables.wording import in_words, rows_in_words

REMARKS = ("reason", "lead", "charitable", "settle")


def why(f: Finding) -> str:
    """What is printed and where, the recomputed value and its cells, the sources, the verdict and its reason."""
    lines = [f"{f.claim_id}: {f.statement}", ""]
    lines += [f"  may I cite it? {answer}", ""] if (answer := advice(f)) else []
    lines += [
        f"  printed      {f.printed}  ({f.place.words})",
        f"  recomputed   {f.recomputed or '(by nothing else in the article)'}  → {f.article_verdict}",
        f"  sources      {f.sources_say or '(none)'}  → {f.source_verdict}",
        f"  verdict      {f.sign} {f.verdict}: {VERDICTS[f.verdict].meaning}",
    ]
    lines += [f"  beside       {each.verdict}: {each.statement} [{each.claim_id}]" for each in f.beside]
    lines += [f"  repeats      {f.repeats}"] if f.repeats else []
    lines += [f"  turns on     {CAUSES[f.cause]}"] if f.cause else []
    lines += [f"  {name:<12} {text}" for name in REMARKS if (text := getattr(f, name))]
    lines += [f"  firmness     {sentence}" for sentence in firmness(case_file(), f)]
    cells = [*f.cells, *(each for witness in f.witnesses for each in witness.cells)]
    lines += ["", "  from", *(f"    {each}" for each in used(cells))] if cells else []
    lines += [f"    {source_id}: {source(source_id).words}" for source_id in f.source_ids]
    return "\n".join([*lines, "", f"  judged in notebooks/{f.notebook}.ipynb, cell {f.cell}"])


def used(cells: Iterable[dict]) -> list[str]:
    """`data/article/x.csv, lines 2-6, columns year, offences`: each line of a table once, with the columns used of it.

    `cells`: descriptions that tables.cells made. A line of which every column is used has `all columns`.
    """
    columns: dict[tuple[str, str], dict[int, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for each in cells:
        for line in each["lines"]:
            columns[each["table"], each["file"]][line] |= dict.fromkeys(each["columns"])
    found = []
    for (table, file), by_line in columns.items():
        header = {field["name"] for field in resource(table)["schema"]["fields"]}
        alike = defaultdict(list)
        for line, used_of_it in by_line.items():
            alike[tuple(used_of_it)].append(line)
        for names, lines in alike.items():
            whole = set(names) == header and len(names) > 1
            cells_used = {"file": file, "lines": lines, "columns": names}
            found.append(f"{rows_in_words(cells_used)}, all columns" if whole else in_words(cells_used))
    return found


def advice(f: Finding) -> str:
    """May one cite it, in words; "" for references and the article's own texts."""
    return Advice(f.cite, f.cite_note).words if f.cite else ""
