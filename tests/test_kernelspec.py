"""A build's kernels have what its notebooks use ready, and not what takes a second and nobody needs."""

import json

import pytest
from made import put

from recounted.running.kernelspec import light
from recounted.running.run import installed_kernelspec


def _modules(path):
    return json.loads(path.read_text())["metadata"]["kernel_provisioner"]["config"]["modules"]


@pytest.mark.parametrize("source", ["import seaborn as sns", "p_from_statistic('chi2', 5)", "from scipy import stats"])
def test_notebooks_that_use_all_modules_get_the_installed_kernel(tmp_path, source):
    put(tmp_path, "01", "1")
    put(tmp_path, "02", source)
    assert light(installed_kernelspec(), tmp_path) == installed_kernelspec()


@pytest.mark.parametrize("source", ["1", "from recounted import begin, draw, load, save", "print('a statistic')"])
def test_others_get_one_of_its_name_without_the_slow_modules(tmp_path, source):
    put(tmp_path, "01", source)
    (tmp_path / "02.ipynb").write_text("not a notebook")
    path, whole = light(installed_kernelspec(), tmp_path), _modules(installed_kernelspec())
    assert path.parent.name == installed_kernelspec().parent.name
    assert set(whole) - set(_modules(path)) == {"seaborn"} and "pandas" in _modules(path)
