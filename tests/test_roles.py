"""What a draft guesses of each number of a sentence: its role, and for a claim its relation, its unit and its id."""

from decimal import Decimal

import pytest

from recounted.article.cleaning import cleaned
from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.numerals.marks import decimal_of
from recounted.project.draft import draft
from recounted.project.guesses import Ids
from recounted.tables.rows import decimal_mark, printed_with

BODY = "# A study\n\n## 1 Results\n\n"


def _drafted(sentence, before=BODY):
    """The rows of the numbers of one sentence, and its claims by what is printed."""
    found = draft(f"{before}{sentence}\n")
    return [row for row in found.numbers if row["role"] != "layout" or row["section"] != "0"], found.claims


def _roles(sentence, before=BODY):
    """{text: role} of the numbers of a sentence, headings left out."""
    return {row["text"]: row["role"] for row in _drafted(sentence, before)[0] if str(row["paragraph"]) != "0"}


@pytest.mark.parametrize(
    ("sentence", "text", "role"),
    [
        ("We counted 182 hives.", "182", "claim"),
        ("There were 300 cases per million there.", "million", "not-a-quantity"),
        ("It was 12.4 per 100,000 person-years.", "100,000", "not-a-quantity"),
        ("It was 12.4 per 100,000 person-years.", "12.4", "claim"),
        ("They lost 5 hives per 7 keepers.", "7", "claim"),
        ("They asked ½ of them.", "½", "claim"),
        ("Prices rose by 3.4% there.", "3.4%", "claim"),
        ("In 2019 they were few.", "2019", "date"),
        ("It was on 10 August 2023 that they met.", "10 August 2023", "date"),
        ("They met at 10:30 in the hall.", "10:30", "date"),
        ("The 1990s were better.", "1990s", "date"),
        ("See Table 3 for all of them.", "3", "layout"),
        ("As Fig. 2 shows, they fell.", "2", "layout"),
        ("The opposite is said in Section 4 of this text.", "4", "layout"),
        ("This follows from Article 12 of the Code.", "12", "legal-reference"),
        ("As Study 2 shows, they fell.", "2", "layout"),
        ("The test gave t-test (28) = 2.20 in the end.", "28", "method"),
        ("Under Section 4 of the Labour Act it is void.", "4", "legal-reference"),
        ("It is banned by Law No 114-IV since then.", "114-IV", "legal-reference"),
        ("The Act of 1998 was repealed.", "1998", "legal-reference"),
        ("The 1926 Convention is older.", "1926", "legal-reference"),
        ("This was shown before (Keeper, 2011).", "2011", "citation"),
        ("This was shown before [12].", "12", "citation"),
        ("See page 77 of the report.", "77", "citation"),
        ("Data are at https://example.org/data-7 for all.", "https://example.org/data-7", "citation"),
        ("It is licensed under CC BY 4.0 as a whole.", "4.0", "identifier"),
        ("We used version 3.6.2 of it.", "3.6.2", "identifier"),
        ("Write to bee7@example.org for it.", "7", "identifier"),
        ("An area of 12 km² was searched.", "²", "identifier"),
        ("This holds for all.³", "³", "marker"),
        ("A 95% confidence interval was taken.", "95%", "method"),
        ("Significance was set at 0.05 throughout.", "0.05", "method"),
        ("The test gave t(28) = 2.20 in the end.", "28", "method"),
        ("The test gave t(28) = 2.20 in the end.", "2.20", "claim"),
        ("We used the seed 42 for it.", "42", "method"),
        ("This was in Bee Law 8 (2022), no. 3.", "8", "citation"),
        ("This was in Bee Law 8 (2022), no. 3.", "2022", "citation"),
        ("Under § 569(3) no. 2 it is void.", "2", "legal-reference"),
        ("It is void (§ 569). All was run in R 4.1.2 here.", "4.1.2", "identifier"),
        ("It is void by Law No. HO-212-N of them.", "HO-212-N", "legal-reference"),
        ("We counted 1\u00a0658 hives.", "1658", "claim"),
        ("We counted hives in 1658 there.", "1658", "date"),
        ("One may ask why.", "One", "not-a-quantity"),
        ("There are three ways to read it.", "three", "not-a-quantity"),
        ("The third party left.", "third", "not-a-quantity"),
        ("Twelve hives were lost.", "Twelve", "claim"),
        ("Nearly one in three was lost.", "one", "claim"),
        ("Only one in Bern was lost.", "one", "not-a-quantity"),
        ("It is a class 4 felony there.", "4", "identifier"),
        ("This is a type 1 error.", "1", "identifier"),
        ("We average those two measures.", "two", "not-a-quantity"),
        ("The two aforementioned hives fell.", "two", "not-a-quantity"),
        ("They vote on November 3rd there.", "3rd", "date"),
        ("They met on 12 May in all.", "12", "date"),
        ("The coefficient in column three is high.", "three", "layout"),
        ("The variable is 1 if it was lost.", "1", "method"),
        ("I can test my assumption in (1) here.", "1", "layout"),
        ("It was lost in half of them (9) there.", "9", "claim"),
        ("It is 0 otherwise in our data.", "0", "method"),
        ("They are in the top third of keepers.", "third", "claim"),
        ("It was held in *Holt v Marsh* [2017] UKSC 14 that so it is.", "14", "citation"),
        ("It was held in Holt [2010] EWCA Civ 12 (Comm) so.", "12", "citation"),
        ("See Holt [2010] 1 AC 345 on it.", "1", "citation"),
        ("See Holt [2010] 1 AC 345 on it.", "345", "citation"),
        ("See Roe v. Wade, 410 U.S. 113 on it.", "410", "citation"),
        ("See Roe v. Wade, 410 U.S. 113 on it.", "113", "citation"),
        ("In the U.S. 113 hives were lost.", "113", "claim"),
        ("They saw [2017] 14 hives there.", "14", "claim"),
        ("By the Act 2015, s 3 it is void.", "3", "legal-reference"),
        ("By the Code (ss 12) it is void.", "12", "legal-reference"),
        ("By article 5 of it, paragraph 7 is void.", "5", "legal-reference"),
        ("By article 5 of it, paragraph 7 is void.", "7", "legal-reference"),
        ("It was so:\n```r\n# 99 samples\n```\n", "99", "method"),
        ("There were 131 per hundred thousand keepers.", "hundred thousand", "not-a-quantity"),
        ("We asked 1834 patients of it.", "1834", "claim"),
        ("We asked 1975 eligible women of it.", "1975", "claim"),
        ("We asked them all (n = 1650 of them).", "1650", "claim"),
        ("In all the 2019 patients left.", "2019", "date"),
        ("They say that in 2021 women left.", "2021", "date"),
        ("The 2008 prices were higher.", "2008", "date"),
        ("It was so in 1/3 of all.", "1/3", "claim"),
        ("It was so in 97/251 of all.", "97/251", "claim"),
        ("It was so by 12/2019 at all.", "12/2019", "identifier"),
        ("It is open 24/7 there.", "24/7", "identifier"),
        ("By Resolution 15/25 it is so.", "15/25", "legal-reference"),
        ("This was shown before [4–6].", "4-6", "citation"),
        ("Their median was 3 [2–4] there.", "2-4", "claim"),
        ("A value of P < 0.05 was considered statistically significant.", "0.05", "method"),
        ("All P values below 0.05 were taken.", "0.05", "method"),
        ("They fell (P < 0.05) there.", "0.05", "claim"),
        ("* p < 0.10, ** p < 0.05, *** p < 0.01.", "0.10", "method"),
        ("* p < 0.10, ** p < 0.05, *** p < 0.01.", "0.01", "method"),
        ("It is void by art. 157 of it.", "157", "legal-reference"),
        ("It is void under ss 3 and 4 of it.", "4", "legal-reference"),
        ("It is void under reg. 6 of it.", "6", "legal-reference"),
        ("See recital 10 of it.", "10", "legal-reference"),
        ("It is a crime under 18 U.S.C. 1591 there.", "18", "legal-reference"),
        ("It is a crime under 18 U.S.C. § 1591 there.", "1591", "legal-reference"),
        ("It was 77.5 (95% UI 60.9–96.4) there.", "95%", "method"),
        ("It was tested with df = 4 there.", "4", "method"),
        ("We had $R^2$ = 0.45 there.", "2", "identifier"),
        (r"We had $\chi^2(3)$ = 5.2 there.", "2", "identifier"),
        (r"We had $\chi^2(3)$ = 5.2 there.", "3", "method"),
    ],
)
def test_a_number_has_the_role_that_its_words_tell(sentence, text, role):
    assert _roles(sentence)[text] == role


