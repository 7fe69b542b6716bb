"""Traits: all that the comparison of two claims looks at, as one small value with one key.

Claims with equal traits are compared once, however many documents repeat them: a wire report in 200 newspapers
costs what one costs.
"""

import msgspec

NOWHERE, COUNTRY, PROVINCE, CITY, SITE = range(5)
LEVELS = {"country": COUNTRY, "region": COUNTRY, "province": PROVINCE, "city": CITY, "site": SITE}


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """A count of people: `high` is None when unbounded."""

    kind: str
    low: int
    high: int | None
    approx: bool


class Traits(msgspec.Struct, frozen=True, array_like=True):
    """What a claim says that can agree or disagree with another claim.

    Days are ordinals of the Gregorian calendar (1 is 0001-01-01). `phase`: fact, plan (planned, called for), maybe
    (hypothetical). `place` is a key of the place, `level` its exactness (NOWHERE … SITE), `latitude`/`longitude`
    ten-thousandths of a degree; `own` is false when the place is the document's and the claim names none. `start` and
    `end` bound the claim's own time; `slack` is the days by which the calendar or the time of day may be out. `told`
    and `told_by` bound the publication. `language` is given where actor or recipient are known by their wording only.
    `salt` sets a claim apart that a reviewer decided about.
    """

    family: str
    anchor: str
    type: str
    mode: str | None
    phase: str
    scope: str
    level: int
    place: str | None
    place_name: str | None
    country: str | None
    latitude: int | None
    longitude: int | None
    own: bool
    start: int | None
    end: int | None
    slack: int
    told: int | None
    told_by: int | None
    counts: tuple[Tally, ...]
    actor: str | None
    recipient: str | None
    language: str | None = None
    salt: str = ""

    def encoded(self) -> str:
        return _ENCODER.encode(self).decode()

    @property
    def width(self) -> int | None:
        """Days that the claim's own time covers, or None when it has none."""
        return None if self.start is None or self.end is None else self.end - self.start + 1

    @property
    def vague(self) -> bool:
        """Whether the claim alone cannot say which event it tells of: a country or less, a week or more."""
        if self.anchor == "actor" and self.actor is not None:
            return self.width is not None and self.width > 7
        width = self.width
        return self.level <= PROVINCE or (width is None and self.told is None) or (width is not None and width > 7)


def decode(text: str) -> Traits:
    return _DECODER.decode(text)


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Traits)
