"""One clear error: where it is, what is wrong, and what to do about it."""

INTERRUPTED = 130  # exit code of a command that was
STOPPED = "recounted: stopped; the next build goes on from here"  # what an interrupted command says


class RecountedError(Exception):
    """A fault a reader can mend. `where` names the file and row, `remedy` the next step."""

    def __init__(self, where: str, what: str, remedy: str):
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}. {remedy}")

    def __reduce__(self) -> tuple:
        """So that it comes whole out of another process."""
        return type(self), (self.where, self.what, self.remedy)
