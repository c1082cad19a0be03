"""What the rules hand on are records: made once, never changed, so that one can stand for another that is equal."""

import importlib
import pkgutil
from dataclasses import is_dataclass

import pytest

from recounted import judging, numerals

MODULES = [
    f"{home.__name__}.{each.name}" for home in (judging, numerals) for each in pkgutil.iter_modules(home.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_a_record_cannot_be_changed(name):
    module = importlib.import_module(name)
    records = [each for each in vars(module).values() if is_dataclass(each) and isinstance(each, type)]
    assert all(each.__dataclass_params__.frozen for each in records)
