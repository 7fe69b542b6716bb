"""Whether a name is a place here: features of a spot, and the weights they carry."""

import math
from functools import lru_cache
from importlib.resources import files
from typing import Final

from rawi.errors import PackError
from rawi.gazetteer import ABBREVIATION, ALTERNATE, WEAK, Named
from rawi.gazetteer.resolve import inside
from rawi.lang import Reading
from rawi.mentions.place_spots import Spot
from rawi.mentions.place_words import PlaceWords, place_words
from rawi.text import Sentence, is_capital

# Countries whose places texts of a language name without saying where they are.
_HOME: Final = {
    "fa": frozenset(("IR", "AF", "TJ", "IQ", "SY", "LB", "PS")),
    "ar": frozenset(
        ("TN", "DZ", "MA", "LY", "EG", "SD", "PS", "LB", "SY", "IQ", "JO", "SA", "YE", "KW", "QA", "AE", "OM", "BH")
    ),
    "en": frozenset(("US", "GB", "CA", "AU", "IE", "NZ")),
}  # fmt: skip
_WHERE: Final = frozenset(("in", "type", "side", "people", "between", "event", "office"))
_LONG: Final = 3  # letters of words that may stand small in a title
_KINDS: Final = {"country": "C", "province": "P", "city": "T", "county": "D", "site": "S", "region": "R"}


def features(spot: Spot, place: Named, reading: Reading, words: PlaceWords, said: set[str]) -> list[str]:
    """The names of the features that hold. `said`: keys that stand after a telling word somewhere in the document."""
    sentence = reading.sentences[spot.index]
    c, entry = spot.candidate, place.entry
    kind = _KINDS[entry.kind]
    # Countries and capitals stand for governments too («مسکو خواستار …»).
    country = "C" if kind == "C" else "K" if entry.capital else "N"
    out = ["bias", f"kind:{kind}"]
    if kind in "TD":
        size = "listed" if entry.listed and entry.population < 100_000 else str(_size(entry.population))
        if kind == "D" and not entry.population:
            size = "unknown"
        out.append(f"size:{size}:{'near' if entry.country in _HOME[sentence.lang] else 'far'}")
        if (
            words.habits.cased
            and spot.before in ("in", "side")
            and size in ("0", "1")
            and spot.key not in words.unlikely
        ):
            out.append("small:in")  # "in Ayolas": a capital and its place say what few people could
    if place.standing in (ALTERNATE, WEAK):
        out.append(f"standing:{place.standing}")
    if place.standing == ABBREVIATION:
        out.append("standing:short")
    if sentence.lang != "en" and spot.key[0].isascii():
        out.append("latin")
    alone = place_words("en") if "latin" in out else words
    if spot.key in alone.unlikely:
        out.append("unlikely:name" if spot.key in alone.personal else "unlikely:word")
        out.append(f"{out[-1]}:{spot.before or 'none'}")
        if c.first == c.last and words.described(sentence, c.last + 1):
            out.append("described")  # «سيول جارفة» are floods
        if spot.before == "type" and (spot.kind == "province" if kind == "P" else entry.listed and kind in "TD"):
            out.append("unlikely:typed")  # «استان مرکزی», «شهرستان ری»: what the word before calls for
    if c.last > c.first:
        out.append("long")
    before = "org" if spot.before == "people" and _members(spot, sentence, words) else spot.before or "none"
    out.append(f"before:{before}:{country}")
    out.append(f"before:{before}")
    if spot.kind:
        out.append(f"type:{country}")
    if spot.near and spot.before not in ("in", "from", "government"):
        out.append(f"near:{spot.near}:{country}")
    subject = spot.before in (None, "function", "government") and spot.follows is None
    asked = spot.after == "asked" and spot.before == "from"
    if spot.after and (spot.after not in ("acts", "asked") or subject or asked):
        out.append(f"after:{spot.after}:{country}")
    if spot.before == "to" and (spot.after == "after" or _going(spot, sentence, words)):
        out.append("goes")
    capitals = words.habits.cased or "latin" in out
    if capitals and spot.before is None and not spot.listed and _behind(spot, sentence, reading.view.text, words):
        out.append("behind")
    if spot.listed:
        out.append(f"listed:{country}")
    if spot.quoted:
        out.append("quoted")
    if c.tail and sentence.lang != "en":
        out.append("tail")
    if c.lead:
        out.append(f"lead:{'other' if len(c.lead) > 1 else c.lead}")
        if len(c.lead) == 1 and c.lead not in words.joiners and words.lead(c.lead) != "in" and _little(spot, place):
            out.append("lead:small")  # «لغات», «فقيرة»: most likely a word of its own
    if spot.given:
        out.append("surname:given")
    elif spot.key in said:
        out.append("said")
    elif spot.surname:
        out.append("surname")
    out.extend(_position(spot, sentence, country))
    if spot.sport and kind != "P":
        placed = spot.before in _WHERE or spot.kind or spot.holder or "holds" in out
        out.append("score" if spot.score else "games:told" if placed else "games")
    out.extend(_tagged(spot, sentence))
    if _organisation(spot, sentence, words):
        out.append(f"organisation:{country}")
    if sentence.lang == "en":
        out.extend(_capitals(spot, sentence, reading, country))
    return out


