"""What lies above a value of a distribution, by the integral that defines it: by other functions than the library's,
and without scipy.stats, which takes a second to import."""

from statistics import NormalDist

from scipy.special import betainc, gammaincc

NORMAL = NormalDist()


def z(x):
    return NORMAL.cdf(-x)


def t(x, df):
    return betainc(df / 2, 0.5, df / (df + x * x)) / 2


def f(x, df, other):
    return betainc(other / 2, df / 2, other / (other + df * x))


def chi2(x, df):
    return gammaincc(df / 2, x / 2)


def beta(x, a, b):
    return betainc(b, a, 1 - x)
