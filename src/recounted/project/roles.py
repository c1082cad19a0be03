"""What each number of an article does there, as a first guess: the first rule that fits. A person corrects it."""

import re
from dataclasses import dataclass

from recounted.article.numbers import Number
from recounted.numerals.dates import MONTHS
from recounted.numerals.reading import rate_base
from recounted.numerals.words import CARDINAL

YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?$")  # 2021, also 2021a of a citation
VOLUME = re.compile(r" ?\((?:1[5-9]|20)\d\d\)(?:,|:|$)")  # after a journal's volume: Journal of Law 8 (2022), no. 3
# what makes a share of one: one in three, 1 out of every 20
OF_MANY = re.compile(rf" (?:in|out of)(?: every)? (?P<many>{CARDINAL}|\d+)\b", re.I)
SENTENCE = re.compile(r"(?<!\bNo)[.;] (?=[A-Z])")  # where one ends
YEARS = re.compile(r"(?:1[5-9]|20)\d\d-(?:\d\d|(?:1[5-9]|20)\d\d)$|\d{3}0s$|\d0s$")
PRONOUNS = {"one", "once", "first", "firstly", "second", "secondly", "third", "thirdly", "fourthly"}
OF_TEXT = r" ?(?:different |main |distinct |broad )?(?:groups?|categor|ways?\b|steps?\b|parts?\b|types?\b"
OF_TEXT += r"|reasons?\b|aspects?\b"
OF_TEXT += r"|approach|kinds?\b|points?\b|stages?\b|questions?\b|limitations?\b|sections?\b|themes?\b|things?\b)"
WORDS_OF_TEXT = re.compile(OF_TEXT)
# Figure 2, Table A.1, Study 3
LAYOUT = re.compile(
    r"\b(?:Fig(?:ure|s|ures)?|Tab(?:le|les)?|Columns?|Rows?|Lines?|Sect(?:ion|ions)?|Chapter|Appendi(?:x|ces)|Box|Eq(?:uation)?s?|Panel|Model|Step|Part|Experiments?|Stud(?:y|ies)|Hypothes[ie]s|Phase|Wave)"
    r"\b\.? ?(?:[A-Z]\.?)?$",
    re.I,
)
# Article 5, paragraph 2, § 12, No. 3, (EU) 2016, the Act, s 3
LEGAL = re.compile(
    r"(?:\b(?:[Aa]rticles?|Arts?|Acts?|Laws?|Nos?|Regulations?|Directives?|Resolutions?|Decrees?|Orders?|Conventions?"
    r"|Protocols?|Rules?|ss?(?=\.)|cl(?=\.)|c(?=\.)|[Cc]lauses?|[Ss]ubsections?|[Pp]ara(?:graph|graphs|s)?|[Ss]ub-?paragraphs?|Bill|Decision|Statute|Schedule)\b\.?"
    r"|(?<=, )ss?|(?<=\()ss?|§+|§+ ?\d+[a-z]?(?:\(\d+\))* (?:nos?|sentences?)\.?|№|\((?:EU|EC)\))"
    r" ?(?:No\.? ?|\((?:EU|EC)\) ?(?:No\.? ?)?)?$"
)
# (1) of the Modern Slavery Act
OF_LAW = re.compile(
    r"(?: ?\([\da-z]+\))* of the (?:[A-Z]\w+ ){0,5}"
    r"(?:Act|Code|Law|Convention|Constitution|Regulation|Directive|Protocol|Treaty)"
)
# p. 12, vol 3, ISSN
SOURCE = re.compile(r"(?:\b(?:pages?|pp?|vol(?:ume)?|issue|isbn|issn|iss|ed(?:ition)?|number|no)\b\.?|@\w*:?) ?$", re.I)
# where a judgment is found: [2017] UKSC 14, [2010] 1 AC 3, 410 U.S. 113
YEAR_OF_CASE = r"\[(?:1[89]|20)\d\d\]"
COURT = r"[A-Z]{2,6}(?: [A-Z][a-z]{1,4})?"  # UKSC, EWCA Civ
REPORTS = r"(?:U\. ?S\.|S\. ?Ct\.|F\. ?(?:2d|3d|4th|Supp\.(?: ?[23]d)?)|L\. ?Ed\.(?: ?2d)?)"
# before the 14, the 3, the 113 of these
CASE = re.compile(rf"(?:{YEAR_OF_CASE} (?:\d{{1,3}} )?{COURT}(?: \([A-Z][a-z]+\))?|\d {REPORTS}) $")
CASE_BEGINS = re.compile(rf"{YEAR_OF_CASE} $")  # before the volume of its reports
BEFORE_REPORTS = re.compile(f" {REPORTS}")  # behind the 410 of it
VOLUME_OF_CASES = re.compile(rf" (?:{REPORTS}|{COURT}) \d")  # behind the 1 and the 410
# an author just before: Smith, Smith et al. (
NAMED = re.compile(r"(?:[A-Z][\w'’.-]+|et al\.?|colleagues|[A-Z]{2,}),? ?\(?$")
# 95% CI, 5 % level of significance
METHOD_AFTER = re.compile(
    r" ?(?:%|per ?cent)? ?[- ]?(?:CIs?\b|confidence|credible|prediction|significance|power\b"
    r"|level of (?:significance|confidence))"
)
# alpha = 0.05, threshold of 0.3
METHOD_BEFORE = re.compile(
    r"(?:α|\balpha|\bthreshold|\bsignificance|\bsignificant|\bcut-?off|\bpower|\bseed|\bconfidence"
    r"|\blevels?|\bset)(?: level)?"
    r"(?: (?:of|at|was|is|to|set|the|level|fixed))* ?=? ?$"
)
# degrees of freedom: t(28), F(2, 41)
FREEDOM = re.compile(r"(?:\b[tFrz](?:-test)?|χ[²2]?|\bchi-?squared?[²2]?|\bdf ?=) ?\(?(?:\d+(?:\.\d+)?, ?)?$")
# version 3, grant no. 12
IDENTIFIER = re.compile(
    r"(?:\b(?:versions?|v|ver|grant|project|contract|licen[cs]e|CC BY(?:-[A-Z]{2})*|ORCID|code|release"
    r"|edition of)\b\.?) ?(?:no\.? ?)?$",
    re.I,
)
# a class by its number: a class 4 felony, a type 1 error, grades 5
CLASS = re.compile(r"\b(?:class|type|category|grade|zone|arm|cohort|cluster)(?:es|s|ies)? $", re.I)
# how a variable is coded: 1 if it was so, 0 otherwise
CODED = re.compile(r" (?:if|when|where|otherwise|for (?:yes|no|none|all others))\b")
# two of things just named: those two measures
NAMED_BEFORE = re.compile(r"\b(?:those|these|both|the other|the latter|the former|the same) $", re.I)
# the two aforementioned variables
NAMED_AFTER = re.compile(r" (?:aforementioned|former|latter|aforesaid|just named|above-mentioned|such)\b")
# what a rate is of, behind its figure: 12 per 100,000, 300 cases per million
BASE_OF_RATE = re.compile(r"\d\S*(?: [^\W\d_][\w’'-]*){0,3} per (?:one |a )?$", re.I)
MONTH = rf"(?:{'|'.join(MONTHS)})"
MONTH_BEFORE = re.compile(rf"\b{MONTH} $")  # November 3rd
MONTH_AFTER = re.compile(rf" (?:of )?{MONTH}\b")  # 3 November, 3rd of November
PART_OF_ALL = re.compile(r"\b(?:top|bottom|upper|lower|middle|highest|lowest|richest|poorest) $", re.I)  # top third of
# what is numbered elsewhere: my assumption in (1), by hypothesis (2)
NUMBERED = re.compile(
    r"\b(?:in|see|of|from|by|under|equations?|hypothes[ei]s|assumptions?|conditions?|points?|items?|models?) \($", re.I
)
COLUMN_NUMBER = re.compile(r"\(\d\d?\)")  # (1) at the head of a column
PART_OF_LIST = re.compile(r" ?(?:,|;|and|or|to|,? and|-|\() ?$")  # what joins two numbers of a list
RAISED_LETTER = re.compile(r"(?:[χηωφϕ]|\b(?:[kcm]?m|[A-Za-z]))\*?$")  # χ², R², km²: no footnote
FOOTNOTE_CITES = re.compile(
    r"https?:|\[\d{4}\] [A-Z]|\baccessed\b|[‘'“\"]|\(\D{0,30}\d{4}\)|\bibid\b|\bJournal\b", re.I
)


