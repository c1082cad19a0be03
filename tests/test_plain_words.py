"""The committed texts for readers, each read alone: names in full, sources named, no negation or bracket too many."""

import re

import pytest
from tests_support import ROOT

from recounted.judging.case_file import case_file
from recounted.judging.findings import load_findings
from recounted.judging.names import QUOTED, introduced
from recounted.judging.sources import Source, source

pytestmark = pytest.mark.usefixtures("built")
TEXTS = ("statement", "reason", "lead", "cite_note", "charitable", "settle")
NEGATION = re.compile(r"\b(?:nobody|none|neither|never|nothing|cannot|not|no|without)\b", re.IGNORECASE)
# What is no negation of the sentence: `No 94`, brackets, and the clauses that tell how a value stands to the print.
ASIDE = re.compile(r"No\.? ?\d|\([^()]*\)|not the printed|which does not fit|, but [^.]*")
COMMON = {"the", "of", "and", "in", "at", "by", "to", "with", "a", "an", "from", "for", "on", "s", "copy", "page"}
COMMON |= {"kazakhstan", "republic", "human", "law"}
# Words of a sentence that name the maker of a source: by office, by what it publishes, or by the source told before.
MAKERS = {
    "interior": "internal",
    "minister": "internal",
    "police": "internal",
    "unodc": "crime",
    "iom": "migration",
    "ctdc": "counter-trafficking",
    "index": "walk",
    "journal": "justice",
    "cover": "asers",
    "office": "ohchr",
    "committee": "docest.com",
    "statement": "nepfund.org",
    "same": "",
    "its": "",
}


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))


def _texts():
    return [(each.claim_id, name, getattr(each, name)) for each in load_findings() for name in TEXTS]


def test_every_text_gives_a_short_name_in_full_where_it_has_it_first():
    names = case_file().names
    for claim_id, name, text in _texts():
        assert introduced(text, names) == text, (claim_id, name)


def test_no_text_has_brackets_in_brackets_or_two_in_a_row_or_quotation_marks_in_their_like():
    for claim_id, name, text in _texts():
        plain = QUOTED.sub("", text)
        assert not re.search(r"\([^()]*\(|\) \(", plain), (claim_id, name, text)
        assert name == "statement" or not re.search("“[^”]*“", text), (claim_id, name, text)


def test_an_entry_is_told_to_be_one_of_the_reference_list():
    for claim_id, name, text in _texts():
        if name == "statement" and (found := re.search(r"\bentr(?:y|ies) \d+(?: and \d+)?", text)):
            assert text[found.end() :].startswith(" of the reference list"), (claim_id, text)


def test_no_sentence_of_a_reason_denies_twice():
    for each in load_findings():
        for sentence in re.split(r"(?<=\.) ", ASIDE.sub("", QUOTED.sub("", each.reason))):
            assert len(NEGATION.findall(sentence)) < 2, (each.claim_id, sentence)


def test_no_sentence_of_a_reason_stands_there_twice():
    for each in load_findings():
        sentences = re.split(r"(?<!No)(?<=\.) (?=[A-Z])", each.reason)
        assert not {s for s in sentences if sentences.count(s) > 1} - {"This differs from the article."}, each.claim_id


def test_what_each_source_says_names_the_source():
    for each in load_findings():
        for told in each.witnesses:
            known = _words(told.who) | {word for name in told.source_ids for word in _of(source(name))}
            said = _words(told.sentence)
            named = said & known or {MAKERS[word] for word in said & set(MAKERS)} & (known | {""})
            assert named, (each.claim_id, told.who, told.sentence)


def _of(made: Source) -> set[str]:
    return _words(made.publisher) | _words(made.origin)


def _words(text: str) -> set[str]:
    return {word.strip(".") for word in re.findall(r"[a-z0-9][a-z0-9.&-]*", text.lower())} - COMMON


def test_each_source_is_followed_by_whether_it_agrees():
    words = {
        True: ("as printed", "which fits", "which points the same way", "which agrees with the article"),
        False: (
            "not the printed",
            "which does not fit",
            "which contradicts the claim",
            "differs from the article",
            "differ from the article",
        ),
        None: ("too rough to confirm or rule out", "neither confirms nor contradicts"),
    }
    for each in load_findings():
        for told in each.witnesses:
            assert any(clause in each.reason for clause in words[told.agrees]), (each.claim_id, told.sentence)


def test_what_a_person_wrote_is_in_whole_sentences():
    for each in load_findings():
        for text in (each.charitable, each.settle, each.cite_note):
            assert not text or (not text[0].islower() and text[-1] in ".?"), (each.claim_id, text)


