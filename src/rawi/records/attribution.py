"""Attribution: a source, a cue and the content told, and where in the chain of voices it stands."""

import msgspec

from rawi.records.span import Span


class Via(msgspec.Struct, frozen=True, kw_only=True):
    """Where the voice spoke: an interview with X, a post, a speech, message no. 12. X is no voice of the chain.

    `time` is the id of a Time of the same record.
    """

    span: Span
    name: str
    kind: str
    time: str | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A report of someone's words, writing, thought, denial, claim, warning, order or accusation.

    `source` is None when the subject is dropped; `source_name` then says whose voice runs on. `parent` is the
    id of the nearest enclosing attribution; the document's outlet is the implied root. `actor` is the
    register's id of the source. `mode`: direct, indirect, mixed. `polarity`: asserts, denies.
    `source_kind`: person, organisation, outlet, agency, document, group, anonymous. `rule` made the link,
    and `stance` is the cue's: says, claims, denies, admits, warns, orders, promises, accuses, calls, quotes.
    """

    id: str
    source: Span | None
    source_name: str
    source_kind: str
    cue: Span | None
    content: tuple[Span, ...]
    mode: str
    polarity: str
    rule: str
    actor: str | None = None
    parent: str | None = None
    via: Via | None = None
    time: str | None = None
    stance: str | None = None
