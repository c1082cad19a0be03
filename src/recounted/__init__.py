"""Recounted: every figure of one article, counted again.

Names are imported when they are first used, so that commands which need no pandas start at once.
"""

import importlib

_HOMES = {"begin": "judging", "draw": "style", "hidden": "values", "load": "tables", "save": "style",
          "whole_numbers": "values", "witness": "witnesses", "PrintedFigure": "printed"}
__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"module 'recounted' has no name {name!r}")
    return getattr(importlib.import_module(f"recounted.{_HOMES[name]}"), name)