def _behind(spot: Spot, sentence: Sentence, text: str, words: PlaceWords) -> bool:
    """Whether a capitalised name that says where, after "in" or "near", stands before it and a comma or bracket."""
    k = spot.candidate.first - 1
    if k < 2 or sentence.words[k] not in ",،(":
        return False
    first = k
    while first > 0 and k - first < 4 and text[sentence.starts[first - 1]].isupper():
        first -= 1
    return first < k and words.before(sentence, first)[0] in ("in", "from", "side")


def _going(spot: Spot, sentence: Sentence, words: PlaceWords) -> bool:
    """Whether a word of going stands up to six words before the preposition («سفر وزیر به X»)."""
    first = spot.candidate.first - 1
    return any(words.after(sentence, i) == "after" for i in range(max(0, first - 6), first))


def _little(spot: Spot, place: Named) -> bool:
    """Whether a name of one word means a place of few people."""
    return spot.candidate.first == spot.candidate.last and place.entry.population < 50_000 and not place.entry.capital


def _size(population: int) -> int:
    return (
        0
        if population < 2000
        else 1
        if population < 15000
        else 2
        if population < 100000
        else 3
        if population < 1000000
        else 4
    )


def _position(spot: Spot, sentence: Sentence, country: str) -> list[str]:
    c = spot.candidate
    out = []
    after = sentence.words[c.last + 1] if c.last + 1 < len(sentence) else ""
    if c.first == 0:
        out.append(f"first:{country}")
        if after in (":", "-", "—", "(", "/", ","):
            out.append(f"dateline:{country}")
        if sentence.paragraph == 0:
            out.append(f"headline:{country}")
    if after in (",", ".", "", ")"):
        out.append(f"stop:{country}")
    if after == "-" and sentence.starts[c.last + 1] == sentence.ends[c.last]:
        out.append("hyphen")
    if spot.follows is not None and not spot.listed:
        out.append(f"follows:{spot.gap}")
        inner = spot.follows.place
        if inner is not None and spot.place is not None and inside(inner.entry, spot.place.entry):
            out.append("holds")
            out.append(f"holds:{country}")
    if spot.holder:
        out.append("held")
    return out


def _tagged(spot: Spot, sentence: Sentence) -> list[str]:
    """Hashtags: a name alone under one says where («#صنعاء»), a part of a longer one does not («#كورونا_اليمن»).

    "Iran: 2,300" in a table of tallies says where as well.
    """
    first, last = spot.candidate.first, spot.candidate.last
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    after = last + 1 < len(words) and starts[last + 1] == ends[last]
    if (after and words[last + 1] == "_") or (first and words[first - 1] == "_"):
        return ["hashtag:part"]
    if first and words[first - 1] == "#" and ends[first - 1] == starts[first]:
        return ["hashtag"]
    if last + 2 < len(words) and words[last + 1] == ":" and words[last + 2][0].isdigit():
        return ["tally"]
    return []


