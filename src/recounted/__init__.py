"""Recounted: every figure of an article, counted again.

Notebooks that judge import from here alone, so that no move inside the library touches them. Names are imported when
they are first used, so that commands which need no pandas start at once.
"""

import importlib

_HOMES = {
    "judging.case_file": ("case_file",),
    "judging.checks": (
        "change",
        "decision",
        "error_from_deviation",
        "error_from_interval",
        "estimate_in_interval",
        "interval_decides",
        "p_from_interval",
        "p_from_statistic",
        "percent_of",
        "ratio_from_coefficient",
        "total",
        "within",
    ),
    "judging.findings": ("load_findings",),
    "judging.granular": ("debit", "grim", "grimmer"),
    "judging.judge": ("begin",),
    "judging.parameters": ("day", "in_range", "one_of", "period"),
    "judging.printed": ("PrintedFigure",),
    "judging.trends": ("TREND_RULES", "falls", "rises"),
    "judging.values": ("hidden", "span", "whole_numbers"),
    "judging.verdicts": ("CANNOT_TELL",),
    "judging.witnesses": ("witness",),
    "tables.choose": ("where",),
    "tables.load": ("load",),
    "tables.showing": ("table",),
    "tables.wording": ("listed",),
    "errors": ("RecountedError",),
    "figures": (
        "ARTICLE_COLOUR",
        "FAINT",
        "OTHER_SOURCE_COLOUR",
        "PALETTE",
        "SOURCE_COLOUR",
        "VERDICT_COLOURS",
        "draw",
        "save",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME_OF)  # noqa: PLE0605


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'recounted' has no name {name!r}")
    return getattr(importlib.import_module(f"recounted.{_HOME_OF[name]}"), name)
