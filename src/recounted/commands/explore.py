"""The command `recounted explore`: what each value of each parameter changes, for the site's explorer."""

import argparse


def add_parsers(commands: argparse._SubParsersAction) -> None:
    """Add the command; it sets `run(args) -> exit code`."""
    explore = commands.add_parser(
        "explore",
        help="run each notebook at each value of each parameter, and at two readings together, for the explorer",
        description="Only notebooks that changed since; what changes goes to data/verdicts/explored.json.",
    )
    explore.add_argument(
        "--check", action="store_true", help="run nothing: name those that changed since, and exit with 1"
    )
    explore.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", help="these, changed or not, by their beginnings")
    explore.set_defaults(run=_explore)


def reminder() -> str:
    """One line: which notebooks the explorer leaves out, since they changed after they were explored; "" for none."""
    from recounted.building.explored import FILE, stale

    if not (names := stale()):
        return ""
    return (
        f"{FILE}: the explorer leaves out {', '.join(names)}, not explored since changed. Run `make explore` (minutes)"
    )


def _explore(given: argparse.Namespace) -> int:
    from recounted.building.explored import explore, stale
    from recounted.running.single import find_notebook

    if given.check:
        if said := reminder():
            print(said)
        return int(bool(said))
    every = [find_notebook(name).stem for name in given.notebooks] or stale()
    explore(every, print)
    print("Nothing to explore anew" if not every else "data/verdicts/explored.json; `make site` shows it")
    return 0
