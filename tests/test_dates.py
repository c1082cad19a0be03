"""Dates as articles print them: the days that each stands for, found and read alike, or refused with the reason."""

import calendar
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.article.numbers import figures
from recounted.numerals.dates import DATE, YEARS, NotADate, days

DAYS = st.dates(dt.date(1500, 1, 1), dt.date(2099, 12, 31))
STYLES = ["%-d %B %Y", "%B %-d, %Y", "%-d %b %Y", "%Y-%m-%d", "%d.%m.%Y", "%-d.%-m.%Y", "%Y/%m/%d", "%Y/%-m/%-d"]
STYLES += ["%Y %b %-d", "%Y, %B %-d", "%d-%b-%Y", "%-d/%b/%Y", "%Y-%b-%-d"]


@pytest.mark.parametrize("style", STYLES)
@given(day=DAYS)
def test_a_day_in_any_style_is_found_as_one_expression_and_read_as_itself(style, day):
    text = day.strftime(style)
    assert days(text) == (day, day)
    assert figures(f"On {text} they met.") == [text] and re.fullmatch(DATE, text)


def test_a_whole_number_may_be_a_year_of_three_centuries():
    assert [year for year in (1899, 1900, 2100, 2101) if year in YEARS] == [1900, 2100]


@given(DAYS, st.integers(1, 27))
def test_days_of_a_month_after_its_name_are_one_expression_and_read_as_both(day, first):
    begin, end = day.replace(day=first), day.replace(day=28)
    text = f"{day:%B} {first}-28, {day.year}"
    assert days(text) == (begin, end) and figures(f"On {text} they met.") == [text]


@given(DAYS)
def test_a_day_with_a_point_is_found_where_a_word_leads_to_it(day):
    text = f"{day:%-d. %B %Y}"
    assert days(text) == (day, day)
    for before in ("on", "On", "since", "Until", "from", "dated", "the", "Monday,"):
        assert figures(f"Held {before} {text} again.") == [text]
    assert figures(f"{text} was cold, {text}") == [str(day.day), f"{day:%B %Y}"] * 2


def test_a_year_of_one_digit_is_of_the_same_decade():
    assert days("2021-5") == (dt.date(2021, 1, 1), dt.date(2025, 12, 31))
    with pytest.raises(NotADate, match="it ends before it begins"):
        days("2015-3")


@given(DAYS)
def test_slashes_are_read_only_where_day_and_month_can_be_told_apart(day):
    text = f"{day.day}/{day.month}/{day.year}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(NotADate, match="day and month cannot be told apart"):
            days(text)
    else:
        assert days(text) == (day, day)


@given(DAYS)
def test_a_month_is_all_its_days_and_a_year_all_its_months(day):
    last = calendar.monthrange(day.year, day.month)[1]
    assert days(f"{day:%B} {day.year}") == (day.replace(day=1), day.replace(day=last))
    assert days(f"{day.year}-{day.month:02}") == days(f"{day:%B} {day.year}")
    assert days(str(day.year)) == (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


@given(DAYS, DAYS)
def test_a_period_runs_from_the_first_day_of_its_beginning_to_the_last_of_its_end(one, other):
    first, last = sorted((one, other))
    assert days(f"{first:%-d %B %Y} to {last:%-d %B %Y}") == (first, last)
    assert days(f"between {first.year} and {last.year}") == (dt.date(first.year, 1, 1), dt.date(last.year, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1990s", "1990-01-01", "1999-12-31"),
        ("1980s", "1980-01-01", "1989-12-31"),
        ("12/12/2020", "2020-12-12", "2020-12-12"),
        ("13/5/2020", "2020-05-13", "2020-05-13"),
        ("5/13/2020", "2020-05-13", "2020-05-13"),
        ("5-5 June 2020", "2020-06-05", "2020-06-05"),
        ("2019 to June 2019", "2019-01-01", "2019-06-30"),
        ("June 2019 to 2019", "2019-06-01", "2019-12-31"),
        ("2018-19", "2018-01-01", "2019-12-31"),
        ("1997-13", "1997-01-01", "2013-12-31"),
        ("1985-15", "1985-01-01", "2015-12-31"),
        ("1999-2000", "1999-01-01", "2000-12-31"),
        ("May to June 2020", "2020-05-01", "2020-06-30"),
        ("1 January-30 June 2020", "2020-01-01", "2020-06-30"),
        ("17/18 July 2021", "2021-07-17", "2021-07-18"),
        ("3-5 June 2020", "2020-06-03", "2020-06-05"),
        ("the 4th of June 2018", "2018-06-04", "2018-06-04"),
        ("February 2020", "2020-02-01", "2020-02-29"),
        ("2013, September", "2013-09-01", "2013-09-30"),
        ("Oct-2025", "2025-10-01", "2025-10-31"),
        ("2024 May 3-5", "2024-05-03", "2024-05-05"),
    ],
)
def test_periods_in_short_take_from_their_end_what_their_beginning_lacks(text, first, last):
    assert days(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31 February 2020", "February 2020 has no day 31"),
        ("29 February 2019", "February 2019 has no day 29"),
        ("12.13.2020", "there is no month 13"),
        ("2020-13-01", "there is no month 13"),
        ("12.00.2020", "there is no month 0"),
        ("0 June 2020", "June 2020 has no day 0"),
        ("999-20", "this is not a date with a year"),
        ("5 June", "this is not a date with a year"),
        ("15-Oct-25", "this is not a date with a year"),
        ("June", "this is not a date with a year"),
        ("2019-2017", "it ends before it begins"),
        ("5-3 June 2020", "it ends before it begins"),
        ("2020 people", "this is not a date"),
        ("0000", "there is no year 0"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text, reason):
    with pytest.raises(NotADate, match=reason):
        days(text)


@pytest.mark.parametrize("text", ["In May it rained.", "Mayor 2019", "1.2.3 and 4", "version 2.10.20205"])
def test_what_only_looks_like_a_date_is_not_found_as_one(text):
    assert not re.search(rf"(?<!\w){DATE}", text)
