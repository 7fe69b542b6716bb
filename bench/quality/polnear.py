"""English attribution on PolNeAR: content overlap with the right source.

    python bench/quality/polnear.py [train|dev] [LIMIT] [--errors]

A gold attribution is found when one of rawi's has content of intersection over union >= .5 with it and its source
overlaps the gold source (or both have none). PolNeAR gives each token one label, so nested attributions count once.
It states no licence: it measures rawi, and nothing of it is shipped.

PolNeAR marks feelings, perceptions, plans and attacks as attributions too. A second figure is of the part whose cue is
one by rawi's own definition: its cue holds a word of `polnear_cues.toml`, or nothing but a mark. What rawi made of the
other part counts neither for nor against it there. A third figure leaves out as well what rawi tells inside words that
PolNeAR holds to be somebody's, where by its own rule (one label a token) it cannot mark anything.
"""

import re
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared import need

from rawi.attribution import attributions
from rawi.lang import Reading
from rawi.lang.en.morphology import expand
from rawi.records import Document, Span, overlap

Gold = tuple[list[Span], list[Span], str]


def articles(split: str) -> Iterator[tuple[str, str, list[Gold]]]:
    """(name, text, [(source spans, content spans, cue words)]) of every article of a split."""
    with tarfile.open(need("data", "attribution", "polnear_train_dev.tar.gz")) as tar:
        files = {m.name: m for m in tar.getmembers() if m.isfile()}
        texts = {name.split("/")[-1][:-4]: name for name in files if "/text/" in name and name.startswith(split)}
        for name in sorted(n for n in files if n.startswith(f"{split}/attributions/")):
            stem = name.split("/")[-1][:-4].rsplit("_", 1)[0]
            if stem not in texts:
                continue
            text_file, notes_file = tar.extractfile(files[texts[stem]]), tar.extractfile(files[name])
            assert text_file is not None and notes_file is not None
            yield stem, text_file.read().decode(), list(_gold(notes_file.read().decode()))


def _gold(notes: str) -> Iterator[Gold]:
    spans: dict[str, list[Span]] = {}
    written: dict[str, str] = {}
    for line in notes.splitlines():
        if line.startswith("T") and line.count("\t") >= 2:  # the words of a span may hold a line break
            key, label, written[key] = line.split("\t", 2)
            spans[key] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", label)]
    for line in notes.splitlines():
        if line.startswith("E"):
            roles = re.findall(r"(Source|Content|Cue)\d*:(T\d+)", line)
            source = [s for role, key in roles if role == "Source" for s in spans.get(key, [])]
            content = [s for role, key in roles if role == "Content" for s in spans.get(key, [])]
            if content:
                yield source, content, " ".join(written.get(key, "") for role, key in roles if role == "Cue").lower()


@cache
def _cues() -> tuple[frozenset[str], tuple[str, ...]]:
    """The forms of verbs that are cues by rawi's definition, and the phrases."""
    listed = tomllib.loads((Path(__file__).parent / "polnear_cues.toml").read_text())
    return frozenset(form for verb in listed["verbs"] for form in expand("v", verb)), tuple(listed["phrases"])


def within(cue: str) -> bool:
    """Whether a gold cue is one by rawi's definition; quotations whose cue is a mark or nothing are."""
    verbs, phrases = _cues()
    words = re.findall(r"[a-z']+", cue)
    return not words or any(word in verbs for word in words) or any(phrase in cue for phrase in phrases)


def _chars(spans: list[Span]) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}


def _same_voice(found: Span | None, source: list[Span], text: str) -> bool:
    """Whether a source is the gold one; "who" stands for the phrase before it, which rawi gives."""
    if found is None or not source:
        return found is None and not source
    stands = len(source) == 1 and text[slice(*source[0])].lower() in ("who", "which", "that")
    if stands and not text[found[1] : source[0][0]].strip(" ,") and found[1] <= source[0][0]:
        return True
    return any(overlap(found, span) for span in source)


def main() -> None:
    """Print precision, recall and F1 of content alone and of content with the right source, of all and of our cues."""
    args = [a for a in sys.argv[1:] if not a.startswith("-")]
    split = args[0] if args else "dev"
    limit = int(args[1]) if len(args) > 1 else 10**9
    gold_n = made_n = content_hit = hit = 0
    ours_n = ours_hit = ours_content = aside = nested = 0
    for number, (name, text, gold) in enumerate(articles(split)):
        if number >= limit:
            break
        made = attributions(Reading(Document(id=name, text=text, language="en")), (), ())
        gold_n, made_n = gold_n + len(gold), made_n + len(made)
        sets = [_chars(list(a.content)) for a in made]
        used: set[int] = set()
        for source, content, cue in gold:
            wanted, ours = _chars(content), within(cue)
            ours_n += ours
            scored = [
                (len(wanted & s) / len(wanted | s), i) for i, s in enumerate(sets) if i not in used and wanted & s
            ]
            best = max(scored, default=(0.0, -1))
            right = False
            told = [(share, i) for share, i in scored if share >= 0.5 and _same_voice(made[i].source, source, text)]
            best = max(told, default=best)  # of voices that share their words («X said C, citing Y») the one wanted
            if best[0] >= 0.5:
                used.add(best[1])
                content_hit += 1
                right = _same_voice(made[best[1]].source, source, text)
                hit += right
                ours_hit, ours_content, aside = ours_hit + (ours and right), ours_content + ours, aside + (not ours)
            if "--errors" in sys.argv and not right:
                words = " / ".join(text[a:b] for a, b in content)
                say = f"made [{text[slice(*made[best[1]].source)] if best[0] >= 0.5 and made[best[1]].source else '-'}]"
                wanted_source = " ".join(text[a:b] for a, b in source)
                what = f"{'SRC ' if best[0] >= 0.5 else 'MISS'} {'in ' if ours else 'out'} <{cue}>"
                print(f"{what} [{wanted_source}] {say} {words[:160]!r}")
        held = [span for _, content, _ in gold for span in content]
        nested += sum(
            i not in used and a.cue is not None and any(s <= a.cue[0] and a.cue[1] <= e for s, e in held)
            for i, a in enumerate(made)
        )
        if "--errors" in sys.argv:
            for i, a in enumerate(made):
                if i not in used:
                    source_words = text[slice(*a.source)] if a.source else "-"
                    cue = text[slice(*a.cue)] if a.cue else "-"
                    print(f"FP   [{source_words}] <{cue}> {text[a.content[0][0] : a.content[0][1]][:140]!r}")
    figures = (
        ("content", content_hit, gold_n, made_n),
        ("attribution", hit, gold_n, made_n),
        ("content, cues within the definition", ours_content, ours_n, made_n - aside),
        ("attribution, cues within the definition", ours_hit, ours_n, made_n - aside),
        ("attribution, cues within the definition, outermost", ours_hit, ours_n, made_n - aside - nested),
    )
    for label, good, wanted_n, found_n in figures:
        p, r = good / max(found_n, 1), good / max(wanted_n, 1)
        f1 = 2 * p * r / max(p + r, 1e-9)
        print(f"polnear {split} {label}: F1 {f1:.3f} (P {p:.3f}, R {r:.3f}, {wanted_n} gold, {found_n} made)")


if __name__ == "__main__":
    main()
