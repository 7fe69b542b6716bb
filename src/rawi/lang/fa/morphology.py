"""Persian morphology: verb forms from stems, plurals, and the clitics a word may carry."""

import re
from collections.abc import Iterator
from typing import Final

_PAST = ("", "م", "ی", "یم", "ید", "ند")
_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
# Longest first; each is a suffix that leaves a word of the same meaning (plural, possessive, indefinite, copula).
_SUFFIXES = (
    "هایشان", "هایمان", "هایتان", "هایی", "هایش", "هایم", "های", "ها", "ان", "شان", "مان", "تان", "یی", "ای", "اش",
    "ام", "ات", "ی", "ش", "م", "ند",
)  # fmt: skip

# By the letter that they end with, in their order.
_ENDING_WITH: Final = {last: tuple(s for s in _SUFFIXES if s[-1] == last) for last in {s[-1] for s in _SUFFIXES}}

_VERB = re.compile(r"(بر|در|باز|فرا|)(ن|)(می|)(\w{2,})")


def expand(kind: str, spec: str) -> Iterator[str]:
    """Surface forms of an entry.

    `v:PREFIX گفت,گو`: past and present stem, with an optional preverb or light-verb noun before them («اعلام کرد,کن»):
    all persons of past, imperfect, perfect, pluperfect, present, subjunctive and future, affirmative only.
    `iv:` the same without the subjunctive (what is said, not what may be). `nv:` all, negated.
    `n:word`: the noun with its plural and possessive endings.
    """
    if kind in ("v", "nv", "iv"):
        yield from _verb(spec, negated=kind == "nv", subjunctive=kind != "iv")
    elif kind == "n":
        yield spec
        glue = "‌"
        for ending in ("ها", "های", "هایی", "هایش", "هایشان"):
            yield spec + glue + ending
        if not spec.endswith(("ه", "ا", "و", "ی")):
            for ending in ("ی", "ش", "شان"):
                yield spec + ending
        elif spec.endswith("ه"):
            for ending in ("ای", "اش"):
                yield spec + glue + ending
    else:
        raise ValueError(f"unknown kind {kind!r}; Persian has v, iv, nv, n")


def _verb(spec: str, negated: bool, subjunctive: bool) -> Iterator[str]:
    head, _, present = spec.rpartition(",")
    if not head:
        raise ValueError("a verb needs past,present stems")
    *before, past = head.split(" ")
    lead = " ".join(before) + " " if before else ""
    no = "ن" if negated else ""
    stem = "ی" + past.lstrip("آ") if negated and past.startswith("آ") else past
    for ending in _PAST:
        yield f"{lead}{no}{stem}{ending}"
        yield f"{lead}{no}می‌{past}{ending}"
    participle = past + "ه"
    # «نوشته‌ای» is "a writing" nearly always: the second person is no form of what is said.
    for ending in (
        "",
        "‌ام",
        "‌ای",
        " است",
        "‌است",
        "‌ایم",
        "‌اید",
        "‌اند",
        " بود",
        " بودند",
        " بودم",
        " باشد",
        " باشند",
        " شد",
        " شده",
    ):
        if subjunctive or ending != "‌ای":
            yield f"{lead}{no}{participle}{ending}"
    vowel = present.endswith(("ا", "و")) and not present.endswith("شو")
    for ending in _PRESENT:
        tail = (
            "ی" + ending
            if vowel and ending != "د"
            else ("ید" if vowel and ending == "د" and present.endswith("و") and len(present) > 1 else ending)
        )
        yield f"{lead}{no}می‌{present}{tail}"
        if vowel:
            yield f"{lead}{no}می‌{present}ی{ending}"
        if subjunctive:
            yield f"{lead}{no}{present}{tail}"
            yield f"{lead}{'ن' if negated else 'ب'}{present}{tail}"
    for person in ("خواهد", "خواهند", "خواهم", "خواهیم"):
        yield f"{lead}{no}{person} {past}"


def analyses(word: str) -> tuple[tuple[int, int], ...]:
    """(prefix, suffix) lengths that may be taken off a folded word; (0, 0) first."""
    found = [(0, 0)]
    if len(word) > 3:
        for suffix in _ENDING_WITH.get(word[-1], ()):
            if word.endswith(suffix) and len(word) - len(suffix) >= 2:
                found.append((0, len(suffix)))
    return tuple(found)


def beside(word: str) -> tuple[tuple[str, bool], ...]:
    """Forms that `expand` gives of which a folded word may be another form, and whether the word denies them.

    «نمی‌رود» and «نرود» deny «می‌رود» and «رود»; «برمی‌گردد» and «برنمی‌گردد» are forms of «برگردد».
    """
    m = _VERB.fullmatch(word)
    if m is None or not (m[2] or (m[1] and m[3])):
        return ()
    before, no, progressive, rest = m.groups()
    tried = (f"{before}{progressive}{rest}", f"{before}{rest}", f"ب{rest}", f"{progressive}{rest}")
    # A word with «نمی» denies something even where it is not known what.
    return tuple((each, bool(no)) for each in (*tried, *(("",) if no and progressive else ())))
