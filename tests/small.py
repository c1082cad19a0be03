"""For the tests of building: a small project whose notebooks are not run but pretended to."""

import json
from pathlib import Path

from conftest import forget
from made import finding, judged, put

from recounted.building.build import build

CLAIMS = "claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook\n"
TABLES = {
    "red": "a\n1\n",
    "blue": "a,source_id\n2,s1\n",
    "claims": CLAIMS + "c1,5,1,,6,equals,persons,One,01-red\nc2,5,2,,6,equals,persons,Two,02-blue\n",
    "sources": "source_id,title\ns1,One\ns2,Two\n",
}
README = "# Small\n\n<!-- scorecard: written by `make` -->\n<!-- end of scorecard -->\n\nBy hand.\n"
TOPICS, SUMMARIES = ["01-red", "02-blue"], ["00-atlas", "summary"]


class Small:
    """The project's folder, and the names of the notebooks that were run, in order."""

    def __init__(self, folder: Path):
        self.folder, self.ran = folder, []
        (folder / "data").mkdir()
        for name, content in TABLES.items():
            self.write(f"data/{name}.csv", content)
        self.write("data/datapackage.json", json.dumps({"resources": [_resource(name) for name in TABLES]}))
        self.write("requirements.lock", "x==1\n")
        self.write("README.md", README)
        put(folder / "notebooks", "01-red", "# Red", 'load("red")')
        put(folder / "notebooks", "02-blue", 'frame = load(\n    "blue")')
        put(folder / "notebooks", "00-atlas", "load_findings()")
        put(folder / "notebooks", "summary", 'table = load("verdicts")')

    def write(self, path: str, content: str) -> None:
        (self.folder / path).write_text(content, encoding="utf-8")
        forget()

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def next_build(self, **options) -> list[str]:
        """What the next build runs."""
        self.ran.clear()
        build(**options)
        return list(self.ran)

    def pretend(self, jobs, workers, finished) -> None:
        """In place of running.run.run: outputs as if each notebook had judged its claims and drawn a figure."""
        for job in jobs:
            self.ran.append(job.name)
            self.leave_outputs(job)
            finished(job)

    def leave_outputs(self, job) -> None:
        import nbformat

        from recounted.judging.claims import claims
        from recounted.running.notebooks import text

        mine = [each for each in claims().values() if each.notebook == job.name]
        findings = [finding(claim_id=each.claim_id, statement=each.statement, notebook=job.name) for each in mine]
        executed = nbformat.read(job.source, as_version=4)
        recorded = nbformat.read(judged(job.output, *findings), as_version=4)
        (executed.cells[-1] if executed.cells[-1].cell_type == "code" else executed.cells[0])["outputs"] = [
            output for cell in recorded.cells for output in cell.outputs
        ]
        job.output.write_text(text(executed), encoding="utf-8")
        job.figures.mkdir(parents=True, exist_ok=True)
        job.reads.write_text("", encoding="utf-8")
        (job.figures / f"{job.name}.svg").write_text("<svg/>")


def _resource(name: str) -> dict:
    columns = TABLES[name].partition("\n")[0].split(",")
    fields = [{"name": column, "type": "string"} for column in columns]
    return {"name": name, "path": f"{name}.csv", "title": name, "schema": {"fields": fields}}
