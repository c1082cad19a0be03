"""What changed between releases, read from CHANGELOG.md: verdicts that we published and took back, and the rest."""

import re
from dataclasses import dataclass

from recounted.judging.verdicts import VERDICTS
from recounted.paths import root

SECTION = re.compile(r"^## (.+)$", re.M)  # a heading of the second rank
ROW = re.compile(r"^\| `([^`]+)` \| ([\w-]+) \| ([\w-]+) \| (.*) \|$", re.M)  # | `claim` | before | now | why |
AGAINST = ("contradicted", "inconsistent", "disputed")  # a verdict that speaks against a printed figure


@dataclass(frozen=True)
class Retraction:
    """A verdict as it was and as it is (`gone` for a claim that is no longer judged), in which release, and why."""

    release: str
    claim_id: str
    before: str
    now: str
    why: str

    @property
    def was_unfair(self) -> bool:
        """Whether the verdict that was taken back spoke against the article, and the one that replaced it does not."""
        return self.before in AGAINST and self.now not in AGAINST

    @property
    def was_too_kind(self) -> bool:
        return self.before not in AGAINST and self.now in AGAINST


def retracted() -> list[Retraction]:
    """Newest release first; within it those that were unfair to the article, then those that were too kind."""
    found = [
        Retraction(release, claim_id, before, now, why[:1].upper() + why[1:])
        for release, text in sections()
        for claim_id, before, now, why in ROW.findall(text)
        if before in VERDICTS
    ]
    releases = list(dict.fromkeys(each.release for each in found))
    return sorted(found, key=lambda each: (releases.index(each.release), not each.was_unfair, not each.was_too_kind))


def sections() -> list[tuple[str, str]]:
    """Each section of CHANGELOG.md with its title, the newest first; [] without one."""
    path = root() / "CHANGELOG.md"
    _, *parts = SECTION.split(path.read_text(encoding="utf-8") if path.is_file() else "")
    return list(zip(parts[::2], parts[1::2], strict=True))


def newest() -> list[Retraction]:
    """The verdicts that are not as they were in the last release."""
    title = next((title for title, _ in sections()), "")
    return [each for each in retracted() if each.release == title]


def last_release() -> str:
    """The title of the section before the newest; "" where there is none yet."""
    return next((title for title, _ in sections()[1:]), "")


def words() -> str:
    """CHANGELOG.md without its tables, as Markdown."""
    told = [f"## {title}\n" + re.sub(r"^\|.*\n?", "", text, flags=re.M) for title, text in sections()]  # rows of tables
    return "\n".join(told)
