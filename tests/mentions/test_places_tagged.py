"""Places under hashtags, in tables of tallies, in towns and provinces that few know, and words that are no places."""

import pytest

from rawi.lang import Reading
from rawi.mentions.places import places
from rawi.records import Document


def names(text: str, lang: str) -> list[str]:
    return [text[p.span[0] : p.span[1]] for p in places(Reading(Document(id="d", text=text, language=lang)))]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # A name alone under a hashtag says where; a part of a longer one does not.
        ("ar", "وصلت المساعدات صباحا #صنعاء", ["صنعاء"]),
        ("ar", "نشكر الجميع #شكرا_صنعاء_الجميلة", []),
        ("en", "Bridges are closed until tomorrow #Mozambique", ["Mozambique"]),
        # Tallies.
        ("ar", "البرازيل: 5120", ["البرازيل"]),
        # A small town told of with its preposition and a capital.
        ("en", "On 9 March 2022, in Ayolas (Misiones), teachers blocked the gate.", ["Ayolas", "Misiones"]),
        # Provinces and towns no gazetteer has; adjectives name none.
        ("ar", "وقع الحريق في ولاية زنمار أمس.", ["زنمار"]),
        ("ar", "سكنوا في مدينة صغيرة هادئة.", []),
        # The article under a preposition opens no site's name.
        ("ar", "ارتفعت صادراتهم للسوق الإيراني هذا العام.", []),
        # Words that some place goes by.
        ("ar", "انضمت إليه العديد من الأسر الفقيرة في سنة 2015.", []),
        ("en", "Ministers of NATO met in Brussels over the southern U.S, officials said.", ["Brussels", "U.S"]),
        # A name that somebody in the document goes by.
        ("en", "Anna Keswick wrote it. Keswick died in London, and the book came out later.", ["London"]),
        ("en", "Keswick was flooded. Roads to Keswick are closed.", ["Keswick", "Keswick"]),
        # Short forms that are words where everything is in capitals.
        ("en", "FIVE PEOPLE WERE WOUNDED NEAR MOSUL, IN THE NORTH.", ["MOSUL"]),
        ("en", "He lives in Gary, IN, and works in Portland, OR.", ["Gary", "IN", "Portland", "OR"]),
        # Latin letters inside another script.
        ("fa", "شمار مبتلایان به HIV در تهران بالا رفت و شرکت Lion از جاکارتا پرواز کرد.", ["تهران", "جاکارتا"]),
        ("ar", "تكلم بلغات كثيرة وفصيلة دمه نادرة.", []),
    ],
)
def test_where(lang: str, text: str, expected: list[str]) -> None:
    assert names(text, lang) == expected