def _organisation(spot: Spot, sentence: Sentence, words: PlaceWords) -> bool:
    """Whether the head of an organisation stands up to four words before, with nothing that parts it from the name."""
    first = spot.candidate.first
    for i in range(first - 1, max(-1, first - 5), -1):
        word = sentence.words[i]
        if not word[0].isalnum():
            return False
        found = words.classify(word)
        if found == "org":
            return i < first - 1
        if found in ("in", "from", "between", "type", "people", "function"):
            return False
    return False


def _members(spot: Spot, sentence: Sentence, words: PlaceWords) -> bool:
    """Whether the people before a name are those of an organisation («اتحادیه آزاد کارگران ایران»)."""
    first = spot.candidate.first
    return any(
        words.classify(sentence.words[i]) == "org"
        and all(w[0].isalnum() for w in sentence.words[i:first])
        and not any(words.classify(w) in ("in", "from", "to", "function") for w in sentence.words[i + 1 : first - 1])
        for i in range(max(0, first - 4), first - 1)
    )


def _capitals(spot: Spot, sentence: Sentence, reading: Reading, country: str) -> list[str]:
    """English: capitals beside the name make it part of a longer one."""
    text, c = reading.view.text, spot.candidate
    out = []
    if c.end - c.start > 4 and text[c.start : c.end].isupper():
        out.append("capitals")
    if c.first > 0:
        i = c.first - 1
        touching = sentence.words[i][0].isalpha()
        if touching and is_capital(text[sentence.starts[i]]):
            out.append("capital-before:start" if i == 0 else "capital-before")
        if sentence.words[i] == "." and i > 0 and sentence.ends[i - 1] - sentence.starts[i - 1] == 1:
            out.append("initial-before")
        if sentence.words[i] == "-" and sentence.ends[i] == sentence.starts[c.first]:
            out.append("hyphen-before")
    after = c.last + 1
    if text[c.end : c.end + 2] in ("'s", "’s"):
        out.append(f"possessive:{country}")
    elif after < len(sentence) and sentence.words[after][0].isalpha() and is_capital(text[sentence.starts[after]]):
        out.append("capital-after")
    if _title_case(reading, spot.index):
        out.append("title-case")
        if "capital-after" in out or "capital-before" in out:
            out.append("title-case:capital")
    return out


def _title_case(reading: Reading, index: int) -> bool:
    """Whether most long words of a sentence have a capital; found once."""
    known: dict[int, bool] = reading.kept.setdefault("title case", {})
    found = known.get(index)
    if found is None:
        found = known[index] = _capitalised(reading.sentences[index], reading.view.text)
    return found


def _capitalised(sentence: Sentence, text: str) -> bool:
    words, starts = sentence.words, sentence.starts
    long = capitals = 0
    for k in range(len(words)):
        if len(words[k]) > _LONG and words[k][0].isalpha():
            long += 1
            capitals += is_capital(text[starts[k]])
    return long > 2 and capitals > 0.7 * long


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The weight of each feature by language, from `place_weights.tsv`."""
    path = files("rawi.mentions") / "place_weights.tsv"
    out: dict[str, dict[str, float]] = {"fa": {}, "ar": {}, "en": {}}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise PackError("a row needs feature, fa, ar, en", where=f"{path}:{number}")
        for lang, cell in zip(("fa", "ar", "en"), cells[1:], strict=True):
            if cell:
                out[lang][cells[0]] = float(cell)
    return out


def chance(names: list[str], lang: str) -> float:
    """The chance, 0 to 1, that a spot with these features is a place."""
    table = weights()[lang]
    whole = 0.0
    for name in names:
        weight = table.get(name)
        if weight is not None:
            whole += weight
    return 1.0 / (1.0 + math.exp(-whole))
