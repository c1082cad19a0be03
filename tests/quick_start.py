"""A pytest plugin for `-p`, which makes `make test` short: less is imported, and workers share out whole files."""

import os
import re
import sys
from pathlib import Path

# jsonschema makes a grammar for 0.8 s at its import, by which it checks nothing of ours.
sys.modules.setdefault("rfc3987_syntax", None)
DRAW = ("test_article_strip", "test_figures")  # which import matplotlib and seaborn


def pytest_ignore_collect(collection_path, config):
    """Where slow tests are left out, a file that is slow as a whole is not imported: what it imports takes long."""
    if config.option.markexpr == "not slow" and collection_path.suffix == ".py":
        slow = re.search(r"^pytestmark = (?:\[\s*)?pytest\.mark\.slow\b", collection_path.read_text("utf-8"), re.M)
        return True if slow else None
    return None


def pytest_itemcollected(item):
    """Where no pictures are wanted, nbval compares none; the words that stand for them it does."""
    if os.environ.get("RECOUNTED_PICTURES") == "none" and "image/svg+xml" not in getattr(
        item.parent, "skip_compare", ("image/svg+xml",)
    ):
        item.parent.skip_compare += ("image/svg+xml",)


def group(nodeid):
    """Tests of one group go to one worker: a file of tests, all that draw, all notebooks (of one template)."""
    file = Path(nodeid.partition("::")[0])
    if file.suffix == ".ipynb":
        return "notebooks"
    return "pictures" if file.stem in DRAW else file.stem


def pytest_xdist_make_scheduler(config, log):
    if config.option.dist != "loadfile":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group(nodeid)

    return ByGroup(config, log)
