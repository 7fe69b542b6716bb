"""Where a subject of a verb-last clause runs into its object, and what marks the object."""

from rawi.attribution.line import Cue, Line


def object_marks(line: Line, first: int, cue: Cue) -> list[int]:
    """The tokens of `first` up to the cue that mark an object; where there is none, those that one is written onto."""
    marks = [hit.first for hit in line.covered("object_mark", first, cue.first - 1)]
    if marks or cue.frame != "object":
        return marks
    settings = line.settings
    mark, known = str(settings["object_mark"]), settings["ends_as_mark"]
    glued = [k for k in range(first, cue.first) if line.words[k].endswith(mark) and len(line.words[k]) > len(mark) + 2]
    return [k for k in glued if line.words[k] not in known and line.at("cue", k) is None]


def before_object(line: Line, subject: tuple[int, int]) -> tuple[int, int]:
    """A subject without the object it ran into («سخنگوی پلیس کشته شدن … را»).

    The object begins at an act, a number, a demonstrative, or a noun that heads what is told; else an office has four
    words and a name two, unless an adjunct closes the phrase.
    """
    first, last = subject
    comma = next((k for k in range(first + 1, last) if line.words[k] == ","), None)
    if comma is not None and any(True for _ in line.covered("voice_person", comma + 1, comma + 2)):
        end = next((k for k in range(comma + 2, min(last + 2, line.size)) if line.words[k] == ","), None)
        joined = any(w in line.settings["joiners"] for w in line.words[comma:end])
        if end is not None and not joined:
            return first, end - 1  # «رستگار، عضو شورا، باز شدن راه را …»
    for k in range(first + 1, last + 1):
        pronoun = line.at("pronoun", k)
        opened = line.at("demonstrative", k) is not None and line.at("voice_person", k - 1) is None
        opened = opened or (pronoun is not None and line.at("object_mark", pronoun.last + 1) is not None)
        counted = line.words[k][0].isdigit() and line.words[k - 1] not in line.settings["joiners"]
        # «وزیر جنگ», «سازمان عفو بین‌الملل»
        office = line.at("voice_person", k - 1) is not None or line.at("voice_kind", k) is not None
        if opened or (line.is_act(k) and not office) or counted or _heads_object(line, k):
            return first, k - (2 if line.words[k - 1] == "," and k - 1 > first else 1)
    head = first + 1 if line.at("indefinite", first) is not None and first < last else first
    office = line.at("voice_person", head) is not None or line.at("voice_kind", head) is not None
    if office and line.at("object_mark", last + 1) is None:
        return first, _undemonstrated(line, first, min(last, first + 9))
    if office and last > first:
        last -= 1  # the word right before «را» is the object's
    return first, _undemonstrated(line, first, min(last, first + (3 if office else 1)))


def _undemonstrated(line: Line, first: int, last: int) -> int:
    """The last token of a subject without the demonstrative that opens its object («شهردار این تصمیم را …»)."""
    return last - (last > first and line.at("demonstrative", last) is not None)


def heads_matter(line: Line, subject: tuple[int, int]) -> bool:
    """Whether a subject begins with something done or told of, and names no body or office at its head.

    «تجربه مدارس را موفق دانست»: the experience is what somebody who is not named here holds to be a success.
    """
    first = subject[0]
    if line.at("object_head", first) is None and line.at("no_speaker", first) is None:
        return False
    voices = ("voice_kind", "voice_person", "outlet_name", "indefinite", "pronoun")
    return not any(line.at(c, first) is not None for c in voices)


def _heads_object(line: Line, k: int) -> bool:
    """Whether token `k` opens an object: a noun that heads what is told, no part of an office («و کاهش آسیب»)."""
    joiners = line.settings["joiners"]
    return line.at("object_head", k) is not None and line.words[k - 1] not in joiners
