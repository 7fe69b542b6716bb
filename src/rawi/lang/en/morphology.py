"""English morphology: verb forms and plurals."""

from collections.abc import Iterator


def expand(kind: str, spec: str) -> Iterator[str]:
    """Surface forms of an entry.

    `v:say,said`: base, past and, where it differs, participle; a particle may follow after a space in the base
    (`v:call,called on` puts it after every form). `n:source`: singular and plural.
    """
    if kind == "v":
        parts = [p.strip() for p in spec.split(",")]
        base, particle = ([*parts[0].split(" ", 1), ""])[:2]
        if len(parts) == 1:
            parts = [base, _past(base)]
        tail = f" {particle}" if particle else ""
        forms = [base, _third(base), *(p.split(" ", 1)[0] for p in parts[1:]), _ing(base, parts[1])]
        for form in dict.fromkeys(forms):
            yield form + tail
    elif kind == "n":
        yield spec
        head, _, last = spec.rpartition(" ")
        plural = last[:-1] + "ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else _third(last)
        yield (head + " " if head else "") + plural
    else:
        raise ValueError(f"unknown kind {kind!r}; English has v, n")


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _third(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _ing(base: str, past: str) -> str:
    if past == f"{base}{base[-1]}ed":
        return f"{base}{base[-1]}ing"  # admit, admitted, admitting
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"


def analyses(word: str) -> tuple[tuple[int, int], ...]:
    """(prefix, suffix) lengths that may be taken off a folded word; (0, 0) first."""
    return ((0, 0), (0, 2)) if word.endswith("'s") else ((0, 0),)


def beside(word: str) -> tuple[tuple[str, bool], ...]:
    """Forms that `expand` gives of which a folded word may be another form, and whether the word denies them: none."""
    return ()
