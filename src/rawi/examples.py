"""What a rule gives for a text, in the short form that examples in rule files are written in."""

from rawi.pipeline import read
from rawi.records import Attribution, Claim, Count, Document, Published, Record, Time
from rawi.rules import Example, Rule


def given(rule: Rule, example: Example) -> list[str]:
    """The short forms of everything `rule` makes of the example's text, in order of appearance."""
    published = Published(start=example.published, end=example.published) if example.published else None
    record = read(Document(id="example", text=example.text, language=rule.lang, published=published))
    made: list[Time | Count | Attribution | Claim] = [
        *(t for t in record.times if rule.id in t.rule.split("+")),
        *(c for c in record.counts if c.rule == rule.id),
        *(a for a in record.attributions if a.rule == rule.id),
        *(c for c in record.claims if rule.id in c.rules),
    ]
    return [short(value, record) for value in made]


def short(value: Time | Count | Attribution | Claim, record: Record) -> str:
    """A value in short: `2024-05-14`, `2019-01-01/2019-12-31`, `killed 3..5 ~`, `source | words`, `COERCE planned`."""
    if isinstance(value, Time):
        if value.start is None and value.end is None:
            return value.precision
        return value.start if value.start == value.end and value.start else f"{value.start or ''}/{value.end or ''}"
    if isinstance(value, Count):
        bounds = (
            str(value.low) if value.low == value.high else f"{value.low}..{'' if value.high is None else value.high}"
        )
        return f"{value.kind} {bounds}{' ~' if value.approx else ''}"
    if isinstance(value, Attribution):
        content = " / ".join(record.text[a:b] for a, b in value.content)
        source = record.text[value.source[0] : value.source[1]] if value.source else "-"
        return f"{source} | {content}" + (" | denies" if value.polarity == "denies" else "")
    negated = " negated" if value.polarity == "negated" else ""
    return f"{value.type} {value.status}{negated}"
