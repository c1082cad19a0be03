"""The commands of a project as a whole: new, draft, check, table, rename, test."""

import argparse
from pathlib import Path

MARKS = {"point": ".", "comma": ","}
# What `table` says of a column whose figures would be others with another decimal mark.
MARKED = {
    ",": ", read with decimal commas as printed (for sums write 1050, not 1.050)",
    "TODO": ', may have points or commas: write which into data/datapackage.json, "decimalChar": "." or ","',
}
MOST = 10  # notes of one kind that `check` prints without --all


def add_parsers(commands: argparse._SubParsersAction) -> None:
    """Add them; each sets `run(args) -> exit code`."""
    new = commands.add_parser("new", help="begin a project from an article's text")
    new.add_argument("folder", help="the folder to make, for example le-2021")
    new.add_argument(
        "--article", required=True, metavar="COPY", help="your copy: .md, .txt, .html, .xml, .docx or .pdf"
    )
    new.add_argument(
        "--decimal",
        choices=list(MARKS),
        help="the decimal mark that the article prints (default: as most of its figures have)",
    )
    new.set_defaults(run=_new)
    check = commands.add_parser(
        "check",
        help="list all that is still to do, without running a notebook",
        description="One list of all that is still to do. Exit code 1 where there is something.",
    )
    check.add_argument("--all", action="store_true", help="every note, not the first ten of each kind")
    check.set_defaults(run=_check)
    draft = commands.add_parser("draft", help="bring the ledger to a changed copy; roles and claims are kept")
    draft.add_argument("copy", help="your copy of the article")
    draft.add_argument("--update", action="store_true", required=True, help="write into this project")
    draft.set_defaults(run=_draft)
    table = commands.add_parser("table", help="take a CSV file of data/ into the data package")
    table.add_argument("path", help="the file, for example data/sources/counts.csv")
    table.set_defaults(run=_table)
    rename = commands.add_parser("rename", help="give a claim another id, everywhere")
    rename.add_argument("old")
    rename.add_argument("new")
    rename.set_defaults(run=_rename)
    test = commands.add_parser("test", help="the tests of this project: general checks, and its own cases in tests/")
    test.add_argument("--quick", action="store_true", help="only those that run no notebook")
    test.set_defaults(run=_test)


def _new(given: argparse.Namespace) -> int:
    from recounted.article.extraction import read
    from recounted.article.unread import unread
    from recounted.numerals.marks import decimal_of
    from recounted.project.draft import draft
    from recounted.project.new import create

    text = read(given.article)
    drafted = draft(text, mark=MARKS[given.decimal] if given.decimal else decimal_of(text))
    made = create(Path(given.folder), drafted)
    print(f"{made.words}. Each drafted claim waits for its cell.")
    if drafted.mark == ",":
        print("decimal commas: 1.234,5 is read as 1234.5 (`--decimal point` where the article has points)")
    if left := unread(text, given.article):
        print(f"not read: {left}; numbers in them are not counted")
    print(f"==> next: cd {given.folder} && make; then `recounted check` lists what is still to do")
    return 0


def _check(given: argparse.Namespace) -> int:
    from recounted.project.check import notes

    found = notes()
    for kind in dict.fromkeys(note.kind for note in found):
        mine = [note for note in found if note.kind == kind]
        print(f"{kind}: {len(mine)}")
        for note in mine if given.all else mine[:MOST]:
            print(f"  {note.where}: {note.what}")
        if len(mine) > MOST and not given.all:
            print(f"  … and {len(mine) - MOST} more (--all lists them)")
    print(f"==> {len(found)} to do" if found else "==> nothing is left to do")
    return 1 if found else 0


def _draft(given: argparse.Namespace) -> int:
    from recounted.article.extraction import read
    from recounted.project.update import update

    done = update(read(given.copy), given.copy)
    print(f"{done.kept} numbers kept, {len(done.changed)} changed, {len(done.new)} new, {len(done.gone)} gone")
    for what, each in (
        ("changed", done.changed),
        ("new", done.new),
        ("gone", done.gone),
        ("drafted claim", done.drafted),
    ):
        for text in each:
            print(f"  {what}: {text}")
    for claim_id in done.orphans:
        print(f"  without a number now: {claim_id}")
    if done.changed:
        print(
            "write changed figures into `printed` of data/article/claims.csv; `recounted check` lists those that differ"
        )
    return 0


def _table(given: argparse.Namespace) -> int:
    from recounted.project.adopt import adopt

    made = adopt(Path(given.path))
    for field in made["schema"]["fields"]:
        print(f"  {field['name']:<24} {field['type']}{MARKED.get(field.get('decimalChar', '.'), '')}")
    key = ", ".join(made["schema"].get("primaryKey", [])) or "none found: give it one"
    print(f"{made['name']}: in data/datapackage.json, key {key}; its descriptions are TODO")
    return 0


def _rename(given: argparse.Namespace) -> int:
    from recounted.project.rename import rename

    for line in rename(given.old, given.new):
        print(f"  {line}")
    print(f"{given.old} is {given.new}; run `make`")
    return 0


def _test(given: argparse.Namespace) -> int:
    from recounted.project.suite import QUICK, SLOW, faults_of

    failed = 0
    for check in (*QUICK, *(() if given.quick else SLOW)):
        faults = faults_of(check)
        failed += bool(faults)
        print(f"{'FAILED' if faults else 'ok':<7} {check.__name__.replace('_', ' ')}")
        for line in faults:
            print(f"        {line}")
    print(f"==> {failed} of the checks failed" if failed else "==> all checks passed")
    return 1 if failed else 0
