"""Names and kinds of voices in subject-verb-object languages: a surname for the full name the text gives elsewhere, the
kind that the head of a phrase tells.
"""

from typing import Final

from rawi.attribution.contents import reading_line
from rawi.attribution.line import Line
from rawi.attribution.svo_tokens import is_acronym

_RUN: Final = 5
_BACK: Final = 40
_PARTICLES: Final = frozenset(
    ("van", "von", "de", "den", "der", "la", "le", "el", "al", "bin", "ibn", "da", "di", "and")
)


def known_words(line: Line, first: int, last: int) -> frozenset[str]:
    """The words a voice is known by, without articles."""
    return frozenset(
        w for k, w in enumerate(line.words[first : last + 1], first) if w[0].isalnum() and not _article(line, k)
    )


def holders(line: Line, first: int, last: int) -> frozenset[str]:
    """Words before a title in a name: whose office it is ("Iran" in "Iran FM"), never the name of who holds it."""
    last = _head_end(line, first, last)
    titles = [h.first for h in line.covered("voice_person", first, last)]
    return frozenset(line.words[first : titles[-1]]) if titles else frozenset()


def kind_of(line: Line, first: int, last: int) -> str | None:
    """The source kind of the phrase at tokens `first..last` by the head of its noun phrase; None where nothing tells.

    The head comes last, before any preposition: "a report | by the ministry" is a document, "the head | of the council"
    a person, "Ryan's office" an organisation.
    """
    if line.words[last] == ")":
        last = next((k - 1 for k in range(last, first + 1, -1) if line.words[k] == "("), last)
    before = before_relative(line, first, last)
    who, last = before < last, before
    end = _head_end(line, first, last)
    kind = _by_head(line, first, end)
    text = line.reading.view.text
    if kind in (None, "person") and line.at("indefinite", first) is not None and end == last and first < last:
        named = next((k for k in range(first + 1, last + 1) if line.at("source_stop", k) is not None), last + 1) - 1
        if text[line.starts[named]].islower():
            return "anonymous"  # "a Toledo farmer", "a Holt campaign aide who asked for no name"
    if kind is None and who and last == end:
        return "person"
    if kind is None and end < last:
        kind = _by_head(line, end + 2, last)
    if kind is not None:
        return kind
    capitals = [k for k in range(first, end + 1) if text[line.starts[k]].isupper() and not _article(line, k)]
    if _article(line, first) and line.words[first] == "the" and capitals and capitals[-1] == end:
        acronym = text[line.starts[end] : line.ends[end]].isupper() and line.ends[end] - line.starts[end] > 1
        if len(capitals) > 1 or acronym:
            return "organisation"  # "the Moor Conservancy", "the FBI"
    return None


def before_relative(line: Line, first: int, last: int) -> int:
    """The last token of a phrase before its relative: "an officer | who spoke to this paper"."""
    who = line.words.index("who", first + 1) if "who" in line.words[first + 1 : last] else None
    return last if who is None or is_acronym(line, who) else who - 1


def name_of(line: Line, first: int, last: int) -> int:
    """The last token of the name in a phrase: before its apposition where all words before that are in capitals."""
    end = _head_end(line, first, last)
    text = line.reading.view.text
    named = all(
        text[line.starts[k]].isupper() or line.words[k] in _PARTICLES for k in range(first, end + 1) if line.is_word(k)
    )
    return end if named else last


def person_names(line: Line, first: int, last: int) -> tuple[str, ...]:
    """The personal name that a phrase ends in before its apposition: ("Dana", "Holt") in "Toledo mayor Dana Holt, 51".

    Empty where its head is an office or no name.
    """
    end = _head_end(line, first, last)
    text = line.reading.view.text
    titles = [h.last for h in line.covered("voice_person", first, end)]
    if any(True for _ in line.covered("voice_kind", first, end)) and not titles:
        return ()
    names: list[str] = []
    for k in range(end, max([first - 1, *titles]), -1):
        if not line.is_word(k):
            continue  # "Olof R. Palm"
        if not text[line.starts[k]].isupper() or _article(line, k) or line.words[k].endswith("'s"):
            break
        names.append(line.words[k])
    return tuple(reversed(names))


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two personal names can be one's: the same surname, and a given name left out at most."""
    if not one or not other or one[-1] != other[-1]:
        return False
    short, long = sorted((one, other), key=len)
    return set(short) <= set(long)


def full_name(line: Line, k: int) -> str | None:
    """The fullest name in capitals that ends in the surname at token `k`, from the sentences before, if any."""
    text = line.reading.view.text
    word = line.words[k]
    if not text[line.starts[k]].isupper() or len(word) < 3:
        return None
    sentences = line.reading.sentences
    for index in range(line.index, max(-1, line.index - _BACK), -1):
        if word not in sentences[index].words:
            continue
        other = reading_line(line, index)
        for at in range(other.size if index < line.index else k, 0, -1):
            if at >= other.size or other.words[at] != word:
                continue
            begin = _run_start(other, at)
            if begin < at:
                start, end = other.span(begin, at)
                return " ".join(line.reading.view.source(start, end).split())
    return None


def _run_start(line: Line, at: int) -> int:
    """The first token of the run of capitalised words that ends at token `at`."""
    text = line.reading.view.text
    begin = at
    for k in range(at - 1, max(-1, at - _RUN - 1), -1):
        if line.words[k] == "." and k > 0 and line.ends[k] + 1 >= line.starts[k + 1]:
            continue  # "Olof R. Palm"
        if not line.is_word(k) or not text[line.starts[k]].isupper() or line.words[k].endswith("'s"):
            break
        concepts = ("source_stop", "source_lead", "noun_marker", "subordinator", "pronoun", "day_word", "finite", "cue")
        if any(line.at(concept, k) is not None for concept in (*concepts, "auxiliary", "region_word")):
            break
        begin = k
    return begin


def _by_head(line: Line, first: int, last: int) -> str | None:
    """The kind told by the last telling word before the phrase's first preposition, by any where none stands there."""
    found = [(h.last, "person") for h in line.covered("voice_person", first, last)]
    found += [(h.last, str(h.value)) for h in line.covered("voice_kind", first, last)]
    if not found:
        return None
    link = next((k for k in range(first + 1, last + 1) if line.at("noun_link", k) is not None), last + 1)
    if line.at("voice_person", last) is not None:
        return "person"  # "Ministry of Ports spokesman"
    near = [hit for hit in found if hit[0] < link]
    return max(near)[1] if near else (min(found)[1] if link > last else None)


def _head_end(line: Line, first: int, last: int) -> int:
    """The last token of a phrase before its apposition."""
    comma = next((k for k in range(first + 1, last) if line.words[k] == ","), None)
    return last if comma is None else comma - 1


def _article(line: Line, k: int) -> bool:
    return line.words[k] in ("the", "a", "an")
