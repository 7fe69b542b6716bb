"""Five real texts, one in three parts, read exactly. They are no part of rawi: without them these tests are skipped."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rawi.records import overlap
from samples.asking import Asked, names, read_file

SEEDS = Path(os.environ.get("RAWI_SHARED", Path(__file__).parents[3] / "shared")) / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seed texts are not at {SEEDS}")


Seed = Callable[..., Asked]


@pytest.fixture(scope="module")
def seed() -> Seed:
    """A seed by its number, read with or without a publication date."""
    found: dict[tuple[str, str | None], Asked] = {}

    def give(number: str, published: str | None = None) -> Asked:
        key = (number, published)
        if key not in found:
            (path,) = SEEDS.glob(f"{number}_*.txt")
            found[key] = read_file(path, published)
        return found[key]

    return give


# ---------------------------------------------------------------- 000


def test_000_both_tolls_are_of_a_campaign(seed: Seed) -> None:
    asked = seed("000")
    killed = asked.count("نزدیک به دو هزار")
    assert (killed.kind, killed.low, killed.high, killed.approx) == ("killed", 2000, 2000, True)
    wounded = asked.count("بیش از هشت هزار")
    assert (wounded.kind, wounded.low, wounded.high, wounded.approx) == ("wounded", 8000, None, True)
    assert (killed.scope, wounded.scope) == ("cumulative", "cumulative")


def test_000_some_elements_of_the_regime_are_an_unnamed_voice(seed: Seed) -> None:
    asked = seed("000")
    told = asked.tells("الهام گرفته", "عناصر رژیم")
    assert (told.source_kind, told.mode) == ("anonymous", "indirect")


def test_000_dey_96(seed: Seed) -> None:
    assert seed("000").interval("دى ماه ٩٦") == ("2017-12-22", "2018-01-20")


# ---------------------------------------------------------------- 001


def test_001_a_television_tells_of_a_protester(seed: Seed) -> None:
    asked = seed("001")
    told = asked.tells("گورش را", "العربیه", "تظاهرکننده")
    outer = next(a for a in asked.record.attributions if a.id == told.parent)
    assert outer.source_kind == "outlet"
    time = next(t for t in asked.record.times if t.id == outer.time)
    assert (time.start, time.end) == ("2019-11-03", "2019-11-03")


def test_001_a_newspaper_with_a_quote_that_does_not_close(seed: Seed) -> None:
    asked = seed("001")
    assert asked.interval("۱۲ آبان ۱۳۹۸") == ("2019-11-03", "2019-11-03")
    told = asked.tells("خطرناکترین ابعاد", "روزنامه ایران")
    end = asked.at("علیه تهران شعار سر")[1]
    assert told.content[0][0] == asked.at("یکی از خطرناکترین")[0]
    assert end <= told.content[-1][1] <= end + 10


def test_001_the_past_day_needs_a_publication_date(seed: Seed) -> None:
    asked = seed("001")
    assert asked.bounds("۴ تن") == ("killed", 4, 4)
    assert asked.interval("روز گذشته") == (None, None)
    told = seed("001", "2019-11-05")
    assert told.interval("روز گذشته") == ("2019-11-04", "2019-11-04")
    (claim,) = [c for c in told.record.claims if told.count("۴ تن").id in c.counts]
    assert (claim.type, told.day(claim), told.place(claim)) == ("ASSAULT", "2019-11-04", "بغداد")


def test_001_words_that_lost_their_zwnj(seed: Seed) -> None:
    asked = seed("001")
    actors = {asked.words(a.span) for a in asked.record.actors}
    assert "خامنهای" in actors and "ولیفقیه" in actors
    assert "میگوید" in {asked.words(a.cue) for a in asked.record.attributions}


# ---------------------------------------------------------------- 002


def test_002_a_quotation_inside_an_interview(seed: Seed) -> None:
    asked = seed("002")
    inner = asked.tells("من اگر تکرار", "تاج زاده", "خاتمی")
    outer = next(a for a in asked.record.attributions if a.id == inner.parent)
    assert outer.via is not None
    assert names(outer.via.name, "بهار نیوز") and outer.via.kind == "interview"
    time = next(t for t in asked.record.times if t.id == outer.via.time)
    assert (time.start, time.end) == ("2019-05-18", "2019-05-18")


def test_002_a_numbered_message_twice(seed: Seed) -> None:
    asked = seed("002")
    assert asked.interval("۱۹ فروردین ۱۳۹۸") == ("2019-04-08", "2019-04-08")
    first = asked.tells("به موازات اعتراضات", "رجوی")
    second = asked.tells("در همه جا صدای", "رجوی")
    assert first.id != second.id
    for told in (first, second):
        assert told.via is not None and told.via.kind == "message"
        assert names(told.via.name, "شماره ۱۲")
    times = {t.id: t.start for t in asked.record.times}
    assert second.via is not None and second.via.time is not None
    assert times[second.via.time] == "2019-04-08"


def test_002_an_epigraph_has_its_author(seed: Seed) -> None:
    asked = seed("002")
    assert asked.tells("به یاری ما بیا", "برشت").mode == "direct"


def test_002_a_rally_to_come(seed: Seed) -> None:
    asked = seed("002")
    claim = asked.claim("فتح خیابانها در بروکسل", "PROTEST")
    assert (claim.status, asked.day(claim), asked.place(claim)) == ("planned", "2019-06-15", "بروکسل")


def test_002_cities_are_not_people(seed: Seed) -> None:
    count = seed("002").count("بیش از ۱۴۲ شهر")
    assert (count.kind, count.low, count.high) == ("things", 142, None)


# ---------------------------------------------------------------- 003


def test_003_furniture_claims_nothing(seed: Seed) -> None:
    record = seed("003").record
    furniture = [n.span for n in record.notes if n.code.startswith("furniture") and n.span]
    asked = Asked(record)
    for words in ("Tags:", "Copyright ©", "sharing icons"):
        at = asked.at(words)
        assert any(overlap(span, at) for span in furniture), words
    spans = [c.trigger for c in record.claims] + [c.span for c in record.counts]
    spans += [part for a in record.attributions for part in a.content]
    assert not [s for s in spans for f in furniture if overlap(s, f)]


def test_003_a_copyright_line_is_a_weak_hint(seed: Seed) -> None:
    time = seed("003").time("beginning of October last year")
    assert (time.start, time.end, time.basis) == ("2019-10-01", None, "weak")


def test_003_one_voice_under_two_names(seed: Seed) -> None:
    asked = seed("003")
    cues = {asked.words(a.cue): a for a in asked.record.attributions}
    for cue in ("reiterating", "reminds"):
        found = [a for words, a in cues.items() if names(words, cue)]
        assert found and names(found[0].source_name, "MEK"), cue


# ---------------------------------------------------------------- 004


def test_004_a_man_told_the_author(seed: Seed) -> None:
    assert seed("004").tells("لم يكن يسعى", "افشار").source_kind == "person"


def test_004_a_lawyer_at_a_conference(seed: Seed) -> None:
    told = seed("004").tells("سيكون العام المقبل", "جولياني")
    assert told.via is not None and told.via.kind == "conference"


def test_004_a_view_inside_a_saying(seed: Seed) -> None:
    seed("004").tells("يعني اسقاط", "افشار", "خامنئي")


def test_004_authorities_announce_arrests(seed: Seed) -> None:
    asked = seed("004")
    asked.tells("اعتقال مشبوهين", "السلطات البلجيكية")
    claim = asked.claim("اعتقال مشبوهين", "COERCE")
    assert claim.status == "happened"
    assert any(names(v, "البلجيكية") for v in asked.voices(claim))


def test_004_questions_claim_nothing(seed: Seed) -> None:
    asked = seed("004")
    start, end = asked.at("السؤال الذي يطرح")[0], asked.at("لتظيم المقاومة")[1]
    asked_about = [c for c in asked.record.claims if overlap(c.trigger, (start, end))]
    assert [asked.words(c.trigger) for c in asked_about if c.status in ("happened", "ongoing")] == []