def test_the_number_of_a_column_is_layout_and_a_figure_in_brackets_is_none():
    rows = _drafted("| | (1) | (2) |\n|---|--:|--:|\n| north | 0.4 | 0.5 |\n| | (0.1) | (12.5) |")[0]
    assert {row["text"]: row["role"] for row in rows if row["cell"]} == {
        "1": "layout", "2": "layout", "0.4": "claim", "0.5": "claim", "0.1": "claim", "12.5": "claim",
    }  # fmt: skip


def test_a_list_of_numbers_has_the_role_of_its_first():
    assert set(_roles("Articles 12, 13 and 14 of the Code apply.").values()) == {"legal-reference"}
    assert set(_roles("See Tables 1 and 2 for it.").values()) == {"layout"}
    assert set(_roles("We saw 12, 13 and 14 bees.").values()) == {"claim"}


def test_in_the_references_all_is_citation_but_the_number_of_the_entry():
    found = draft("# A study\n\n## 1 Results\n\nWe saw 12 bees.\n\n## References\n\n1. Keeper A (2011) 12 Journal 77\n")
    assert [row["role"] for row in found.numbers if row["section"] == "ref"] == [
        "layout",
        "citation",
        "citation",
        "citation",
    ]


def test_a_numbered_list_has_layout_numbers_and_a_sentence_that_begins_with_a_figure_has_none():
    assert _roles("1. They met.\n2. They saw 9 bees.") == {"1": "layout", "2": "layout", "9": "claim"}
    assert _roles("182 hives were counted.") == {"182": "claim"}


