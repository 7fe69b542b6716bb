"""Full names from the text at large: what a title, a generic noun or a noun with its owner's pronoun stands for.

For languages that write an article onto the noun («الحركة» stands for «حركة X»); every lookup reads tokens only.
"""

from collections import Counter
from collections.abc import Iterable

from rawi.attribution.contents import reading_line
from rawi.attribution.line import Line
from rawi.attribution.vso_subjects import governed
from rawi.attribution.vso_words import is_definite, is_verb, name_end, shaped, verbal_noun
from rawi.text import fold_word


def owned(line: Line, k: int, names: Iterable[str]) -> str | None:
    """The full name of a noun with its owner's pronoun («جمعيته»), where one of `names` holds the noun."""
    ends = line.settings.get("pronoun_ends")
    if not ends or not line.words[k].endswith(tuple(ends)):
        return None
    stems = {line.words[k][: len(line.words[k]) - b] for a, b in line.pack.analyses(line.words[k]) if b and not a}
    # The feminine ending before a pronoun, and as it stands alone.
    joined, alone = map(fold_word, line.settings["feminine_ends"])
    stems |= {stem[: -len(joined)] + alone for stem in stems if stem.endswith(joined)}
    for name in names:
        words = name.split()
        for at, word in enumerate(words):
            if at and fold_word(word) in stems and at + 1 < len(words):
                return " ".join(words[at:])
    return None


def titled(line: Line, first: int, last: int) -> str | None:
    """The title at tokens `first..last` with the name that follows it elsewhere («وزير الموانئ» + «سالم الهادي»)."""
    title = line.words[first : last + 1]
    begin = first + 1 + (not is_definite(line, first))
    if last - first > 6 or "," in title or any(_name_opens(line, k) for k in range(begin, last + 1)):
        return None
    found: Counter[str] = Counter()
    for other, k in _places(line, title):
        if (other.index, k) == (line.index, first):
            continue  # what follows it here is no name, or the phrase would hold it
        begin = k + len(title)
        if begin >= other.size or not _name_opens(other, begin):
            continue
        end = name_end(other, begin, min(begin + 4, other.size - 1))
        found[_text(other, k, end)] += 1
    heads = {name.split()[len(title)] for name in found if len(name.split()) > len(title)}
    return max(found, key=lambda name: (found[name], -len(name))) if len(heads) == 1 else None


def whole(line: Line, k: int) -> str | None:
    """The name that a noun with the article stands for: what the text writes of it without one («حركة الأمل»)."""
    if not is_definite(line, k):
        return None
    bare = line.words[k][len(str(line.settings["article"])) :]
    found: Counter[str] = Counter()
    for other, at in _places(line, [bare]):
        after = at + 1
        if after >= other.size or not other.is_word(after) or other.at("source_stop", after) is not None:
            continue
        if is_definite(other, after) or _name_opens(other, after):
            found[_text(other, at, after)] += 1
    return max(found, key=lambda name: found[name]) if found else None


def surname(line: Line, word: str) -> bool:
    """Whether the document writes this word after a given name («سالم الهادي»): it is then no adjective of a title."""
    return any(k and _name_opens(other, k - 1) for other, k in _places(line, [word]))


def _places(line: Line, words: list[str]) -> list[tuple[Line, int]]:
    """Where the document has these tokens in a row."""
    out: list[tuple[Line, int]] = []
    size = len(words)
    for index, sentence in enumerate(line.reading.sentences):
        if words[0] not in sentence.words:
            continue
        for k in range(len(sentence.words) - size + 1):
            if sentence.words[k] == words[0] and sentence.words[k : k + size] == words:
                out.append((reading_line(line, index), k))
    return out


def _name_opens(line: Line, k: int) -> bool:
    """Whether token `k` may begin a personal name: a bare word of which the lexicons know nothing."""
    word = line.words[k]
    if not word.isalpha() or len(word) < 3 or is_definite(line, k) or is_verb(line, k) or verbal_noun(line, k):
        return False
    if governed(line, k) or shaped(line, "unnamed", word):
        return False
    concepts = ("source_stop", "complementiser", "voice_kind", "voice_person", "name_open", "adjective", "object_noun")
    if any(line.at(concept, k) is not None for concept in concepts) or line.is_act(k):
        return False
    return not any(cue.first <= k <= cue.last for cue in line.cues)


def _text(line: Line, first: int, last: int) -> str:
    return " ".join(line.reading.view.source(*line.span(first, last)).split())
