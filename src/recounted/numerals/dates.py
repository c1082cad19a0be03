"""Dates in print: what finds one, and the days that it names. One without a year, or that cannot be, is refused."""

import calendar
import datetime as dt
import re
from collections.abc import Callable

YEARS = range(1900, 2101)  # what a whole number may be a year of
MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
MONTHS += ["August", "September", "October", "November", "December"]
TURN = 30  # years: a short year may follow that much later in the next century, 1997-13
NUMBER_OF = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
# A month in full or short, with or without its full stop.
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"  # 1, 1st
# 11. March 2020, a day with a point: after a word that leads to a date, since a sentence may end in a number, and a
# paragraph begin with one that counts it
_LEADING = ["[Oo]n", "[Ss]ince", "[Uu]ntil", "[Ff]rom", "[Dd]ated", "the"]
POINTED = "|".join([*(rf"(?<=\b{word} )" for word in _LEADING), "(?<=day, )"])
POINTED = rf"(?:{POINTED})\d{{1,2}}\."
YEAR = r"(?:1[5-9]|20)\d\d"
# 2025 Oct 15; (2013, September 16); (2013, September), 2015 Jan;12:3, where nothing else can be meant; 15-Oct-2025,
# 15/Oct/25, 2025-Oct-15, Oct-2025
_YEAR_FIRST = (
    rf"{YEAR},? {MONTH} \d{{1,2}}(?:-\d{{1,2}})?(?![\d(]|st|nd|rd|th|[:.,]\d)|(?<=\(){YEAR}, {MONTH}(?=\))"
    rf"|{YEAR} {MONTH}(?=[;\]])"
)
_JOINED = (
    rf"\d{{4}}-{MONTH}-\d{{1,2}}(?!\d)|\d{{1,2}}(?:-{MONTH}-|/{MONTH}/)(?:\d{{4}}|\d\d)(?!\d)|{MONTH}[-/]\d{{4}}(?!\d)"
)
# 1 January-30 June 2020, 17/18 July 2021; July-August 2015, July/August 2015; May 1-5, 2020; May 1-June 5, 2020;
# 10 August 2023; on 10. August 2023; December 29, 2008; July 2022; 2020-06-12; 2020/06/12; 2020/6/2; 12.06.2020;
# 12/06/2020.
SLASHED = r"(?:1[5-9]|20)\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/])"
DATE = (
    rf"(?:{DAY} {MONTH} ?- ?{DAY} {MONTH},? \d{{4}}(?!\d)|(?:(?:{DAY}[-/])?{DAY}|{POINTED}) {MONTH},? \d{{4}}(?!\d)"
    rf"|{MONTH} ?[-/] ?{MONTH},? \d{{4}}(?!\d)|{MONTH} {DAY}(?:[-/]{DAY}| ?- ?{MONTH} {DAY}),? \d{{4}}(?!\d)"
    rf"|{MONTH} {DAY},? \d{{4}}(?!\d)"
    rf"|{MONTH},? \d{{4}}(?!\d)|{_YEAR_FIRST}|{_JOINED}|\d{{4}}-\d\d-\d\d(?!\d)|\d{{4}}/\d\d/\d\d(?![\d/])|{SLASHED}"
    r"|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)"
    r"|\d{1,2}/\d{1,2}/\d{4}(?!\d))"
)
Days = tuple[dt.date, dt.date]


class NotADate(ValueError):
    """What is wrong with a text that should be a date, in words."""


def days(text: str) -> Days:
    """First and last day that a date stands for: one day, a month, a year, or a period of any two of these.

    `text` is tidy (marks.tidy). Raises NotADate for a text that is no date, has no year or cannot be.
    """
    for form, read in FORMS:
        if match := form.fullmatch(text):
            if "000" in re.findall(r"\d+", text) or "0000" in text:  # each run of digits
                raise NotADate("there is no year 0")
            return read(*match.groups())
    if not re.search(r"\d{3,4}", text):  # a year
        raise NotADate("this is not a date with a year")
    raise NotADate("this is not a date")


def _year(year: str) -> Days:
    return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)


def _month(year: str, month: str | int) -> Days:
    number = int(month)
    if not 1 <= number <= 12:
        raise NotADate(f"there is no month {number}")
    return dt.date(int(year), number, 1), dt.date(int(year), number, calendar.monthrange(int(year), number)[1])


def _day(year: str, month: str | int, day: str) -> Days:
    _, last = _month(year, month)
    number = int(re.sub(r"\D", "", day))  # 5 of 5th
    if not 1 <= number <= last.day:
        raise NotADate(f"{last:%B} {last.year} has no day {number}")
    return last.replace(day=number), last.replace(day=number)


def _days(first: str, last: str, month: str, year: str) -> Days:
    return _from_to(_day(year, _named(month), first), _day(year, _named(month), last))


