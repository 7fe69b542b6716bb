"""Transcripts: paragraphs that open with a speaker's name and a colon, again and again."""

import re
from collections import Counter
from typing import Final

from rawi.attribution.contents import Content, line_of, trim
from rawi.attribution.draft import Draft
from rawi.lang import Reading

_LONGEST: Final = 5
_QUOTES: Final = frozenset(('"', "“", "«"))
_WORD: Final = re.compile(r"[^\W\d_]")


def transcript(reading: Reading) -> list[Draft]:
    """The speeches of an interview or a play: «X: …» at the head of at least three paragraphs, by one X at least twice.

    Content is the rest of the paragraph. A single «X: …» is a headline or a topic, and none of these.
    """
    heads: list[tuple[int, int, str]] = []
    paragraph = -1
    for index, sentence in enumerate(reading.sentences):
        if sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        opening = sentence.words[: _LONGEST + 1]
        if ":" not in opening:
            continue
        colon = opening.index(":")
        words = sentence.words[sentence.words[0] in _QUOTES : colon]
        if words and all(_WORD.match(word) for word in words) and colon + 1 < len(sentence):
            heads.append((index, colon, " ".join(words)))
    if len(heads) < 3:
        return []
    names = Counter(name for _, _, name in heads)
    if max(names.values()) < 2:
        return []
    out: list[Draft] = []
    for index, colon, name in heads:
        line = line_of(reading, index)
        alone = names[name] < 2 and not any(True for _ in line.covered("voice_kind", 0, colon))
        if alone or any(cue.first < colon for cue in line.cues):
            continue
        end = max(s.end for s in reading.sentences if s.paragraph == line.sentence.paragraph)
        inner = trim(reading.view, line.starts[colon + 1], end)
        if inner is not None and inner[1] - inner[0] > 3:
            mark = (line.starts[colon], line.ends[colon])
            rule = f"{line.pack.code}.transcript.colon"
            voice = line.span(line.words[0] in _QUOTES, colon - 1)
            out.append(Draft(line, None, mark, voice, Content([inner], True), rule))
    return out
