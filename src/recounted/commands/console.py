"""How a command ends: with its exit code, and with one clear line where something is wrong."""

import codecs
import os
import re
import sys
import unicodedata
from collections.abc import Callable

from recounted.errors import INTERRUPTED, STOPPED, RecountedError

LONGEST_WORD, LONGEST_LINE = 120, 900  # of an error, in characters
# Control sequences of terminals (ESC [ … and ESC ] …) and single control characters.
CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|[\x00-\x1f\x7f-\x9f]")
# Signs of verdicts and marks of print in ASCII; `?` is a verdict's sign, and stands for nothing else.
ASCII = {"✔": "v", "≈": "~", "✘": "x", "≠": "!=", "≤": "<=", "≥": ">=", "−": "-", "–": "-", "—": "-", "…": "..."}
ASCII |= {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "×": "x", "·": ".", "•": "*", "→": "->"}
PLAIN = "recounted.plain"  # how an encoding that lacks a letter goes on


def _plain(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    letters = fault.object[fault.start : fault.end]
    return "".join(ASCII.get(each) or _base(each) or "_" for each in letters), fault.end


def _base(letter: str) -> str:
    """The letter without its accents, a raised figure as a power, a fraction with a slash: e of é, ^5 of ⁵, 1/2 of ½;
    "" where there is none in ASCII."""
    plain = unicodedata.normalize("NFKD", letter).replace("\N{FRACTION SLASH}", "/").encode("ascii", "ignore").decode()
    before = {"<super>": "^", "<fraction>": " "}.get(unicodedata.decomposition(letter).partition(" ")[0], "")
    return f"{before}{plain}" if plain else ""


codecs.register_error(PLAIN, _plain)


def guarded(command: Callable[[], int | None]) -> int:
    """Run a command and give its exit code: 0 for None, 2 for an error, which is told in one line.

    A reader that stopped reading (`| head`) has what it wanted: no error. What a terminal cannot show is told in ASCII.
    """
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAIN)
    try:
        code = command() or 0
        sys.stdout.flush()
        return code
    except RecountedError as fault:
        return _tell(str(fault))
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _to_nowhere()
        return 0
    except OSError as fault:
        _to_nowhere()
        return _tell(f"{fault.filename or 'output'}: {fault.strerror}. Free some space, or write elsewhere")


def _open_what_is_closed() -> None:
    """Let streams that whoever started us closed (`>&-`) lead nowhere, so that no file of ours gets their number."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w")
    sys.stderr = sys.stderr or os.fdopen(2, "w")


def _tell(text: str) -> int:
    print(f"recounted: {one_line(text)}", file=sys.stderr)
    return 2


def one_line(text: str) -> str:
    """`text` in one line that no terminal stumbles over: no control sequences, what is too long cut in its middle."""
    words = [_cut(word, LONGEST_WORD) for word in CONTROL.sub(" ", text).split()]
    return _cut(" ".join(words), LONGEST_LINE)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most // 2]}…{text[-most // 2 :]}"


def _to_nowhere() -> None:
    """Let what is still to be flushed at the end of the process vanish, instead of failing again."""
    if sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # type: ignore[union-attr]  # it is what was written to
