"""What each number of an article does there, as a first guess: the first rule that fits. A person corrects it."""

import re

from recounted.article.numbers import Number
from recounted.numerals.dates import MONTHS
from recounted.numerals.reading import rate_base
from recounted.project.counted import is_counted, is_quotient, is_share
from recounted.project.drafted import YEAR, Context

VOLUME = re.compile(r" ?\((?:1[5-9]|20)\d\d\)(?:,|:|$)")  # after a journal's volume: Journal of Law 8 (2022), no. 3
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
    r"(?:\b(?:[Aa]rticles?|Arts?|(?:arts?|secs?|[Rr]egs?|[Ss]ch|rr?)(?=\.)|Secs?|[Aa]nnex(?:es)?|[Rr]ecitals?|ss|Acts?|Laws?|Nos?|Regulations?|Directives?|Resolutions?|Decrees?|Orders?|Conventions?"
    r"|Protocols?|Rules?|ss?(?=\.)|cl(?=\.)|c(?=\.)|[Cc]lauses?|[Ss]ubsections?|[Pp]ara(?:graph|graphs|s)?|[Ss]ub-?paragraphs?|Bill|Decision|Statute|Schedule)\b\.?"
    r"|(?<=, )ss?|(?<=\()ss?|§+|§+ ?\d+[a-z]?(?:\(\d+\))* (?:nos?|sentences?)\.?|№|\((?:EU|EC)\))"
    r" ?(?:No\.? ?|\((?:EU|EC)\) ?(?:No\.? ?)?)?$"
)
US_CODE = re.compile(r" U\. ?S\. ?C\.")  # behind its title: 18 U.S.C. 1591
IN_US_CODE = re.compile(r"\d U\. ?S\. ?C\.(?: ?§+)? ?$")  # before its section
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
# around a number among others in brackets: the 5-7 of [3, 5-7, 9]
BRACKET_OPENED, BRACKET_CLOSED = re.compile(r"(?P<before>.?.?)\[[\d,;\- ]*$"), re.compile(r"[\d,;\- ]*\]")
CITED = re.compile(r"\d+(?:-\d+)?")  # 3, 5-7
VOLUME_OF_CASES = re.compile(rf" (?:{REPORTS}|{COURT}) \d")  # behind the 1 and the 410
# an author just before: Smith, Smith et al. (
NAMED = re.compile(r"(?:[A-Z][\w'’.-]+|et al\.?|colleagues|[A-Z]{2,}),? ?\(?$")
# 95% CI, 5 % level of significance
METHOD_AFTER = re.compile(
    r" ?(?:%|per ?cent)? ?[- ]?(?:(?:CI|UI|CrI|HDI|HPDI|PI)s?\b|confidence|credible|prediction|uncertainty"
    r"|significance|power\b|level of (?:significance|confidence))"
)
# alpha = 0.05, threshold of 0.3
METHOD_BEFORE = re.compile(
    r"(?:α|\balpha|\bthreshold|\bsignificance|\bsignificant|\bcut-?off|\bpower|\bseed|\bconfidence"
    r"|\blevels?|\bset)(?: level)?"
    r"(?: (?:of|at|was|is|to|set|the|level|fixed))* ?=? ?$"
)
# what counts as significant: P values below 0.05
LEVEL_BEFORE = re.compile(r"\b[pP][- ]?values? (?:of )?(?:[<≤]|below|under|less than|smaller than|lower than) ?$")
# P < 0.05 was considered significant
LEVEL = re.compile(r"\b[pP] ?[<≤] ?$")
# behind it: was considered statistically significant
LEVEL_AFTER = re.compile(
    r"(?: (?:was|were|is|are|being|as|considered|regarded|deemed|taken|defined|judged|accepted|set|to|be|indicate"
    r"|denote|a|an|the|statistical|statistically)){0,6} (?:significan|threshold|level)"
)
# a legend of stars: another level just before or after, * p < 0.05, ** p < 0.01
OTHER_LEVEL_BEFORE = re.compile(r"\b[pP] ?[<≤] ?0?\.\d+[,;.]? ?(?:and )?[+†‡*]* ?[pP] ?[<≤] ?$")
# the same behind one: , ** p < 0.01
OTHER_LEVEL_AFTER = re.compile(r"[,;.]? ?(?:and )?[+†‡*]* ?[pP] ?[<≤] ?0?\.\d")
USUAL_LEVEL = re.compile(r"0?\.(?:10?|05|01|001)$")  # 0.10, .05
# degrees of freedom: t(28), F(2, 41)
FREEDOM = re.compile(r"(?:\b[tFrz](?:-test)?|χ[²2]?|\bchi(?:-?squared?)?\^?[²2]?|\bdf ?=) ?\(?(?:\d+(?:\.\d+)?, ?)?$")
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
COLUMN_NUMBER = re.compile(r"\(\d\d?\)(?: [A-Za-z]+){0,2}")  # (1) or (2) OLS at the head of a column
PART_OF_LIST = re.compile(r" ?(?:,|;|and|or|to|,? and|-|\() ?$")  # what joins two numbers of a list
RAISED_LETTER = re.compile(r"(?:[χηωφϕ]|\b(?:[kcm]?m|[A-Za-z]))\*?$")  # χ², R², km²: no footnote
RAISED = re.compile(r"(?:\bR|[χηωφϕ]|\b(?:chi|eta|omega|phi))\^$")  # before the 2 of R^2, of \chi^2
FOOTNOTE_CITES = re.compile(
    r"https?:|\[\d{4}\] [A-Z]|\baccessed\b|[‘'“\"]|\(\D{0,30}\d{4}\)|\bibid\b|\bJournal\b", re.I
)