@pytest.mark.parametrize(
    ("sentence", "printed", "relation"),
    [
        ("There were over 25 of them.", "25", "more-than"),
        ("There were more than 1,000 hives.", "1,000", "more-than"),
        ("Fewer than 30 were left.", "30", "less-than"),
        ("At least 60 were seen.", "60", "at-least"),
        ("There were 60 or more.", "60", "at-least"),
        ("Up to 90 may come.", "90", "at-most"),
        ("About 50 came.", "50", "about"),
        ("Nearly 50 came.", "50", "about"),
        ("Just over 50 came.", "50", "about"),
        ("Of them 15-20 came.", "15-20", "between"),
        ("Exactly 50 came.", "50", "equals"),
        ("They lie above 1250 metres.", "1250", "more-than"),
        ("More than 100k came.", "100k", "more-than"),
        ("It cost over $1.2M then.", "$1.2M", "more-than"),
    ],
)
def test_the_words_before_a_figure_tell_its_relation(sentence, printed, relation):
    assert {row["printed"]: row["relation"] for row in _drafted(sentence)[1]}[printed] == relation


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("A share of 12.5% was lost.", "percent"),
        ("A share of 12 per cent was lost.", "percent"),
        ("It rose by 4.5 percentage points.", "percentage points"),
        ("It doubled soon.", "times"),
        ("It rose 2.1-fold.", "times"),
        ("It cost €5 a piece.", "euros"),
        ("There were 5k runs of it.", "text"),
        ("They held a 5-10k fun run there.", "text"),
        ("She finished the 10k there.", "text"),
        ("It cost $5k a run there.", "dollars"),
        ("There were 100k hives.", "hives"),
        ("They lost $1.2 million there.", "dollars"),
        ("A third of them left.", "share"),
        ("The odds were higher (OR = 2.39).", "odds ratio"),
        ("It was rare (p = .04).", "p value"),
        ("They were old (M = 43.7).", "mean"),
        ("They were old (SD = 15.2).", "SD"),
        ("It was strong, r = .45 overall.", "correlation"),
        ("We counted 182 bee hives there.", "bee hives"),
        ("In all they were 182.", "count"),
        ("It came to 18.2 in all.", "measure"),
        ("It took long, IQR 7–19.", "median"),
        ("They paid US$5m for it.", "US dollars"),
        ("They paid KZT 5 million for it.", "KZT"),
        ("There were 300 cases per million.", "cases per million"),
        ("It rose to 12.4 per 100,000 person-years.", "per 100,000"),
        ("It rose to 12.4 per 1 million, or more.", "per 1 million"),
        ("It rose to 12.4 per 10^5 person-years.", "per 10^5"),
        ("It grew one-and-a-half times.", "times"),
        ("It took 2½ years.", "years"),
        ("They saw 12/100,000 deaths.", "per 100,000"),
        ("They saw 4,650/12,345 hives.", "k/n"),
        ("The rate was 12.5‰ there.", "per mille"),
        ("It was rare (P = .04).", "p value"),
        ("It was so in 97/251 of all.", "k/n"),
        ("There were 131 per hundred thousand keepers.", "per hundred thousand"),
    ],
)
def test_the_sign_the_letter_or_the_words_after_a_figure_tell_its_unit(sentence, unit):
    assert [row["unit"] for row in _drafted(sentence)[1]] == [unit]


