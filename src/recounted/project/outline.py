"""What the cells of a notebook judge and load, read from their sources: no notebook is run."""

import re
from dataclasses import dataclass
from pathlib import Path

from recounted.building.cell_source import notebook_tables
from recounted.errors import RecountedError
from recounted.judging.addresses import NAMED
from recounted.project.hardcoded import typed_values
from recounted.running.notebooks import CALLED_UNSETTLED, FAMILY, JUDGED, read_notebook


@dataclass(frozen=True)
class Judging:
    """One notebook: the ids that its cells judge, the patterns of its families, whether it lists what is unsettled,
    the tables that it loads, its prose, and the values that its cells type instead of counting them."""

    ids: tuple[str, ...]
    families: tuple[str, ...]
    unsettled: bool
    tables: tuple[str, ...]
    prose: str
    typed: tuple[tuple[str, str], ...] = ()

    def judges(self, claim_id: str) -> bool:
        """Whether a cell or a family of it is for this claim, as far as its pattern tells."""
        return claim_id in self.ids or any(re.fullmatch(_pattern(each), claim_id) for each in self.families)


def _pattern(ids: str) -> str:
    return ".*".join(re.escape(part) for part in NAMED.split(ids))


def judgings(path: Path) -> Judging:
    """What one notebook judges. Raises RecountedError for a file that is no notebook."""
    notebook = read_notebook(path)
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    prose = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    try:
        tables = notebook_tables(notebook, path.name)
    except RecountedError:
        tables = []
    return Judging(
        tuple(each for source in code for each in JUDGED.findall(source)),
        tuple(each for source in code for each in FAMILY.findall(source)),
        any(CALLED_UNSETTLED.search(source) for source in code),
        tuple(tables),
        "\n\n".join(prose),
        tuple(each for source in code for each in typed_values(source)),
    )