def _slashes(first: str, second: str, year: str) -> Days:
    """Day and month change places between countries: only what can be read in one way is read."""
    if int(first) <= 12 and int(second) <= 12 and first != second:
        raise NotADate("day and month cannot be told apart")
    day, month = (first, second) if int(second) <= 12 else (second, first)
    return _day(year, month, day)


def _period(first: str, last: str) -> Days:
    """A period takes the year of its end where its beginning has none; 2019-20 is 2019-2020, 1997-13 is 1997-2013,
    2021-5 is 2021-2025."""
    if re.fullmatch(r"\d\d?", last) and re.fullmatch(r"\d{4}", first):  # 2019 and 20
        last = str(year_after(first, last))
    year = re.search(r"\d{4}$", last)  # the year at its end
    # with a year of its own
    return _from_to(days(first if re.search(r"\d{3,4}", first) or not year else f"{first} {year[0]}"), days(last))


def year_after(first: str, last: str) -> int:
    """The year of the two digits `last` after the year `first`: of its century, or of the next within 30 years; the
    year of one digit is of its decade."""
    year = int(first[: -len(last)] + last)
    return year + 100 if year + 100 - int(first) <= TURN else year


def _from_to(begin: Days, end: Days) -> Days:
    if begin[0] > end[1]:
        raise NotADate("it ends before it begins")
    return begin[0], end[1]


def _named(name: str) -> int:
    return NUMBER_OF[name[:3].lower()]


ISO_DAY = r"\d{4}-\d{1,2}-\d{1,2}"  # 2020-06-12
# One end of a period: a year, a day or month as ISO text or in words, with a year or without.
ANY = rf"\d{{3,4}}|{ISO_DAY}|\d{{4}}-\d\d|(?:{DAY} )?{MONTH}(?:,? \d{{4}})?|{MONTH} {DAY}(?:,? \d{{4}})?"
FORMS: list[tuple[re.Pattern[str], Callable[..., Days]]] = [
    (re.compile(r"(\d{3,4})"), _year),  # 2018
    # 1990s
    (re.compile(r"(\d{3})0s"), lambda ten: (dt.date(int(ten) * 10, 1, 1), dt.date(int(ten) * 10 + 9, 12, 31))),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), _month),  # 2020-06
    (re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"), _day),  # 2020-06-12, 2020/06/12
    # 12.06.2020
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), lambda day, month, year: _day(year, month, day)),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), _slashes),  # 13/06/2020
    # 10 August 2023, the 10th of August 2023, 10. August 2023
    (
        re.compile(rf"(?:the )?({DAY}|\d{{1,2}}\.)(?: of)? ({MONTH}),? (\d{{4}})", re.I),
        lambda day, month, year: _day(year, _named(month), day),
    ),
    (re.compile(rf"({DAY})[-/]({DAY}) ({MONTH}),? (\d{{4}})", re.I), _days),  # 17-18 July 2021
    # May 1-5, 2020
    (
        re.compile(rf"({MONTH}) ({DAY})[-/]({DAY}),? (\d{{4}})", re.I),
        lambda month, first, last, year: _days(first, last, month, year),
    ),
    # July/August 2015; with a hyphen it is a period as below
    (re.compile(rf"({MONTH})/({MONTH},? \d{{4}})", re.I), _period),
    # December 29, 2008
    (re.compile(rf"({MONTH}) (?:the )?({DAY}),? (\d{{4}})", re.I), lambda m, d, y: _day(y, _named(m), d)),
    # 2025 Oct 15; 2013, September 16; 2025-Oct-15
    (re.compile(rf"(\d{{4}})(?:,? |-)({MONTH})[ -]({DAY})", re.I), lambda y, m, d: _day(y, _named(m), d)),
    # 2025 Oct 3-5
    (
        re.compile(rf"(\d{{4}}),? ({MONTH}) ({DAY})-({DAY})", re.I),
        lambda year, month, first, last: _days(first, last, month, year),
    ),
    # 15-Oct-2025
    (re.compile(rf"({DAY})[-/]({MONTH})[-/](\d{{4}})", re.I), lambda d, m, y: _day(y, _named(m), d)),
    (re.compile(rf"(\d{{4}}),? ({MONTH})", re.I), lambda year, month: _month(year, _named(month))),  # 2013, September
    # July 2022, Oct-2025
    (re.compile(rf"({MONTH})(?:,? |[-/])(\d{{4}})", re.I), lambda month, year: _month(year, _named(month))),
    (re.compile(r"(\d{4})-(\d)"), _period),  # 2021-5
    # 2019-20, from May to June 2020, between 2018 and 2020
    (re.compile(rf"(?:from |between )?({ANY}) ?(?:-| to | and | until )? ?({ANY}|\d\d)", re.I), _period),
]