COMMAS = "They lost 9,7 % of 1.234 hives, or 1,524 a day (OR = 2,39; 95 % CI 1,8–3,1; p = 0,031)."


def test_an_article_with_decimal_commas_is_drafted_as_it_prints_them():
    text = f"{BODY}{COMMAS}\n"
    found = draft(text, mark=decimal_of(text))
    with printed_with(found.mark):
        claims = [
            (row["printed"], row["unit"], PrintedFigure(row["printed"], row["relation"], row["unit"]))
            for row in found.claims
        ]
        shown = [(printed, unit, [str(each) for each in figure.numbers]) for printed, unit, figure in claims]
    assert shown == [
        ("9,7 %", "percent", ["9.7"]),
        ("1.234", "hives", ["1234"]),
        ("1,524", "measure", ["1.524"]),
        ("2,39", "odds ratio", ["2.39"]),
        ("1,8-3,1", "estimate (end of an interval)", ["1.8", "3.1"]),
        ("0,031", "p value", ["0.031"]),
    ]
    assert decimal_mark() == "."


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (COMMAS, ","),
        (COMMAS.replace(",", "."), "."),
        ("In 2.1 we saw 9,7 % and in 2.2 no less.", ","),
        ("We saw 12,500 hives, 4.5% of all, and 0,5 of one.", "."),
        ("From [0,1] and (0,5) to 1,234 of them.", "."),
        ("Nothing is here.", "."),
        ("With p < ,05 and β = −,23 we saw 0.5 of it.", ","),
        ("With p < .05 and β = -.23 we saw 0,5 of it.", "."),
    ],
)
def test_the_decimal_mark_is_the_one_that_more_figures_have_which_can_only_be_decimals(text, mark):
    assert decimal_of(text) == mark