def test_a_bare_number_that_is_printed_stands_in_the_statement():
    for each in load_findings():
        if re.fullmatch(r"\d{1,4}%?", each.printed):  # `28`; a longer one is no bare number
            assert each.printed in re.findall(r"\d+%?", each.statement), (each.claim_id, each.statement)


def test_a_reason_says_only_once_that_the_claim_stays_open():
    for each in load_findings():
        assert len(re.findall("stays? open|question open", each.reason)) < 2, (each.claim_id, each.reason)


def test_what_to_cite_instead_comes_before_its_source():
    for each in load_findings():
        assert "Cite instead: By " not in each.cite_note, (each.claim_id, each.cite_note)


def test_no_text_calls_fewer_as_many_or_compares_by_no_more_than():
    for claim_id, name, text in _texts():
        # `0.1 times as many` is fewer; `has no more X than Y` reads as `no longer`
        assert not re.search(r"\b0\.\d+ times as many|\b(?:has|have) no more\b", text), (claim_id, name, text)


def test_no_name_in_full_has_two_articles_before_it():
    for claim_id, name, text in _texts():
        assert not re.search(r"\b(?:an?|one|each|every|no) the\b", text), (claim_id, name, text)


def test_both_sources_are_two():
    for each in load_findings():
        assert len(each.witnesses) > 1 or not re.match("Both sources", each.charitable), each.claim_id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("UNODC counts 3, UNODC says", "The UN Office on Drugs and Crime (UNODC) counts 3, UNODC says"),
        ("Of IOM's 3", "Of the International Organization for Migration's (IOM's) 3"),
        ("The CTDC map", "The International Organization for Migration's (IOM's) data hub CTDC map"),
        ("IOM and CTDC", "The International Organization for Migration (IOM) and IOM's data hub CTDC"),
        ("It is ILO Convention 29", "It is International Labour Organization (ILO) Convention 29"),
        ("By “IOM’s map”, IOM has 3", "By “IOM’s map”, the International Organization for Migration (IOM) has 3"),
        ("In favour: IOM has 3", "In favour: The International Organization for Migration (IOM) has 3"),
        ("By the US State Department", "By the US State Department"),
        ("DIOM and IOM-like", "DIOM and IOM-like"),
    ],
)
def test_a_short_name_is_fitted_in(text, told):
    names = case_file().names
    assert introduced(text, names) == told and introduced(told, names) == told


def test_a_project_without_the_table_keeps_its_texts(project):
    assert introduced("UNODC counts 3", case_file().names) == "UNODC counts 3"


def test_who_has_exactly_what_is_claimed_is_named_with_it():
    for each in load_findings():
        if found := re.search(r"exactly this(?: \((.+?)\),? (?:and it )?(?:agrees?|differs?) |)", each.reason):
            named = found[1] or ""
            assert any(told.who in named for told in each.witnesses if not told.differs), (each.claim_id, each.reason)
        for name in ("charitable", "cite_note"):
            rest = getattr(each, name).replace("No source has exactly this", "")
            assert "exactly this" not in rest, (each.claim_id, name)


def test_a_reason_that_points_to_brackets_has_in_them_what_the_source_counts():
    for each in load_findings():
        if "The words in brackets" in each.reason:
            [only] = each.witnesses
            before, _, _ = each.reason.partition("The words in brackets")
            assert only.counts in before.rpartition("(")[2].partition(")")[0], (each.claim_id, each.reason)


def test_articles_of_a_law_are_told_from_the_article_that_is_checked():
    for claim_id, name, text in _texts():
        # `22 articles`, `articles 225-4-1 to 225-4-9` and `articles of the Criminal Code` cannot be mistaken
        assert not re.search(r"(?<!\d )\barticles\b(?! (?:of the|\d))", QUOTED.sub("", text)), (claim_id, name, text)


def test_a_claim_of_one_of_a_list_does_not_tell_the_length_of_the_list():
    for each in load_findings():
        assert not re.search(r"\bone of the \d", each.statement), (each.claim_id, each.statement)


def test_no_source_was_found_is_not_said_where_another_is_to_be_cited():
    for each in load_findings():
        assert not ("No source outside" in each.reason and each.cite == "do not cite"), (each.claim_id, each.reason)


def test_a_ministry_is_called_by_its_name_first():
    for claim_id, name, text in _texts():
        before, found, _ = text.partition("inistry")  # `the Ministry's` alone, before any `Ministry of …`
        alone = re.search(r"\bthe m$", before, re.IGNORECASE) and not re.match(r" of\b", text[len(before + found) :])
        assert not alone, (claim_id, name, text)
