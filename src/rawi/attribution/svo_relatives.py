"""What a relative stands for: "sites that stated it", "the council, which reported that C"."""

from rawi.attribution.line import Cue, Line
from rawi.attribution.svo_subjects import phrase_before
from rawi.attribution.svo_tokens import is_acronym, is_adverb, is_upper


def relative_head(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The phrase that "who", "which" or "that" before the cue stands for: "sites that stated it was a hoax"."""
    k = cue.first - 1
    while k >= 0 and (line.at("auxiliary", k) is not None or is_adverb(line, k)):
        k -= 1
    if k < 1 or line.words[k] not in ("who", "which", "that") or is_acronym(line, k):
        return None
    at = k - 2 if line.words[k - 1] == "," and k > 1 else k - 1
    found = phrase_before(line, at)
    if found is None and line.is_word(at):
        # "is likely to placate | the nervous farmers, who say"
        to = next((j for j in range(at - 1, max(0, at - 12), -1) if line.words[j] == "to"), None)
        if to is not None and to + 2 <= at and all(line.is_word(j) for j in range(to, at)):
            gerund = line.words[to + 2].endswith("ing") and line.at("noun_marker", to + 3) is not None
            return to + 2 + gerund, at
    if found is not None and line.words[k] == "who":
        link = next((j for j in range(found[1] - 1, found[0], -1) if line.words[j] in ("for", "by", "against")), None)
        if link is not None and is_upper(line, found[1]) and line.at("voice_person", link - 1) is None:
            return link + 1, found[1]  # "a defeat for | the Toledo Democrat, who had said"
    return _nearest(line, found) if found is not None and line.words[k] == "which" else found


def _nearest(line: Line, found: tuple[int, int]) -> tuple[int, int]:
    """The noun that "which" stands for: the phrase where it names a voice, else what its last preposition holds."""
    done = next((j for j in range(found[1] - 1, found[0], -1) if _done(line, j)), None)
    if done is not None:
        after = done + 1 + (line.at("noun_link", done + 1) is not None)
        return (after, found[1]) if after <= found[1] else found
    if any(True for concept in ("voice_kind", "voice_person") for _ in line.covered(concept, *found)):
        return found
    for k in range(found[1] - 1, found[0], -1):
        if line.at("noun_link", k) is not None:
            return k + 1, found[1]
    return found


def _done(line: Line, k: int) -> bool:
    """Whether token `k` is a past form in small letters with no determiner before it."""
    plain = line.words[k].endswith("ed") and not is_upper(line, k)
    return plain and line.at("noun_marker", k - 1) is None and line.at("noun_link", k + 1) is not None
