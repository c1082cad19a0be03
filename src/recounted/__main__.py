"""The command line from its first line on: an interrupt while it is still imported is told in one line too."""

import os
import sys


def main() -> int:
    """Run the command that the command line names; gives its exit code, 130 where it was interrupted."""
    try:
        command = _imported()
        return command()
    except KeyboardInterrupt:
        from recounted.errors import INTERRUPTED, STOPPED

        print(STOPPED, file=sys.stderr)
        return INTERRUPTED


def _imported():  # type: ignore[no-untyped-def]  # its type is not imported yet
    """The command line. An interrupt ends the process at once: Python may tell of one within an import as another
    fault, and nothing is begun yet."""
    import signal

    from recounted.errors import INTERRUPTED, STOPPED

    def stop(*_: object) -> None:
        os.write(2, f"{STOPPED}\n".encode())
        os._exit(INTERRUPTED)

    handled = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else whoever started us ignores it
    if handled:
        signal.signal(signal.SIGINT, stop)
    from recounted.commands.cli import main as command

    if handled:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return command


if __name__ == "__main__":
    raise SystemExit(main())
