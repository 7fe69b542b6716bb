"""Whether a clause, an infinitive, a name or an adjunct follows a verb of telling in subject-verb-object languages."""

from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_subjects import subject_of
from rawi.attribution.svo_tokens import is_adverb


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
    return line.words[k] in ("of", "about", "against") and (cue.stance == "warns" or cue.has("topic"))


def clausal(line: Line, k: int) -> bool:
    """Whether what follows looks like a clause: a subject and a finite verb within reach."""
    if k >= line.size or line.words[k] in (",", ".", ";", ":"):
        return False
    if line.at("pronoun", k) is not None:
        return True
    gap = any(word in ("who", "whom", "which", "that") for word in line.words[max(0, k - 7) : k - 1])
    if gap and line.at("finite", k) is not None and line.at("auxiliary", k) is not None:
        return True  # "the men who they think | were there"
    joined = False
    for j in range(k + 1, min(k + 12, line.size)):
        if line.words[j] in (",", ".", ";") and line.words[j + 1 : j + 2] not in (["who"], ["which"]):
            return line.words[j] == "," and _parenthesis(line, j)
        joined = joined or line.words[j] in ("and", "or")
        if line.at("finite", j) is not None:
            return True
        if line.words[j].endswith("ed") and j > k + 1 and not joined:
            return True
    return False


def _parenthesis(line: Line, comma: int) -> bool:
    """Whether an aside between commas stands before a helping verb: "her work, begun in Toledo, will help"."""
    for j in range(comma + 1, min(comma + 14, line.size - 1)):
        if line.words[j] == ",":
            return line.at("auxiliary", j + 1) is not None and line.at("finite", j + 1) is not None
        if line.words[j] in (".", ";", "and", "but") or line.at("finite", j) is not None:
            return False
    return False


def _judged(line: Line, first: int, k: int) -> bool:
    """Whether token `k` is an adjective that judges what stands before it: "called the charges | baseless"."""
    ends = ("ous", "able", "ible", "less", "ful", "ated", "ive", "istic", "fair", "false", "wrong", "legal", "lawful")
    if not line.words[k].endswith(ends) or line.at("voice_kind", k) is not None:
        return False
    closed = k + 1 >= line.size or not line.is_word(k + 1) or line.words[k + 1] in ("and", "or")
    thing = line.words[first] in ("it", "them", "him", "her", "this") or k - first >= 2
    return closed and thing and line.at("noun_marker", k - 1) is None


def names(line: Line, first: int) -> bool:
    """Whether what follows "called" gives something a name: "called the vote a farce", "called it “absurd”"."""
    for k in range(first + 1, min(first + 12, line.size)):
        if line.is_opener(k) is not None and not any(w in (";", "and", "but") for w in line.words[first:k]):
            return True
    for k in range(first, min(first + 9, line.size)):
        if line.words[k : k + 2] == ["to", "be"] and k > first:
            return True
        if line.words[k] in (",", ".", ";", "to", "for", "on", "and", "in", "out", "off"):
            return False
        if k > first and line.is_opener(k) is not None:
            return True
        if k > first and _judged(line, first, k):
            return True
        article = line.at("noun_marker", k)
        if k > first and article is not None and line.words[k] in ("a", "an"):
            return True
    return False
