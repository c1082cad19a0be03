"""The relation of a drafted claim: how the words of its sentence, before and behind the number, bound it."""

import pytest

from recounted.judging.printed import PrintedFigure
from recounted.project.draft import draft

# Sentences with one number in braces, by how it is bounded.
CASES = {
    "equals": """
        They asked {12} courts at most universities.
        Judges ruled {6}-3 for them.
        Judges ruled 6-{3} for them.
        There {30} hives have at least some bees.
        The difference between {12} and 15 euros is small.
        It rose from {12} to 15 euros.
        It rose from 12 to {15} euros.
        They paid {1,500} euros each.
        The mean was {3.4} there.
        Prices rose by {5%} that year.
        Eastmoor had fewer cases than Northport by {5} in all.
        It had more than the other, by {12} files.
        The cost rose over {five} years.
        Over {12} months it fell.
        They were followed over {3} consecutive years.
        After {14} days it lapsed.
        They came before {10} weeks had passed.
        It fell from {12} to nothing.
        It holds under {two} conditions alone.
        The state was led under {three} governments.
        By {40} votes it was passed.
        They came in groups of {50} bees and over hills.
        It was twice as many as {500} there.
        They saw {50} bees and more hives.
        We asked {30} men or women.
        Not only {12} left.
    """,
    "more-than": """
        It cost over {40} euros.
        It took more than {6} months.
        Rents above {12.5%} are void.
        They exceeded {90} there.
        The debt exceeds {€ 300} by law.
        It was in excess of {20} cases.
        They were older than {18} years.
        Children over {five} years old came.
        It lasted over {3} weeks.
        They waited for over {12} months.
        It was longer than {90} days.
        Votes surpassed {half} of them.
        More than {a third} of them left in 2019.
        It was well above {30} a day.
        Their share was higher than {40%} there.
        People over {65} years were asked.
        Debts exceeding {£5,000} were sold.
        Over a {hundred} bees came.
        They lie above {1250} metres.
        The mean was greater than {2.5} there.
        The rest, over {80} files, was lost.
    """,
    "less-than": """
        The debts were below {1,500} euros.
        It was under {25} of them.
        Less than {10%} of them had one.
        Fewer than {30} were left.
        It fell below {12} a day.
        They were younger than {18} years.
        It fell short of {50%} then.
        It was lower than {3.5} there.
        They fell by fewer than {5} cases.
        A share of less than {half} was lost.
        It took well under {40} minutes.
        Rents were smaller than {300} euros.
        The cost of it is below {200} euros a case.
        They are under {14} years of age.
    """,
    "at-least": """
        It cost between {30} and 40 euros.
        People aged {65} and over made up most of them.
        Between {five} and ten hives fell.
        The shares ranged from {12%} to 15%.
        It took between {6} weeks and nine months.
        At least {60} came.
        No fewer than {12} left.
        There were {60} or more.
        It takes {12} days or more.
        They were {18} years of age or older.
        Those of {65} years and over were asked.
        It is {30} euros at least.
        Not less than {5} came.
        It never fell below {12} a day.
        It was not under {40} then.
        A minimum of {3} is asked.
        The rate did not drop below {4%} then.
        Persons of {65}+ came.
        As few as {3} did.
        It was {40} per day at a minimum.
        No court fell below {12%} then.
    """,
    "at-most": """
        It cost between 30 and {40} euros.
        Between five and {ten} hives fell.
        Fines ranging from €50 to {€500} were laid.
        It took between 6 weeks and {90} days.
        At most {60} came.
        No more than {12} left.
        Up to {90} may come.
        It did not exceed {40} euros.
        It must not exceed {30%} of the rent.
        None exceeded {12} days.
        No file went over {300} pages.
        It was {12} or fewer.
        It takes {3} months at most.
        Not more than {5} came.
        It isn't more than {20} a day.
        The fee is capped at {50} euros.
        They were no older than {14} then.
        It was not longer than {6} weeks.
        As many as {300} came.
        It is {5} days or less.
        Those of {17} and under were left out.
        It never was above {80} there.
        A maximum of {9} is allowed.
    """,
    "about": """
        About {50} came.
        Nearly {60} came.
        Just over {70} came.
        Some, roughly {40}, left.
        It was close to {12%} then.
        Just under {30} did.
        They were {80} or so.
        Almost {9%} fewer came.
        It took around {20} minutes.
    """,
}
SENTENCES = [(sentence.strip(), relation) for relation, text in CASES.items() for sentence in text.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "relation"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_the_words_around_a_number_tell_how_they_bound_it(sentence, relation):
    number = sentence.partition("{")[2].partition("}")[0]
    found = draft(f"# A study\n\n## 1 Results\n\n{sentence.replace('{', '').replace('}', '')}\n").claims
    (claim,) = [row for row in found if row["printed"] == number]
    assert claim["relation"] == relation
    PrintedFigure(claim["printed"], claim["relation"], claim["unit"]).check()