@pytest.mark.parametrize(
    ("sentence", "printed", "relation", "low"),
    [
        ("Nearly one in three keepers has a smoker, two have none.", "one in three", "about", "0.3"),
        ("Over 1 out of every 20 keepers left in 2019.", "1 out of every 20", "more-than", "0.05"),
        ("Then 1 in 1,000 keepers left.", "1 in 1,000", "equals", "0.001"),
        ("Then one in 10,000 keepers left.", "one in 10,000", "equals", "0.0001"),
        ("Then nine in ten keepers left.", "nine in ten", "equals", "0.9"),
        ("Then 9 out of 10 keepers left.", "9 out of 10", "equals", "0.9"),
        ("Then 3 in 4 keepers left.", "3 in 4", "equals", "0.75"),
    ],
)
def test_one_in_three_is_one_claim_of_two_numbers(sentence, printed, relation, low):
    rows, claims = _drafted(sentence)
    first = claims[0]
    assert (first["printed"], first["relation"], first["unit"]) == (printed, relation, "share")
    assert [row["text"] for row in rows if row["claim_id"] == first["claim_id"]] == [
        printed.split()[0],
        printed.split()[-1],
    ]
    assert Decimal(low) in PrintedFigure(printed, relation, "share").values() or relation == "more-than"
    assert len({row["claim_id"] for row in claims}) == len(claims)


@pytest.mark.parametrize(
    "sentence", ["There were 4 in 12 districts.", "Of 3 in 2019 one left.", "It was 1 in 1.5 of them."]
)
def test_a_count_and_what_stands_behind_its_in_are_two_claims(sentence):
    assert not {"share"} & {row["unit"] for row in _drafted(sentence)[1]}


def test_with_decimal_commas_one_in_1_000_has_a_point():
    claims = draft(f"{BODY}It was one in 1.000 keepers, or 0,1 % of them, but 1 in 1,5 of others.\n", mark=",").claims
    assert [row["printed"] for row in claims][0] == "one in 1.000"
    assert not [row for row in claims if "1,5" in str(row["printed"]) and row["unit"] == "share"]


def test_the_row_of_a_table_that_counts_its_cases_has_no_years():
    rows = _drafted("| | all | some |\n|---|--:|--:|\n| Obs. | 1834 | 1512 |\n| founded | 1834 | 1512 |")[0]
    assert [row["role"] for row in rows if row["cell"]] == ["claim", "claim", "date", "date"]


def test_every_drafted_claim_is_read_whole_whatever_its_sentence():
    sentences = (
        "Thousands of bees left. Some 4½ came back, 12-fold in all, 1 in 5 of them at 20:1 odds, 3 × 10^4 by day."
    )
    _, claims = _drafted(sentences)
    assert claims and all(row["statement"].startswith("TODO: say in your own words") for row in claims)


def test_ids_tell_the_unit_or_the_words_around_and_are_never_alike():
    _, claims = _drafted("We counted 182 hives in spring and 182 hives in autumn, or 50% of the 364 queens.")
    ids = [row["claim_id"] for row in claims]
    assert ids[0] == "hives-182" and len(set(ids)) == len(ids)
    assert draft(f"{BODY}We counted 182 hives.\n", {"hives-182"}).claims[0]["claim_id"] == "hives-182-2"


def test_a_note_of_markdown_stands_where_its_own_mark_does_and_not_at_the_raised_number_of_an_author():
    text = "# A study\n\nAda Keeper^1^ and Ben^2^\n\n## Data\n\nThey saw 12.[^1]\n\nAnd 9.[^2]\n\n"
    rows = draft(cleaned(f"{text}[^1]: So.\n\n[^2]: Register, p. 41.\n")).numbers
    assert [(row["section"], row["paragraph"]) for row in rows if row["text"] == "41"] == [("1", "2")]


def test_ids_by_the_thousand_are_never_alike_and_a_text_with_too_many_numbers_is_no_article(monkeypatch):
    ids = Ids({"cases-45-2"})
    given = [ids.unlike("cases-45") for _ in range(12_000)]
    assert given[:3] == ["cases-45", "cases-45-3", "cases-45-4"] and len(set(given)) == len(given)
    monkeypatch.setattr("recounted.project.draft.MOST", 3)
    with pytest.raises(RecountedError, match="with 4 numbers this is no article"):
        draft("We saw 10, 11, 12 and 13 hives.\n")
