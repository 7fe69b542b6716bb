"""Persian time expressions of parstdex (MIT): extent only.

    python bench/quality/parstdex.py [--show]

An item without expressions is a negative: any time that rawi reads there is a false positive. Of the expressions of the
others, durations, ages, frequencies and adjectives ("two-year", "yearly") are no times of rawi's and are left out, with
their number; of the rest, the share that a time of rawi's overlaps. A second figure leaves out, by their form too, what
says no day: clock times alone and distances from something else ("after two days"). Skips with a reason where the data
are absent.
"""

import argparse
import json
import re
import tomllib
from collections import Counter
from pathlib import Path

from shared import need

from rawi.lang import Pack, Reading, load
from rawi.mentions.numbers import cardinal
from rawi.mentions.times import times
from rawi.records import Document, Span
from rawi.text import fold_word

_WORDS = {
    name: {fold_word(form) for form in forms}
    for name, forms in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
_WORD = re.compile(r"\d+|[^\W\d_]+|-")


def why_left_out(text: str, pack: Pack) -> str | None:
    """The reason an expression is none of rawi's, None when it is asked."""
    words = _WORD.findall(fold_word(text))
    plain = {unit + ending for unit in _WORDS["units"] for ending in _WORDS["endings"]} | _WORDS["units"]
    around = _WORDS["around"]
    if any(word in _WORDS["frequency"] for word in words):
        return "frequency"
    figures = [w for w in words if w.isdigit() or cardinal([w], 0, pack) or w in (pack.forms("ordinal") or ())]
    if all(w in plain or w in around or w in figures for w in words) and any(w in plain for w in words):
        return "duration or bare unit"
    if len(words) <= 2 and words[-1].endswith(tuple(_WORDS["ages"])):
        return "age or anniversary"
    parts = {word for form in pack.forms("part_of_day") or () for word in form.split()}
    if words and set(words) <= parts:
        return "bare part of the day"
    if len(words) == 1 and words[0].endswith(tuple(_WORDS["adjectives"])) and not words[0].isdigit():
        return "adjective"
    return None


def without_a_day(text: str, pack: Pack) -> bool:
    """Whether an expression is a clock time alone, or a distance: figures, units and "after"."""
    words = _WORD.findall(fold_word(text))
    parts = {word for form in pack.forms("part_of_day") or () for word in form.split()}
    figures = {w for w in words if w.isdigit() or cardinal([w], 0, pack)} | _WORDS["around"]
    clock = any(w in _WORDS["clock"] for w in words) and all(w in figures | _WORDS["clock"] | parts for w in words)
    units = {unit + ending for unit in _WORDS["units"] for ending in _WORDS["endings"]} | _WORDS["units"]
    apart = any(w in _WORDS["distance"] for w in words) and any(w in units for w in words)
    return clock or (apart and all(w in figures | units | _WORDS["distance"] for w in words))


def main() -> None:
    """Command line: print the figures."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--show", action="store_true", help="print misses and false positives")
    show = ask.parse_args().show
    path = need("data", "times", "parstdex", "data.json")
    tally: Counter[str] = Counter()
    for item in json.loads(path.read_text(encoding="utf-8")):
        text = item["test_input"]
        wanted = [(int(a), int(b)) for a, b in json.loads(item["expected"])]
        read = times(Reading(Document(id="item", text=text, language="fa")))
        found = [t.span for t in read]
        if not wanted:
            tally["negatives"] += 1
            # "Now" and "recently" are times of rawi's and none of parstdex's.
            found = [t.span for t in read if t.precision != "vague"]
            tally["false"] += bool(found)
            if show and found:
                print("FALSE", [text[a:b] for a, b in found], "|", text[:150])
            continue
        for span in wanted:
            why = why_left_out(text[span[0] : span[1]], load("fa"))
            if why is not None:
                tally[f"- {why}"] += 1
                continue
            tally["asked"] += 1
            met = any(_overlap(span, other) for other in found)
            tally["met"] += met
            if not without_a_day(text[span[0] : span[1]], load("fa")):
                tally["asked for a day"] += 1
                tally["met with a day"] += met
            if show and not met:
                print("MISS", repr(text[span[0] : span[1]]), "|", text[:120], "|", [text[a:b] for a, b in found])
    print(
        f"positives: {tally['met'] / max(1, tally['asked']):.3f} of {tally['asked']} overlapped; "
        f"negatives: {tally['false'] / max(1, tally['negatives']):.3f} of {tally['negatives']} with a false positive"
    )
    share = tally["met with a day"] / max(1, tally["asked for a day"])
    print(f"  of those that tell a day, a month, a year: {share:.3f} of {tally['asked for a day']}")
    print("  left out: " + ", ".join(f"{n} {k[2:]}" for k, n in tally.most_common() if k.startswith("- ")))


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


if __name__ == "__main__":
    main()
