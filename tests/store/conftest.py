from pathlib import Path

import pytest

from rawi.records import Attribution, Claim, Place, Record, Time
from rawi.store import Case, Fingerprint


def make_record(name: str = "a", *, locator: str = "news.txt", sha256: str = "1" * 64, text: str = "") -> Record:
    """A record of one claim told through two voices, in a sentence of our own."""
    text = text or "Agency N quoted a witness: on 4 May shots were fired in Tarvand."
    return Record(
        id=name,
        locator=locator,
        sha256=sha256,
        media_type="text/plain",
        language="en",
        outlet="The Morning",
        author=None,
        title=None,
        published=None,
        text=text,
        times=(
            Time(
                id="T1",
                span=(30, 35),
                start="2024-05-04",
                end="2024-05-04",
                precision="day",
                calendar="gregorian",
                basis="explicit",
                rule="en.time.x",
            ),
        ),
        places=(
            Place(
                id="P1",
                span=(56, 63),
                name_en="Tarvand",
                country="IR",
                lat=35.1,
                lon=51.2,
                kind="city",
                geonames=None,
                rule="en.place.x",
            ),
        ),
        attributions=(
            Attribution(
                id="A1",
                source=(0, 8),
                source_name="Agency N",
                source_kind="agency",
                cue=(9, 15),
                content=((16, 63),),
                mode="indirect",
                polarity="asserts",
                rule="en.said",
            ),
            Attribution(
                id="A2",
                source=(16, 25),
                source_name="a witness",
                source_kind="anonymous",
                cue=None,
                content=((27, 63),),
                mode="direct",
                polarity="asserts",
                rule="en.colon",
                parent="A1",
            ),
        ),
        claims=(
            Claim(
                id="E1",
                span=(27, 63),
                trigger=(36, 52),
                type="ASSAULT",
                mode=None,
                status="happened",
                polarity="affirmed",
                actor=None,
                recipient=None,
                place="P1",
                time="T1",
                counts=(),
                attribution="A2",
                chain=("A1", "A2"),
                rules=("en.claim.x",),
            ),
        ),
    )


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.open(tmp_path / "case", create=True)


@pytest.fixture
def fingerprint() -> Fingerprint:
    return Fingerprint("news.txt", "1" * 64, "{}", "rawi-1")
