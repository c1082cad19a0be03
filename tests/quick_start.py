"""A pytest plugin for `-p`, which makes `make test` short: less is imported, and no picture compared."""

import gc
import os
import re
import sys
from functools import partial

from recounted.running.engine import FORMATS

for module in FORMATS:
    sys.modules.setdefault(module, None)


def pytest_configure():
    """Tests by the thousand leave little garbage, and much that stays: it is searched less often.

    nbval makes each message of a kernel pretty for a log that nobody keeps, a fifth of its work, and waits 0.2 s for
    each kernel that is ready.
    """
    gc.set_threshold(100_000)
    if nbval := sys.modules.get("nbval.kernel"):
        nbval.pformat = lambda message: message
        nbval.KernelManager = partial(nbval.KernelManager, client_factory=prompt_client())


def prompt_client():
    from jupyter_client.blocking import BlockingKernelClient
    from jupyter_core.utils import run_sync

    from recounted.running.prompt import Prompt

    class PromptBlockingClient(Prompt, BlockingKernelClient):
        wait_for_ready = run_sync(Prompt.wait_for_ready)

    return PromptBlockingClient


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
