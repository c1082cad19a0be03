"""The lock, the conda environment and pyproject name the same packages and versions."""

import re
import tomllib

import pytest
import yaml
from tests_support import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())


def _name(requirement: str) -> str:
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-")


def _locked() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", LOCK, re.M):
        found.setdefault(_name(name), set()).add(version)
    return found


def _direct() -> set[str]:
    extras = PROJECT["optional-dependencies"]
    return {_name(each) for each in PROJECT["dependencies"] + extras["test"] + extras["lab"] + extras["build"]}


def _conda() -> dict[str, str]:
    """Pins of conda, and those of pip for what conda-forge does not have."""
    of_pip = next(each["pip"] for each in CONDA["dependencies"] if isinstance(each, dict))
    pins = [
        each
        for each in CONDA["dependencies"] + of_pip
        if isinstance(each, str) and "=" in each and not each.startswith("python ")
    ]
    return {name: version.lstrip("=") for name, version in (pin.split("=", 1) for pin in pins)}


def test_conda_names_exactly_the_direct_requirements():
    assert set(_conda()) == _direct()


def test_conda_versions_are_those_of_the_lock():
    locked = _locked()
    assert {name: version for name, version in _conda().items() if version not in locked[name]} == {}


def test_the_python_range_is_the_same_everywhere():
    python = next(each for each in CONDA["dependencies"] if isinstance(each, str) and each.startswith("python "))
    assert python.removeprefix("python ") == PROJECT["requires-python"]


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.stem)
def test_every_locked_package_has_a_hash_and_no_address(lock):
    text = lock.read_text()
    blocks = [block for block in re.split(r"\n(?=[A-Za-z0-9])", text.strip()) if "==" in block]
    assert blocks and all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|file:|--(extra-)?index|--find-links", text)


def test_what_the_site_needs_is_locked_at_the_versions_of_the_notebooks():
    more = (ROOT / "requirements-more.lock").read_text()
    pins = re.findall(r"^[\w.-]+==.*?(?= \\$)", LOCK, re.M)
    assert len(pins) > 100 and [pin for pin in pins if f"{pin.partition(' ;')[0]} " not in more] == []
