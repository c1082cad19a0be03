"""The form of `make app`: a field for each parameter of a notebook, and beside it the verdicts that change.

A notebook shows it, in JupyterLab and, with Voilà, as a page without code. It runs the notebook's own cells at the
values chosen (running/inline) and writes nothing. Widgets come with the extra `app`.
"""

from html import escape
from typing import Any

import ipywidgets as widgets

from recounted.errors import RecountedError
from recounted.judging.findings import Finding, findings_of
from recounted.judging.verdicts import VERDICTS
from recounted.paths import root
from recounted.running.inline import findings_at
from recounted.running.options import Option, options

WIDE = widgets.Layout(width="44rem", max_width="100%")
STYLE = {"description_width": "9rem"}


class Form:
    """`shown` is what the notebook displays; choosing a notebook changes the fields, a changed field judges anew."""

    def __init__(self, notebook: str = "") -> None:
        """`notebook`: the one to begin with, by its name; the first that judges unless given."""
        paths = {path.stem: path for path in sorted((root() / "notebooks").glob("*.ipynb"))}
        self.paths = {name: path for name, path in paths.items() if options(path) and findings_of(path)}
        self.notebook = widgets.Dropdown(options=list(self.paths), description="Notebook", style=STYLE, layout=WIDE)
        if notebook:
            self.notebook.value = notebook
        self.box, self.said = widgets.VBox(), widgets.HTML()
        self.fields: dict[str, Any] = {}
        self.notebook.observe(lambda change: self._choose(), names="value")
        self.shown = widgets.VBox([self.notebook, self.box, self.said])
        self._choose()

    def _choose(self) -> None:
        path = self.paths[self.notebook.value]
        self.published = {finding.claim_id: finding for finding in findings_of(path)}
        asked = options(path)
        self.defaults = {each.name: each.default for each in asked}
        self.fields = {each.name: field(each) for each in asked}
        for each in self.fields.values():
            each.observe(lambda change: self.judge(), names="value")
        meanings = [widgets.HTML(f"<small>{escape(each.meaning)}</small>", layout=WIDE) for each in asked]
        self.box.children = [part for pair in zip(self.fields.values(), meanings, strict=True) for part in pair]
        self.judge()

    def judge(self) -> None:
        """Judge at the values chosen, and say what changed."""
        chosen = {name: each.value for name, each in self.fields.items() if each.value != self.defaults[name]}
        self.said.value = "<p>Counting …</p>"
        try:
            found = findings_at(self.paths[self.notebook.value], chosen) if chosen else list(self.published.values())
        except RecountedError as fault:
            self.said.value = f"<p><b>That cannot be:</b> {escape(fault.what)}. {escape(fault.remedy)}</p>"
            return
        self.said.value = told(self.published, found) + _command(self.notebook.value, chosen)


def field(option: Option) -> Any:
    """A field for a parameter: a list where its values are known, else one for text, a number or yes and no."""
    given = {"value": option.default, "description": option.name, "style": STYLE, "layout": WIDE}
    if option.values:
        return widgets.Dropdown(options=list(option.values), **given)
    if isinstance(option.default, bool):
        return widgets.Checkbox(**given)
    kind = {int: widgets.IntText, float: widgets.FloatText}.get(type(option.default), widgets.Text)
    return kind(continuous_update=False, **given)


def told(published: dict[str, Finding], found: list[Finding]) -> str:
    """`3 of 24 verdicts changed`, and which, from what to what and why now; as HTML."""
    changed = [each for each in found if each.verdict != published[each.claim_id].verdict]
    rows = "".join(
        f"<tr><td>{_named(published[each.claim_id].verdict)} → {_named(each.verdict)}</td>"
        f"<td><b>{escape(each.statement)}</b><br>{escape(each.reason)}</td></tr>"
        for each in changed
    )
    return f"<p><b>{len(changed)} of {len(found)} verdicts changed</b></p><table>{rows}</table>"


def _named(verdict: str) -> str:
    return f"{VERDICTS[verdict].sign}&nbsp;{verdict}"


def _command(notebook: str, chosen: dict[str, Any]) -> str:
    quoted = {name: f"'{value}'" if " " in str(value) else str(value) for name, value in chosen.items()}
    given = " ".join(f"{name}={value}" for name, value in quoted.items())
    return (
        f'<p>The same as a command: <code>make NOTEBOOK={notebook} PARAMS="{escape(given)}"</code></p>'
        if chosen
        else ""
    )
