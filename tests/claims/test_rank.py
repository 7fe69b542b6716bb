"""Candidates are weighed by the very features that training learns from."""

import math

import pytest

from rawi.claims.claim import candidates
from rawi.claims.features import Surroundings
from rawi.claims.kinds import options, pair
from rawi.claims.rank import scorer, weights
from rawi.lang import Reading
from rawi.pipeline import read
from rawi.records import Document


@pytest.mark.parametrize(
    "text",
    [
        "Attack in Marun\n\nPolice said two soldiers were killed in an attack on Monday. They arrested 3 men after the attack.",
        "پلیس گفت که ارتش دو سرباز و سه روزنامه‌نگار را در بصره بازداشت کرد. معترضان علیه این بازداشت تظاهرات کردند.",
        "قال وزير الداخلية إن مسلحين قتلوا جنديين قرب الحدود، واعتقلت الشرطة المهاجمين. وأدان المجلس الهجوم.",
    ],
)
def test_a_chance_is_the_sum_of_the_features_that_are_learnt(text: str) -> None:
    document = Document(id="x", text=text)
    reading, record = Reading(document), read(document)
    found, spans = candidates(reading, record.times)
    args = record.times, record.counts, record.places, record.attributions
    around = Surroundings(reading, found, *args, spans)
    known = weights().types
    assert len(found) > 1
    for n, trigger in enumerate(found):
        lang = reading.sentences[trigger.sentence].lang
        chances = scorer(lang).chances(trigger, around.facts[n], around.last(n))
        for chance, option in zip(chances, options(trigger), strict=True):
            assert (chance.kind, chance.mode) == option[:2]
            named = pair(trigger, around.base[n], *option, lang)
            assert len(named) == len(set(named))
            odds = math.log(chance.probability / (1 - chance.probability))
            assert odds == pytest.approx(sum(known.get(name, 0.0) for name in named))
