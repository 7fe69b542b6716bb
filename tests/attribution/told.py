"""How the specifications of attribution ask: what a text tells, by voice and words."""

from rawi.pipeline import read
from rawi.records import Attribution, Document, Published, Record


class Told:
    """A text, read."""

    def __init__(self, text: str, lang: str, published: str | None = None) -> None:
        given = Published(start=published, end=published) if published else None
        self.text = text
        self.record: Record = read(Document(id="t", text=text, language=lang, published=given))

    def all(self) -> list[tuple[str | None, str, str]]:
        """(source as written or None, full name, content) of every attribution."""
        return [(self.words(a.source), a.source_name, self.content(a)) for a in self.record.attributions]

    def content(self, attribution: Attribution) -> str:
        """The content, its pieces joined by « / »."""
        return " / ".join(self.text[a:b] for a, b in attribution.content)

    def words(self, span: tuple[int, int] | None) -> str | None:
        """The text of a span."""
        return None if span is None else self.text[span[0] : span[1]]

    def one(self, piece: str) -> Attribution:
        """The only attribution whose content begins with `piece`."""
        found = [a for a in self.record.attributions if self.content(a).startswith(piece)]
        assert len(found) == 1, (piece, self.all())
        return found[0]

    def chain(self, attribution: Attribution) -> list[str]:
        """The voices from the outermost to this one."""
        by_id = {a.id: a for a in self.record.attributions}
        names = []
        at: Attribution | None = attribution
        while at is not None:
            names.append(at.source_name)
            at = by_id[at.parent] if at.parent else None
        return names[::-1]
