"""What makes `make test` short leaves out no test, and no part of what a kernel answers."""

import json
import sys
from types import SimpleNamespace

import pytest
from quick_start import pytest_ignore_collect, pytest_itemcollected
from tests_support import ROOT

from recounted.running.engine import FORMATS, SKIPPED

WHOLE = "import pytest\n\npytestmark = pytest.mark.slow\n"
LISTED = "import pytest\n\npytestmark = [\n    pytest.mark.slow,  # a process each\n]\n"
IN_PART = "import pytest\n\n\n@pytest.mark.slow\ndef test_one():\n    pass\n"


@pytest.mark.parametrize(
    ("text", "chosen", "left_out"),
    [
        (WHOLE, "not slow", True),
        (LISTED, "not slow", True),
        (IN_PART, "not slow", False),
        (WHOLE, "slow", False),
        (WHOLE, "", False),
    ],
)
def test_only_a_file_that_is_slow_as_a_whole_is_left_out_and_only_where_slow_tests_are(
    tmp_path, text, chosen, left_out
):
    path = tmp_path / "test_x.py"
    path.write_text(text)
    config = SimpleNamespace(option=SimpleNamespace(markexpr=chosen))
    assert bool(pytest_ignore_collect(path, config)) is left_out


def test_a_template_of_kernels_hides_none_that_runs_and_tests_do_not_hide():
    spec = json.loads((ROOT / "src/warm_kernel/kernelspec/kernel.json").read_text())
    hidden = spec["metadata"]["kernel_provisioner"]["config"]["skipped"]
    assert hidden and set(hidden) <= set(FORMATS) <= set(SKIPPED)
    assert all(sys.modules[name] is None for name in FORMATS), "this process has them hidden"


def test_messages_of_kernels_reach_the_log_of_nbval_as_they_are(caplog):
    from nbval import kernel

    caplog.set_level("DEBUG", "nbval")
    message = {"content": {"text": "a\nb"}}
    kernel.logger.debug("Kernel message (%s):\n%s", "iopub", kernel.pformat(message))
    assert kernel.pformat(message) is message and str(message) in caplog.text


@pytest.mark.parametrize(("pictures", "compared"), [("none", False), ("", True)])
def test_pictures_of_notebooks_are_not_compared_where_none_are_drawn(monkeypatch, pictures, compared):
    monkeypatch.setenv("RECOUNTED_PICTURES", pictures)
    parent = SimpleNamespace(skip_compare=("image/png",))
    for item in (SimpleNamespace(parent=parent), SimpleNamespace(parent=parent)):
        pytest_itemcollected(item)
    pytest_itemcollected(SimpleNamespace(parent=SimpleNamespace()))
    assert parent.skip_compare == (("image/png",) if compared else ("image/png", "image/svg+xml"))
