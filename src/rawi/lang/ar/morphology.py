"""Arabic morphology: agreement forms of verbs, article and clitics."""

from collections.abc import Iterator
from typing import Final

_PREFIXES = (
    "وال",
    "فال",
    "بال",
    "كال",
    "وبال",
    "ولل",
    "وبال",
    "ال",
    "لل",
    "و",
    "ف",
    "ب",
    "ل",
    "ک",
    "وب",
    "ول",
    "فب",
    "س",
    "وس",
)
_SUFFIXES = ("هما", "کما", "هم", "هن", "ها", "کم", "نا", "نی", "ه", "ک")
# By the letter that they begin or end with, in their order.
_BEGINNING_WITH: Final = {
    first: tuple(p for p in dict.fromkeys(_PREFIXES) if p[0] == first) for first in {p[0] for p in _PREFIXES}
}
_ENDING_WITH: Final = {last: tuple(s for s in _SUFFIXES if s[-1] == last) for last in {s[-1] for s in _SUFFIXES}}


def expand(kind: str, spec: str) -> Iterator[str]:
    """Surface forms of an entry.

    `v:قال,يقول`: third-person perfect and imperfect; gives masculine and feminine, singular, dual and plural, with
    «س» of the future. `n:مصدر,مصادر`: singular and plurals, with and without the article, and the duals.
    `p:شخص,أشخاص`: counted people: singular, its accusative, the plurals in all cases. `dual:شخص`: two of them;
    `dualn:` the nominative alone, where the other cases look like a plural (صحفيين).
    """
    if kind == "v":
        perfect, _, imperfect = spec.partition(",")
        if not imperfect:
            raise ValueError("a verb needs perfect,imperfect")
        weak = perfect.endswith(("ى", "ا"))
        base = perfect[:-1] if weak else perfect
        yield perfect
        yield base + "ت"
        yield base + "وا"
        yield base + "و"  # before a pronoun: منعوهم
        yield (base + "يا") if weak else base + "ا"
        yield base + "تا"
        yield (base + "ين") if weak else base + "ن"
        rest = imperfect[1:]
        stem = rest[:-1] if rest.endswith(("ي", "ى", "و")) and weak else rest
        for lead in ("", "س"):
            yield lead + imperfect
            yield lead + "ت" + rest
            yield lead + "ي" + stem + "ون"
            yield lead + "ي" + rest + "ان"
            yield lead + "ت" + rest + "ان"
    elif kind == "n":
        for word in spec.split(","):
            yield word
            yield "ال" + word
            if word.endswith("ة"):
                yield word[:-1] + "ت"  # before a possessive: مداهمة, مداهمتهم
            elif not word.endswith(("ا", "ى", "اء")):
                yield word + "ا"  # indefinite object: اجتماعا
                if len(word) == 3:
                    yield word + "ه"  # too short for the clitic analysis: رفضه
    elif kind == "p":
        singular, *plurals = spec.split(",")
        yield singular
        if not singular.endswith(("ة", "ى", "ا")):
            yield singular + "ا"
        for plural in plurals:
            yield plural
            if plural.endswith("ون"):
                yield plural[:-2] + "ين"
    elif kind in ("dual", "dualn"):
        for word in spec.split(","):
            base = word[:-1] + "ت" if word.endswith("ة") else word
            yield base + "ان"
            if kind == "dual":
                yield base + "ين"
    else:
        raise ValueError(f"unknown kind {kind!r}; Arabic has v, n, p, dual, dualn")


def analyses(word: str) -> tuple[tuple[int, int], ...]:
    """(prefix, suffix) lengths that may be taken off a folded word; (0, 0) first."""
    found = [(0, 0)]
    size = len(word)
    for prefix in _BEGINNING_WITH.get(word[:1], ()):
        if word.startswith(prefix) and size - len(prefix) >= 2:
            found.append((len(prefix), 0))
    if size > 4:
        afters = [len(s) for s in _ENDING_WITH.get(word[-1], ()) if word.endswith(s) and size - len(s) >= 3]
        if afters:
            befores = found[1:]
            found.extend([(0, after) for after in afters])
            found.extend([(b, a) for b, _ in befores for a in afters if size - a - b >= 3])
    return tuple(found)


def beside(word: str) -> tuple[tuple[str, bool], ...]:
    """Forms that `expand` gives of which a folded word may be another person, and whether the word denies them.

    The first and second persons, of which quotations are full: «نعود» and «سأعود» beside «يعود».
    """
    if len(word) <= 3:
        return ()
    at = 1 if word[0] in "وفسل" else 0
    return ((f"ی{word[at + 1 :]}", False),) if word[at] in "ناأت" else ()