@dataclass(frozen=True)
class Context:
    """Where a number stands: the words before and after it in its block, and what the block is: its kind, or code."""

    before: str
    after: str
    kind: str
    section: str
    whole: str
    cell: str = ""

    @property
    def begins(self) -> bool:
        """Whether nothing but marks of lists and headings stands before it in its block."""
        return not re.search(r"\w", self.before)  # no letter or digit


def role_of(number: Number, context: Context, before: str = "") -> str:
    """One word of ledger.ROLES. `before`: the role of the number before it in the same block, for lists of numbers."""
    for rule in (_by_its_form, _by_its_block, _by_reference, _by_words, _by_method):
        if role := rule(number, context):
            return role
    joined = PART_OF_LIST.fullmatch(_since_last(context.before))
    if joined and before in ("legal-reference", "layout", "citation") and number.kind in ("figure", "part", "range"):
        return before
    return "date" if _is_date(number) or _is_day(number, context) else "claim"


def _since_last(before: str) -> str:
    return re.split(r"\d\w*", before)[-1] if re.search(r"\d", before) else "x"  # what follows the last number


def _by_its_form(number: Number, context: Context) -> str:
    if number.kind in ("url", "doi"):
        return "citation"
    if number.kind == "email":
        return "identifier"
    if number.kind == "superscript":
        return "identifier" if RAISED_LETTER.search(context.before) else "marker"
    return ""


