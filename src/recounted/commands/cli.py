"""The command line of all commands. The same as `python -m recounted`.

Heavy parts are imported by the command that needs them, so that `--help` and `why` answer at once.
"""

import argparse
import sys

from recounted.commands.article import KNOWN
from recounted.commands.article import add_parser as add_article
from recounted.commands.console import guarded
from recounted.commands.explore import add_parsers as add_explore
from recounted.commands.project import add_parsers as add_project
from recounted.commands.robustness import add_parser as add_robustness
from recounted.commands.site import add_parsers as add_site
from recounted.commands.sweep import add_parser as add_sweep


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit code 0 all well, 1 something to look at (as the command says), 2 an error."""
    given = parser().parse_args(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: given.run(given))


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; without one it lists them."""
    top = argparse.ArgumentParser("recounted", description="Every figure of an article, counted again.")
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and end")
    top.set_defaults(run=lambda given: print(top.format_help()))
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    _add_run(commands)
    _add_verdicts(commands)
    _add_find(commands)
    add_article(commands)
    add_project(commands)
    add_robustness(commands)
    add_site(commands)
    add_explore(commands)
    add_sweep(commands)
    return top


class _Version(argparse.Action):
    """Looks the version up only when it is asked for, since that takes a while."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:  # type: ignore[no-untyped-def]
        from importlib.metadata import version

        print(f"recounted {version('recounted')}")
        parser.exit()


def _add_run(commands: argparse._SubParsersAction) -> None:
    run = commands.add_parser(
        "run",
        help="run notebooks; without a name, all that are not up to date",
        description="Without NOTEBOOK: build what is not up to date, collect the verdicts, write README's part. "
        "With NOTEBOOK: run that one with the parameters given, into build/runs, and tell which verdicts change.",
    )
    run.add_argument("notebook", nargs="?", metavar="NOTEBOOK", help="its name or the beginning of it, for example 03")
    run.add_argument("-p", "--parameter", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    run.add_argument("--params", default="", metavar="TEXT", help="the same in one text: \"share=0.2 words='one two'\"")
    run.add_argument("-j", "--jobs", type=int, metavar="N", help="notebooks at once (as many as cores)")
    run.add_argument("--timeout", type=int, metavar="SECONDS", help="stop where a cell takes longer (no limit)")
    run.set_defaults(run=_run)


def _add_verdicts(commands: argparse._SubParsersAction) -> None:
    verdicts = commands.add_parser(
        "verdicts",
        help="list the verdicts of the last build",
        description="The verdicts of the last build, with counts.",
    )
    verdicts.add_argument("--only", metavar="VERDICT", help="only claims of this verdict")
    verdicts.add_argument("--section", metavar="S", help="only claims of this section")
    verdicts.set_defaults(run=_verdicts)
    placebo = commands.add_parser(
        "placebo",
        help="how often another row of the same table would have agreed as well",
        description="Each witness that agrees is held against the other rows of its table, by table.",
    )
    placebo.set_defaults(run=_placebo)


def _add_find(commands: argparse._SubParsersAction) -> None:
    query = {
        "nargs": "+",
        "metavar": "WORDS",
        "help": "a figure, words, the number of an act, a place, or a claim's id",
    }
    find = commands.add_parser(
        "find",
        help="find claims by figure, words or place",
        description='Claims by what is printed (find 108), by words of the statement (find "lagging behind"), by the '
        'number of an act (find 114-IV) or by place (find "section 5, paragraph 17").',
    )
    find.add_argument("words", **query)
    find.set_defaults(run=_find)
    why = commands.add_parser(
        "why",
        help="why a claim has its verdict",
        description="What is printed and where, what is recomputed from which cells, what sources say, the verdict "
        "and its reason. Takes a claim's id, or what `find` takes.",
    )
    why.add_argument("words", **query)
    why.set_defaults(run=_why)
    check = commands.add_parser(
        "check-text",
        help="for each number of a text of yours, the claims that it may come from",
        description="For each number of your own text the claims of the article that it may come from, nearest first: "
        "candidates to choose from, never a verdict on your text.",
    )
    check.add_argument("path", help=f"your text: {KNOWN}")
    check.add_argument("--most", type=int, default=3, metavar="N", help="candidates a number (default: %(default)s)")
    check.set_defaults(run=_check_text)


def _run(given: argparse.Namespace) -> int:
    from recounted.commands import summary
    from recounted.commands.typed import check_jobs, check_timeout, parameters

    check_jobs(given.jobs)
    check_timeout(given.timeout)
    chosen = parameters(given.notebook, given.parameter, given.params)
    return summary.run(given.notebook, chosen, given.jobs, given.timeout)


def _verdicts(given: argparse.Namespace) -> int:
    from recounted.commands import summary

    return summary.print_verdicts(given.only, given.section)


def _placebo(given: argparse.Namespace) -> int:
    from recounted.commands.placebo import print_placebo
    from recounted.judging.findings import load_findings

    return print_placebo(load_findings())


def _find(given: argparse.Namespace) -> int:
    from recounted.commands.find import print_found

    return print_found(" ".join(given.words))


def _why(given: argparse.Namespace) -> int:
    from recounted.commands.find import print_why

    return print_why(" ".join(given.words))


def _check_text(given: argparse.Namespace) -> int:
    from recounted.commands.check_text import print_candidates

    return print_candidates(given.path, given.most)
