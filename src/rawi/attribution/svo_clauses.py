"""Whether a clause, an infinitive, a name or an adjunct follows a verb of telling in subject-verb-object languages."""

from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_subjects import is_adverb, subject_of


def finds(line: Line, cue: Cue) -> bool:
    """Whether a study or a court finds: "one study found prices would rise"."""
    subject, inverted = subject_of(line, cue)
    return subject is not None and not inverted and any(True for _ in line.covered("finder", *subject))


def adjoined(line: Line, k: int) -> bool:
    """Whether an adjunct, a time or an adverb stands between the verb and its clause: "said in a letter that"."""
    stands = any(line.at(concept, k) is not None for concept in ("source_stop", "noun_tail", "day_word", "auxiliary"))
    return stands or is_adverb(line, k)


def infinitive(line: Line, cue: Cue, k: int) -> bool:
    """Whether words that no clause holds go with the verb: "pledged to …", "warned of …", "complained of …"."""
    if line.words[k] == "to":
        return cue.stance in ("promises", "warns", "admits", "calls")
    return line.words[k] in ("of", "about") and (cue.stance == "warns" or cue.has("topic"))


def clausal(line: Line, k: int) -> bool:
    """Whether what follows looks like a clause: a subject and a finite verb within reach."""
    if k >= line.size or line.words[k] in (",", ".", ";", ":"):
        return False
    if line.at("pronoun", k) is not None:
        return True
    for j in range(k + 1, min(k + 12, line.size)):
        if line.words[j] in (",", ".", ";") and line.words[j + 1 : j + 2] not in (["who"], ["which"]):
            return False
        if line.at("finite", j) is not None or (line.words[j].endswith("ed") and j > k + 1):
            return True
    return False


def names(line: Line, first: int) -> bool:
    """Whether what follows "called" gives something a name: "called the vote a farce", "called it “absurd”"."""
    for k in range(first + 1, min(first + 12, line.size)):
        if line.is_opener(k) is not None and not any(w in (";", "and", "but") for w in line.words[first:k]):
            return True
    for k in range(first, min(first + 9, line.size)):
        if line.words[k] in (",", ".", ";", "to", "for", "on", "and", "in", "out", "off"):
            return False
        if k > first and line.is_opener(k) is not None:
            return True
        article = line.at("noun_marker", k)
        if k > first and article is not None and line.words[k] in ("a", "an"):
            return True
    return False