def role_of(number: Number, context: Context, before: str = "") -> str:
    """One word of ledger.ROLES. `before`: the role of the number before it in the same block, for lists of numbers."""
    for rule in (_by_its_form, _by_its_block, _by_reference, _by_words, _by_method):
        if role := rule(number, context):
            return role
    joined = PART_OF_LIST.fullmatch(_since_last(context.before))
    if joined and before in ("legal-reference", "layout", "citation") and number.kind in ("figure", "part", "range"):
        return before
    is_date = (_is_date(number) and not is_counted(number, context)) or _is_day(number, context)
    return "date" if is_date else "claim"


def _since_last(before: str) -> str:
    return re.split(r"\d\w*", before)[-1] if re.search(r"\d", before) else "x"  # what follows the last number


def _by_its_form(number: Number, context: Context) -> str:
    if number.kind in ("url", "doi"):
        return "citation"
    if number.kind == "email":
        return "identifier"
    if number.kind == "superscript":
        return "identifier" if RAISED_LETTER.search(context.before) else "marker"
    if number.text == "2" and RAISED.search(context.before):
        return "identifier"
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
    if US_CODE.match(context.after) or IN_US_CODE.search(context.before):
        return "legal-reference"
    is_digit = len(number.text) == 1 and number.text.isdigit()
    numbered = NUMBERED.search(context.before) and context.after.startswith(")") and is_digit
    if LAYOUT.search(context.before) or (numbered and not context.cell):
        return "legal-reference" if OF_LAW.match(context.after) else "layout"
    # the Act 2003
    of_year = _is_year(number) and re.search(r"(?:Act|Law)s? $", context.before)
    if LEGAL.search(context.before) and not of_year and not number.text.startswith(("0.", ".")):
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
    if _is_bracketed(number, context) or SOURCE.search(context.before):
        return "citation"
    if IDENTIFIER.search(context.before) or (number.kind == "figure" and CLASS.search(context.before)):
        return "identifier"
    if number.kind == "code":
        if is_quotient(number):
            return "legal-reference" if LEGAL.search(context.before) else ""
        sentence = SENTENCE.split(context.before[-60:])[-1]
        return "legal-reference" if re.search(LEGAL.pattern[:-1], sentence) else "identifier"
    if number.kind == "part" and (number.text.endswith(")") or OF_LAW.match(context.after)):
        return "legal-reference"
    return "identifier" if number.kind == "glued" else ""


def _is_bracketed(number: Number, context: Context) -> bool:
    """Whether it stands among citations in brackets, [3, 5-7]; not in an interval, 3 [2-4] or 95% CI [1, 2]."""
    opened, closed = BRACKET_OPENED.search(context.before), BRACKET_CLOSED.match(context.after)
    if not opened or not closed or context.cell or not CITED.fullmatch(number.text):
        return False
    is_interval = "-" in number.text and re.search(r"[\d%] ?$", opened["before"])  # behind a figure: 3 or 3%
    return not is_interval and "CI" not in context.before[-12:]


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


def _is_base(number: Number) -> bool:
    """Whether it is what a rate may be of: a hundred, a thousand or more, round."""
    return bool(re.fullmatch("10{2,}", str(rate_base(number.text))))  # 1, and zeros


def _by_method(number: Number, context: Context) -> str:
    if number.text in ("0", "1") and CODED.match(context.after):
        return "method"
    if LEVEL_BEFORE.search(context.before):
        return "method"
    others = OTHER_LEVEL_BEFORE.search(context.before) or OTHER_LEVEL_AFTER.match(context.after)
    if LEVEL.search(context.before) and (
        LEVEL_AFTER.match(context.after) or (others and USUAL_LEVEL.match(number.text))
    ):
        return "method"
    if METHOD_AFTER.match(context.after) or METHOD_BEFORE.search(context.before):
        return "method"
    # t(28), df = 28
    is_freedom = FREEDOM.search(context.before) and re.search(r"\(|\bdf ?= ?$", context.before[-8:])
    return "method" if is_freedom and number.kind != "word" else ""


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
