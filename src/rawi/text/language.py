"""Which language a passage is in: by its letters first, then by its commonest words.

Letters decide between scripts and single out Sorani, Urdu and Pashto; Persian and Arabic share most of theirs, so
there function words and the letters proper to one of them are counted. Dari is read as Persian.
"""

import re

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z]")
_OTHER = re.compile("[\u0400-\u04ff\u0590-\u05ff\u0900-\u097f\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af\u0370-\u03ff]")
_HINTS = {
    "ckb": re.compile("[ێۆڕڵڤ]|ە(?=\\W|$)"),
    "ur": re.compile("[ٹڈڑےںھہ]"),
    "ps": re.compile("[ښځڅډړېۍګڼ]"),
    "fa": re.compile(
        "[پچژگ]|(?<!\\w)(?:از|به|که|را|در|این|است|آن|برای|با|شد|کرد|می|خود|بود|های|ها|تا|شده|نیز|وی|یک|هم|اند|گفت)(?!\\w)"
    ),
    "ar": re.compile(
        "[ةأإىؤ]|(?<!\\w)(?:في|من|على|إلى|الى|أن|ان|عن|التي|الذي|هذا|هذه|مع|كان|قد|بعد|ما|لا|لم|بين|وفي|ومن|تم|قال|فى)(?!\\w)"
        "|(?<!\\w)(?:و|ب|ل|ف)?ال\\w"
    ),
}
_LATIN_WORDS = {
    "en": [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "was",
        "with",
        "as",
        "by",
        "at",
        "from",
        "said",
        "it",
        "he",
        "be",
        "has",
        "have",
        "are",
        "not",
        "his",
        "this",
        "an",
        "were",
        "who",
    ],
    "fr": [
        "le",
        "la",
        "les",
        "des",
        "et",
        "du",
        "une",
        "un",
        "est",
        "dans",
        "pour",
        "que",
        "qui",
        "sur",
        "par",
        "au",
        "avec",
        "pas",
        "plus",
        "sont",
        "ce",
        "cette",
        "aux",
    ],
    "es": [
        "el",
        "la",
        "los",
        "las",
        "de",
        "que",
        "y",
        "en",
        "un",
        "una",
        "por",
        "con",
        "para",
        "del",
        "se",
        "no",
        "es",
        "su",
        "al",
        "como",
        "más",
    ],
    "de": [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "nicht",
        "mit",
        "den",
        "von",
        "zu",
        "auf",
        "für",
        "im",
        "dem",
        "ein",
        "eine",
        "des",
        "sich",
        "auch",
        "als",
    ],
    "tr": [
        "ve",
        "bir",
        "bu",
        "da",
        "de",
        "için",
        "ile",
        "olarak",
        "olan",
        "çok",
        "daha",
        "ne",
        "kadar",
        "sonra",
        "gibi",
        "en",
        "var",
        "ama",
    ],
    "it": [
        "il",
        "di",
        "che",
        "la",
        "e",
        "un",
        "una",
        "per",
        "non",
        "sono",
        "del",
        "della",
        "con",
        "nel",
        "le",
        "gli",
        "alla",
    ],
}
_WORD = re.compile(r"[^\W\d_]+")
READ = ("fa", "ar", "en")


def language(text: str, default: str = "en") -> str:
    """ISO 639 code of a passage of document text; `default` where nothing tells (numbers, a name or two)."""
    sample = text[:2000]
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    other = len(_OTHER.findall(sample))
    if other > arabic + latin:
        return "und"
    if arabic == latin == 0:
        return default
    if latin > arabic:
        return _latin(sample, default)
    scores = {code: len(pattern.findall(sample)) for code, pattern in _HINTS.items()}
    for code, need in (("ckb", 0.035), ("ur", 0.04), ("ps", 0.025)):
        if scores[code] >= max(2, arabic * need):
            return code
    if scores["fa"] == scores["ar"]:
        return default if default in ("fa", "ar") else "fa"
    return "fa" if scores["fa"] > scores["ar"] else "ar"


def _latin(sample: str, default: str) -> str:
    words = [w.lower() for w in _WORD.findall(sample)]
    if len(words) < 4:
        return default if default in _LATIN_WORDS else "en"
    hits = {code: sum(w in known for w in words) for code, known in _SETS.items()}
    best = max(hits, key=lambda code: hits[code])
    if hits["en"] >= hits[best] or hits[best] < len(words) * 0.12:
        return "en"
    return best


_SETS = {code: frozenset(words) for code, words in _LATIN_WORDS.items()}
