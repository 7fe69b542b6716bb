"""Persian time expressions of parstdex (MIT): extent only.

    python bench/quality/parstdex.py [--show]

An item without expressions is a negative: any time that rawi reads there is a false positive. Of the expressions of the
others, durations, ages, frequencies and adjectives ("two-year", "yearly") are no times of rawi's and are left out, with
their number; of the rest, the share that a time of rawi's overlaps. Skips with a reason where the data are absent.
"""

import argparse
import json
import re
from collections import Counter

from shared import need

from rawi.lang import Pack, Reading, load
from rawi.mentions.numbers import cardinal
from rawi.mentions.times import times
from rawi.records import Document, Span
from rawi.text import fold_word

_UNITS = "سال ماه هفته روز شب ساعت دقیقه ثانیه فصل قرن دهه سده شبانه شبانه‌روز شبه لحظه لحظات ساعات دقایق روزگار سالیان".split()
_AROUND = (
    "به در برای طی طول مدت حدود حداقل حداکثر از کمتر بیشتر بیش تا هر یک چند چندین نیم تمام کل ظرف این آن و یا الی - ی ها های "
    "هایی ه کامل متوالی ربع یه تمامی هم دقیقا تقریبا فقط فاصله ای"
).split()
_FREQUENCY = "بار مرتبه دفعه میون میان یکبار روزانه سالانه ماهانه هفتگی هفته‌ای روزی یک‌بار در‌میان ماهیانه سالیانه".split()
_WORD = re.compile(r"\d+|[^\W\d_]+|-")


def why_left_out(text: str, pack: Pack) -> str | None:
    """The reason an expression is none of rawi's, None when it is asked."""
    words = _WORD.findall(fold_word(text))
    units = {fold_word(unit) for unit in _UNITS}
    endings = tuple(fold_word(e) for e in ("ه", "ی", "ها", "های", "هایی", "گی", "مون", "انه", "م"))
    plain = {u + e for u in units for e in endings} | units
    around = {fold_word(word) for word in _AROUND}
    if any(word in {fold_word(f) for f in _FREQUENCY} for word in words):
        return "frequency"
    figures = [w for w in words if w.isdigit() or cardinal([w], 0, pack) or w in (pack.forms("ordinal") or ())]
    if all(w in plain or w in around or w in figures for w in words) and any(w in plain for w in words):
        return "duration or bare unit"
    if len(words) <= 2 and words[-1].endswith((fold_word("ساله"), fold_word("سالگی"), fold_word("سالگرد"))):
        return "age or anniversary"
    parts = {word for form in pack.forms("part_of_day") or () for word in form.split()}
    if words and set(words) <= parts:
        return "bare part of the day"
    if len(words) == 1 and words[0].endswith((fold_word("ی"), fold_word("ه"))) and not words[0].isdigit():
        return "adjective"
    return None


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
            if show and not met:
                print("MISS", repr(text[span[0] : span[1]]), "|", text[:120], "|", [text[a:b] for a, b in found])
    print(
        f"positives: {tally['met'] / max(1, tally['asked']):.3f} of {tally['asked']} overlapped; "
        f"negatives: {tally['false'] / max(1, tally['negatives']):.3f} of {tally['negatives']} with a false positive"
    )
    print("  left out: " + ", ".join(f"{n} {k[2:]}" for k, n in tally.most_common() if k.startswith("- ")))


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


if __name__ == "__main__":
    main()
