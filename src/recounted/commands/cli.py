"""The command line: run, verdicts, why, article. The same as `python -m recounted`.

Heavy parts are imported by the command that needs them, so that `--help` and `why` answer at once.
"""

import argparse
import sys

from recounted.commands.article import add_parser as add_article
from recounted.errors import RecountedError


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit code 0 all well, 1 something to look at (as the command says), 2 an error."""
    given = parser().parse_args(arguments)
    try:
        return given.run(given) or 0
    except RecountedError as fault:
        print(f"recounted: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("recounted: stopped; `make` goes on from here", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = argparse.ArgumentParser("recounted", description="Every figure of one article, counted again.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    verdicts = commands.add_parser(
        "verdicts",
        help="list the verdicts of the last build",
        description="The verdicts of the last build, with counts.",
    )
    verdicts.add_argument("--only", metavar="VERDICT", help="only claims of this verdict")
    verdicts.add_argument("--section", metavar="S", help="only claims of this section (0 to 9, ref)")
    verdicts.set_defaults(run=_verdicts)
    reasons = commands.add_parser(
        "why",
        help="why a claim has its verdict",
        description="What is printed and where, what is recomputed from which cells, "
        "what sources say, the verdict and its reason.",
    )
    reasons.add_argument("claim_id", metavar="CLAIM_ID")
    reasons.set_defaults(run=_why)
    add_article(commands)
    return top


def _add_run(commands) -> None:
    run = commands.add_parser(
        "run",
        help="run notebooks; without a name, all that are not up to date",
        description="Without NOTEBOOK: build what is not up to date, collect the verdicts, draw the "
        "scorecard. With NOTEBOOK: run that one with the parameters given, into build/runs.",
    )
    run.add_argument("notebook", nargs="?", metavar="NOTEBOOK", help="its name or the beginning of it, for example 03")
    run.add_argument("-p", "--parameter", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    run.add_argument("-j", "--jobs", type=int, metavar="N", help="notebooks at once (as many as cores)")
    run.set_defaults(run=_run)


def _run(given) -> int:
    from recounted.commands import report

    return report.run_one(given.notebook, given.parameter) if given.notebook else report.build(given.jobs)


def _verdicts(given) -> int:
    from recounted.commands import report

    return report.print_verdicts(given.only, given.section)


def _why(given) -> int:
    from recounted.commands.why import why
    from recounted.judging.claims import claim
    from recounted.judging.findings import read
    from recounted.paths import root

    claim(given.claim_id)
    findings = {finding["claim_id"]: finding for finding in read(root())}
    if given.claim_id not in findings:
        raise RecountedError(
            "build/verdicts.json",
            f"claim {given.claim_id} is not in it",
            "Run `make`: the build is older than the claim",
        )
    print(why(findings[given.claim_id]))
    return 0
