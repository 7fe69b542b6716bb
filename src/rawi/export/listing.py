"""What a case holds, as flat rows: for the terminal, and for programs as JSON."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rawi.export.dossier.chain import chain_of_count, root, steps
from rawi.export.dossier.summary import TOLLS, Summary
from rawi.export.wording import bounds_words, count_words, interval_words, published_words, time_words
from rawi.records import Record
from rawi.store import Case

Row = dict[str, Any]
Pairs = Iterable[tuple[str, Record]]
"""(document id in the case, record)."""


def documents(pairs: Pairs) -> Iterator[Row]:
    for id, record in pairs:
        yield {
            "document": id,
            "language": record.language,
            "outlet": record.outlet,
            "published": published_words(record.published) if record.published else None,
            "attributions": len(record.attributions),
            "claims": len(record.claims),
            "title": record.title or record.text[:120],
            "locator": record.locator,
        }


def claims(pairs: Pairs) -> Iterator[Row]:
    for id, record in pairs:
        times = {time.id: time for time in record.times}
        places = {place.id: place for place in record.places}
        counts = {count.id: count for count in record.counts}
        for claim in record.claims:
            time, place = times.get(claim.time or ""), places.get(claim.place or "")
            yield {
                "document": id,
                "claim": claim.id,
                "type": claim.type,
                "mode": claim.mode,
                "status": "negated" if claim.polarity == "negated" else claim.status,
                "told_by": [step.name for step in steps(record, claim.chain)],
                "denied": any(step.denies for step in steps(record, claim.chain)),
                "when": time_words(time) if time else None,
                "where": (place.name_en or record.text[slice(*place.span)]) if place else None,
                "counts": "; ".join(count_words(counts[each]) for each in claim.counts if each in counts) or None,
                "offset": claim.span[0],
                "text": record.text[slice(*claim.span)],
            }


def chains(pairs: Pairs) -> Iterator[Row]:
    for id, record in pairs:
        parents = {attribution.id: attribution.parent for attribution in record.attributions}
        times = {time.id: time for time in record.times}
        for attribution in record.attributions:
            chain = [attribution.id]
            while (parent := parents.get(chain[0])) in parents and parent not in chain:
                chain.insert(0, str(parent))
            crumbs = steps(record, tuple(chain))
            when = times.get(attribution.time or "")
            yield {
                "document": id,
                "attribution": attribution.id,
                "told_by": [step.name for step in crumbs],
                "voices": len(crumbs) - 1,
                "stance": "denies" if attribution.polarity == "denies" else attribution.stance or "says",
                "mode": attribution.mode,
                "via": attribution.via.name if attribution.via else None,
                "when": interval_words(when.start, when.end, when.precision) if when else None,
                "content": " … ".join(record.text[slice(*span)] for span in attribution.content),
                "rule": attribution.rule,
            }


def voices(pairs: Pairs) -> Iterator[Row]:
    summary = Summary()
    for id, record in pairs:
        summary.add(record, id)
    for voice in summary.most_heard(len(summary.voices)):
        yield {
            "voice": voice.name,
            "kind": voice.kind,
            "reports": voice.reports,
            "documents": len(voice.documents),
            "denials": voice.denials,
        }


def tolls(pairs: Pairs) -> Iterator[Row]:
    rows: list[Row] = []
    for id, record in pairs:
        times = {time.id: time for time in record.times}
        for count in record.counts:
            if count.kind not in TOLLS:
                continue
            claim = next((claim for claim in record.claims if count.id in claim.counts), None)
            time = times.get(claim.time or "") if claim else None
            rows.append(
                {
                    "kind": count.kind,
                    "number": bounds_words(count.low, count.high, approx=count.approx),
                    "low": count.low,
                    "high": count.high,
                    "scope": count.scope,
                    "told_by": [step.name for step in steps(record, chain_of_count(record, count))],
                    "when": time_words(time) if time else None,
                    "published": published_words(record.published) if record.published else None,
                    "wording": record.text[slice(*count.span)],
                    "document": id,
                    "offset": count.span[0],
                }
            )
    yield from sorted(rows, key=lambda row: (TOLLS.index(row["kind"]), row["scope"] == "cumulative", row["low"]))


def wordings(pairs: Pairs) -> Iterator[Row]:
    found: Counter[tuple[str, str, str, str]] = Counter()
    for _, record in pairs:
        for actor in record.actors:
            wording = " ".join(record.text[slice(*actor.span)].split())
            found[actor.name, root(record).name, wording, actor.tone] += 1
    for (name, outlet, wording, tone), times in sorted(found.items(), key=lambda item: (item[0][:2], -item[1])):
        yield {"actor": name, "outlet": outlet, "wording": wording, "tone": tone, "times": times}


def failures(case: Case) -> Iterator[Row]:
    for failed in case.failures():
        yield {"file": failed.source, "line": failed.line, "what": failed.what, "remedy": failed.remedy}


LISTINGS: dict[str, Callable[[Pairs], Iterator[Row]]] = {
    "documents": documents,
    "claims": claims,
    "chains": chains,
    "voices": voices,
    "tolls": tolls,
    "wordings": wordings,
}
