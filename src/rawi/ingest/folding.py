"""Folding of short strings, so that names in data are found however a page spells them. Lengths are not kept."""

_FROM_TO = (
    *((c, "ی") for c in "يىیۍې"),
    ("ك", "ک"),
    *((c, "ا") for c in "أإآٱ"),
    *((c, "ه") for c in "ةۀہە"),
    ("ؤ", "و"),
    ("ئ", "ی"),
    *((c, "") for c in "ًٌٍَُِّْٰـ\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\u00ad"),
    ("\u00a0", " "),
    ("’", "'"),
)
_FOLDS = tuple((a, b) for a, b in _FROM_TO if a != b)
_DIGITS = tuple((digit, str(i % 10)) for i, digit in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"))


def fold(value: str) -> str:
    """Case, vowel marks, joiners and spellings of one letter made one; digits in ASCII; single spaces."""
    return " ".join(fold_lines(value).split())


def fold_lines(value: str) -> str:
    """`fold` for a whole text at once: lines and white space stay, so the n-th line folds to the n-th line."""
    if not value.isascii():
        for a, b in _FOLDS:
            value = value.replace(a, b)
        for a, b in _DIGITS:
            value = value.replace(a, b)
    return value.casefold()


def variants(phrase: str) -> set[str]:
    """The foldings of a phrase of data, in which a joiner stands for a joiner, a space or nothing."""
    return {fold(phrase), fold(phrase.replace("\u200c", " "))}
