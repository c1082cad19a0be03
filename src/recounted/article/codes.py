"""What finds a code: digits with capitals, dashes, slashes or several points. The rule is in docs/numbers.md."""

from recounted.numerals.currencies import CODED

# Everyday words that count or order, also where a capital begins them: `Top-10` is 10 as `top-10` is, no code.
EVERYDAY = (
    "(?i:top|under|over|above|below|aged?|mid|pre|post|early|late|since|within|articles?|chapter|section|paragraph|clause"
    "|rule|resolution|law|decree|phase|stage|step|round|wave|grade|level|class|tier|category|group|item|question|day|week"
    "|month|year|quarter|figure|table|page|band|goal|target|bce?|ce|ad)-"
)
# Capitals after a number and a hyphen that are its unit: a 38-L tank, a 3-T scanner, A 12-MONTH TRIAL.
UNITS = r"(?:L|W|T|[KMG]W|[KMGT]B|(?:YEAR|MONTH|WEEK|DAY|HOUR|ITEM|POINT|STEP|FOLD)S?)\b"
END = r"(?![^\W_])"  # no letter and no digit follows: what comes before is no part of a word
DIGITS_FIRST = [
    r"(?:(?<=ISSN )|(?<=ISSN: ))\d{4}-\d{4}(?!\w)|\d{4}-\d{3}X(?!\w)",  # ISSN 2328-1421, 0123-456X
    r"\+?\d+(?:-\d+){2,}X?",  # +55-11-2114-8301, 0000-0002-1825-009X
    rf"\d+/[A-Z]{{1,5}}/\d+{END}",  # 22/NE/0037
    r"\d+/[A-Z]{1,3}\d+(?:/[A-Z]{0,3}\d+)*",  # 09/H1311/75
    # 114-IV, 5-HT2A, 15-LOX-2, 2020-A03127-32; but 3-O- of a substance is none
    rf"\d+(?:[-/]\d+){{0,6}}-(?!{UNITS})[A-Z]{{1,6}}(?:-?\d+[A-Za-z]?(?:-\d+)*)?{END}",
    r"\d{1,3}(?:\.\d{3})+/(?:\d{4}|\d\d)(?!\w|\.\d)",  # 13.104/2015, 11.419/06
    # 08-1/361, 2011/36/EU, 151/2012-CNJ, 125/42/155
    rf"\d+(?:-\d+){{0,6}}(?:/\d+){{1,5}}(?:/[A-Z]{{2,5}}\b|-(?!{UNITS})[A-Z]{{1,5}}\b)?(?!\d|\.\d)",
    rf"\d+(?:[A-Z]{{1,5}}\d+)+(?:[A-Z]{{1,5}}|-\d[\d.]{{0,9}}[A-Z]{{1,5}})?{END}",  # 3S1, 7Z4W, 15NNF50-1.5C
    rf"\d+[A-Z]{{1,5}}(?:-[A-Z]{{2,6}})*{END}",  # 2FA, 13S-LOX
    r"\d+(?:\.\d+){3,}-\d+(?!\w)",  # 27.0.000.004-09
    r"\d+(?:\.\d+){2,}(?![\w/])",  # 3.6.2
    r"\d+[A-Z]\d*(?![a-z])",  # 8A of 8A_1
]
_STEM = r"\d+(?:[A-Z]{1,8}\d+)*"  # 4, 1H1 after its capitals
CAPITALS_FIRST = [
    # A/RES/71/322, E/CN.4/2000/68, A/HRC/32/41/Add.1, HQPCR/2025/ENN, EPA/620/R-99/005
    r"[A-Z]{1,6}(?:/[A-Z]{1,6}(?:\.\d+)?){0,6}/\d+(?:[-/][A-Z\d]+)*(?:/(?:Add|Corr|L|Rev)\.\d+)*(?!\w|\.\d)",
    r"[A-Z]{1,6}(?:/[A-Z]{1,6}){1,6}-\d+/\d+",  # FAP/HC-98/2009
    r"[A-Z]{1,6}_\d{3,}(?:\.\d+)?" + END,  # AB_2138153, NM_001126.3; but CO_2 has an index
    r"[A-Z]{1,3}\.\d+(?:[./]\d+)+" + END,  # B.1.1.7, BA.4/5
    r"[A-Z]{1,3}\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)",  # R500,000 of rand
    r"[A-Z]{2,6}-[A-Z][A-Za-z]{0,6}-\d+(?:\.\d+)*" + END,  # SARS-CoV-2, CC-BY-4.0
    # HO-212-N, E-26/202.734/2018, R2, CO2, HLA-DRB1, CYP3A4*22, NKX3.1, CD19 of CD19-PerCP, BNT162b2, PF3D7_0316000
    rf"(?:[A-Z]{{1,6}}-){{0,3}}[A-Z]{{1,12}}-?{_STEM}(?:[A-Z]{{1,8}}(?![A-Za-z]))?"
    rf"(?:(?:[-/][A-Z\d]+(?:\.\d{{3}})*{END})+|(?:\.\d+)+{END}|\*\d+(?::\d+){{0,3}}{END}|_\d{{3,}}{END}|[a-z]{{1,2}}\d+{END}|[a-z]{END})?",
    r"[A-Z]{2,6}-[A-Z]{1,6}\*\d+(?::\d+){0,3}" + END,  # HLA-B*27:05
    r"[A-Z][a-z]+-\d+[A-Z]?" + END,  # Covid-19
]
# RMB25,000 and USD5 million are money; USD50 may be as well, but CAD2 or PEN3 is a name.
MONEY = rf"{CODED}\d+(?:[,.]\d|[- ]?(?i:k|m|b|mn|bn|tn|mln|bln|hundred|thousand|million|billion|trillion|lakh|crore)\b)"
_FIRST = rf"(?:{'|'.join(DIGITS_FIRST)}|(?!{EVERYDAY})(?:{'|'.join(CAPITALS_FIRST)}))"
# 6PM is a time
CODE = rf"(?<!\w)(?=[+\dA-Z])(?!\d\d?[AP]M\b)(?<!\d[°'’′″])(?!{MONEY}){_FIRST}"
