"""Where content in subject-verb-object languages ends before its sentence does."""

from typing import Final

from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_tokens import is_adverb, is_upper

_OCCASIONS: Final = frozenset(("in", "during", "at"))
_DASHES: Final = frozenset(("-", "–", "—", "―", "--"))


def clause_stop(line: Line, cue: Cue, first: int, that: int | None) -> int:
    """Where content without a finite verb of its own ends: "him to be ill | and found …", "Y of fraud, | with …"."""
    for j in range(first + 1, line.size - 1):
        if that is not None or (line.at("finite", j) is not None and line.words[j - 1] != "to"):
            break
        after = line.words[j + 1]
        past = after.endswith("ed") or (line.at("finite", j + 1) is not None and line.at("passive", j + 1) is None)
        if line.words[j] in ("and", "but") and cue.form.endswith("ed") and past:
            return line.starts[j]
        opens = line.at("source_stop", j + 1) is not None and line.words[j + 1] not in ("but", "who", "which")
        if line.words[j] == "," and cue.frame == "object" and opens:
            return line.starts[j]
        when = line.words[j] in ("while", "when") or (line.words[j] == "as" and after not in ("a", "an"))
        if line.words[first] == "to" and j > first + 3 and when:
            return line.starts[j]
    return line.sentence.end


def occasion_after(line: Line, first: int) -> int | None:
    """Where a sentence ends in the occasion of its words: "C | in a statement on Monday", "C | during an interview"."""
    for hit in line.covered("via_noun", first, line.size - 1):
        k = hit.first - 1
        while k > hit.first - 4 and k > first and line.words[k] not in _OCCASIONS:
            k -= 1
        if line.words[k] not in _OCCASIONS or k <= first or any(w in (",", "the") for w in line.words[k : hit.first]):
            continue
        rest = range(hit.last + 1, line.size)
        marks = (",", ";", ":", "that", "and", "but", "which", "who", "when")
        plain = not any(line.words[j] in marks or line.at("finite", j) is not None for j in rest)
        plain = plain and not any(line.words[j] == "to" and line.at("noun_marker", j + 1) is None for j in rest[1:-1])
        if plain and len(rest) <= 14 and line.is_opener(hit.last + 1) is None:
            return k
    return None


def object_stop(line: Line, first: int) -> int:
    """Where the object of a verb ends before what the text adds of itself, from token `first` on.

    "condemned the raid, | calling it …", "called for talks | - the third this year", "praised it | but asked …".
    """
    for j in range(first + 1, line.size - 1):
        word, after = line.words[j], line.words[j + 1]
        if word == ";":
            return line.starts[j]
        if word in _DASHES and line.ends[j - 1] < line.starts[j] and line.ends[j] < line.starts[j + 1]:
            return line.starts[j]
        if word == "," and after in ("but", "yet"):
            return line.starts[j]
        if word == "," and _participle(line, j + 1 + is_adverb(line, j + 1)):
            return line.starts[j]
        if word in ("but", "yet") and (after in ("also", "said") or _past(line, j + 1)):
            return line.starts[j]
    return line.sentence.end


def concession(line: Line, first: int) -> int:
    """Where the text sets its own words against what was told: "claimed it was fair, | although he had …"."""
    for j in range(first + 2, line.size - 1):
        if line.words[j] == "," and line.words[j + 1] in ("although", "though"):
            return line.starts[j]
        parted = line.words[j] == "," or (line.words[j] in _DASHES and line.ends[j] < line.starts[j + 1])
        if parted and line.words[j + 1] in ("a", "an") and j + 2 < line.size and line.at("retold", j + 2) is not None:
            return line.starts[j]  # "said it was safe, | a claim the guild denied"
    return line.sentence.end


def _participle(line: Line, k: int) -> bool:
    return k < line.size and line.words[k].endswith("ing") and len(line.words[k]) > 5 and not is_upper(line, k)


def _past(line: Line, k: int) -> bool:
    plain = not is_upper(line, k) and line.is_word(k)
    return plain and (line.words[k].endswith("ed") or any(c.first == k and c.frame == "verb" for c in line.cues))
