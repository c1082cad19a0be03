"""A sweep as pages: an index of all runs, each with the page of what its notebook shows, and no code."""

import json

import pytest
from made import notebook
from site_support import CITATION
from sweep_support import answered, found

from recounted.sweep import run_pages
from recounted.sweep.runner import notebook_of
from recounted.sweep.tasks import Task, keys

SVG = "<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"


@pytest.fixture
def index(project):
    """Pages of two runs, the second of which failed and has no notebook."""
    (project / "CITATION.cff").write_text(CITATION)
    source = project / "notebooks" / "01.ipynb"
    source.parent.mkdir()
    source.write_text(json.dumps(notebook("year = 1")))
    tasks = keys([Task(source, {"country": each, "year": 1}, {"rate": "x"}) for each in ("A <b>/..", "B")])
    first, second = tasks
    made = notebook("# A heading & more", "secret_code()")
    data = {"image/svg+xml": SVG, "image/png": "x", "text/plain": "words"}
    made["cells"][1]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": ["a < b\n"]},
        {
            "output_type": "display_data",
            "data": {"text/markdown": "| a |\n| --- |\n| 1 |", "text/plain": "no"},
            "metadata": {},
        },
        {"output_type": "display_data", "data": data, "metadata": {"image/svg+xml": {"alt": 'A "line"'}}},
        {"output_type": "execute_result", "data": {"text/plain": "<3>"}, "metadata": {}},
        {"output_type": "display_data", "data": {"application/x": 1}, "metadata": {}},
    ]
    notebook_of(project / "out", first).parent.mkdir(parents=True)
    notebook_of(project / "out", first).write_text(json.dumps(made))
    results = [
        answered(
            {"key": first, "task": {"parameters": {}}}, kept={"rate": 2.0, "name": "Land & sea"}, findings=[found()]
        ),
        answered({"key": second, "task": {"parameters": {}}}, findings=[], error="no such <country>"),
    ]
    return run_pages.write(project / "out", "All & sundry", tasks, iter(results))


def test_the_index_has_a_row_a_run_with_values_verdicts_and_errors(index):
    text = index.read_text()
    assert "<h1>All &amp; sundry</h1>" in text
    for head in ("country", "year", "rate", "verdicts"):
        assert f'<th scope="col">{head}</th>' in text
    assert "A &lt;b&gt;/..</a>" in text and "<td>2</td>" in text and "reproduced</span> one" in text
    assert '<th scope="row">B</th>' in text and "error: no such &lt;country&gt;" in text and "<td>–</td>" in text


def test_a_page_shows_text_and_outputs_without_code_and_nothing_from_elsewhere(index):
    (path,) = (index.parent / "runs").iterdir()
    text = path.read_text()
    assert f'href="runs/{path.name}"' in index.read_text() and path.name.startswith("A-b-..-1-")
    assert "<h1>Land &amp; sea</h1>" in text
    assert "<h2>A heading &amp; more</h2>" in text and "secret_code" not in text
    assert "<p>a &lt; b\n</p>" in text and "<td>1</td>" in text and "<pre>&lt;3&gt;</pre>" in text
    assert 'alt="A &#34;line&#34;" src="data:image/svg+xml;base64,' in text
    assert "words" not in text and "http://" not in text.replace("http://www.w3.org", "")