def _by_its_block(number: Number, context: Context) -> str:
    if context.section.startswith("ref"):
        return "layout" if context.begins or context.kind == "heading" else "citation"
    if context.kind == "code":
        return "method"
    if context.kind == "heading":
        return "date" if _is_date(number) else "layout"
    if context.kind == "footnote":
        if context.begins:
            return "marker"
        if LEGAL.search(context.before):
            return "legal-reference"
        return "citation" if FOOTNOTE_CITES.search(context.whole) else ""
    if (
        context.cell
        and number.kind == "figure"
        and COLUMN_NUMBER.fullmatch(f"{context.before}{number.text}{context.after}".strip())
    ):
        return "layout"  # at the head of a column of a regression
    # 1. or 1) of a list
    if context.begins and number.kind == "figure" and re.match(r"[.)] ", context.after) and not context.cell:
        return "layout"  # of a list
    return ""


def _by_reference(number: Number, context: Context) -> str:
    if (VOLUME.match(context.after) and number.text.isdigit()) or CASE.search(context.before):
        return "citation"
    of_reports = BEFORE_REPORTS.match(context.after) or CASE_BEGINS.search(context.before)
    if of_reports and VOLUME_OF_CASES.match(context.after):
        return "citation"
    # one digit in brackets of its own
    numbered = NUMBERED.search(context.before) and context.after.startswith(")") and re.fullmatch(r"\d", number.text)
    if LAYOUT.search(context.before) or (numbered and not context.cell):
        return "legal-reference" if OF_LAW.match(context.after) else "layout"
    # the Act 2003
    if LEGAL.search(context.before) and not (_is_year(number) and re.search(r"(?:Act|Law)s? $", context.before)):
        return "legal-reference"
    if _is_year(number):
        # the Act of 2003
        if re.search(r"\b(?:Act|Law|Convention|Code|Protocol|Regulation|Directive),? (?:of )?$", context.before):
            return "legal-reference"
        # the end of a citation: 2021a)
        if NAMED.search(context.before) and re.match(r"[a-z]?(?:[;,:)]|$)", context.after) and "(" in context.before:
            return "citation"
        if re.match(r" (?:Act|Convention|Protocol|Constitution|Code|Law)\b", context.after):  # the 2003 Act
            return "legal-reference"
    # among numbers in brackets: [3, 5-7]
    bracketed = re.search(r"\[[\d,;\- ]*$", context.before) and re.match(r"[\d,;\- ]*\]", context.after)
    if (bracketed and not context.cell and number.text.isdigit() and "CI" not in context.before[-12:]) or SOURCE.search(
        context.before
    ):
        return "citation"
    if IDENTIFIER.search(context.before) or (number.kind == "figure" and CLASS.search(context.before)):
        return "identifier"
    if number.kind == "code":
        sentence = SENTENCE.split(context.before[-60:])[-1]
        return "legal-reference" if re.search(LEGAL.pattern[:-1], sentence) else "identifier"
    if number.kind == "part" and (number.text.endswith(")") or OF_LAW.match(context.after)):
        return "legal-reference"
    return "identifier" if number.kind == "glued" else ""


def _by_words(number: Number, context: Context) -> str:
    if is_share(number, context):
        return "claim"
    if BASE_OF_RATE.search(context.before) and _is_base(number):
        return "not-a-quantity"
    if number.kind != "word":
        return ""
    if PART_OF_ALL.search(context.before) and context.after.startswith(" of "):
        return "claim"
    named = NAMED_BEFORE.search(context.before) or NAMED_AFTER.match(context.after)
    return "not-a-quantity" if named or number.text.lower() in PRONOUNS or WORDS_OF_TEXT.match(context.after) else ""


def is_share(number: Number, context: Context) -> bool:
    """Whether it is the one of one in three."""
    return number.text.lower() in ("one", "1") and bool(OF_MANY.match(context.after))


def _is_base(number: Number) -> bool:
    """Whether it is what a rate may be of: a hundred, a thousand or more, round."""
    return bool(re.fullmatch("10{2,}", str(rate_base(number.text))))  # 1, and zeros


def _by_method(number: Number, context: Context) -> str:
    if number.text in ("0", "1") and CODED.match(context.after):
        return "method"
    if METHOD_AFTER.match(context.after) or METHOD_BEFORE.search(context.before):
        return "method"
    return "method" if FREEDOM.search(context.before) and number.kind != "word" and "(" in context.before[-8:] else ""


def _is_date(number: Number) -> bool:
    clock = number.kind == "ratio" and re.fullmatch(r"(?:[01]?\d|2[0-3]):[0-5]\d", number.text)  # 9:30, 23:59
    return number.kind == "date" or bool(_is_year(number) or YEARS.match(number.text) or clock)


def _is_day(number: Number, context: Context) -> bool:
    """Whether it is a day of a month without a year: November 3rd, 3 November, the third of November."""
    if not re.fullmatch(r"(?:[012]?\d|3[01])(?:st|nd|rd|th)?|[a-z-]+", number.text.lower()):  # 3, 3rd, third
        return False
    return bool(MONTH_BEFORE.search(context.before) or MONTH_AFTER.match(context.after))


def _is_year(number: Number) -> bool:
    """1 658 with its space is none, though it is closed up."""
    spaced = number.text.isdigit() and number.end - number.start > len(number.text)
    return bool(YEAR.match(number.text)) and not spaced
