"""Who "we" are in a verb-last text: the people whom its author counts himself among («ما کارگران این کارخانه»)."""

from rawi.attribution.contents import around, reading_line
from rawi.attribution.draft import Draft
from rawi.attribution.line import Line, pattern
from rawi.attribution.phrases import phrase
from rawi.attribution.sov_subjects import finite


def says_we(draft: Draft) -> bool:
    """Whether a verb without a subject is in the first person of the plural, outside of anybody's quotation marks."""
    settings = draft.line.settings
    if settings["order"] != "sov" or draft.cue is None or draft.source is not None:
        return False
    return (
        pattern(settings["first_plural"]).search(draft.cue.form) is not None
        and around(draft.line, draft.cue.span[0]) is None
    )


def here_we(draft: Draft) -> bool:
    """Whether "we" is the subject of a draft, outside of anybody's quotation marks."""
    settings = draft.line.settings
    if settings["order"] != "sov" or draft.source is None or around(draft.line, draft.source[0]) is not None:
        return False
    return draft.line.words[draft.line.sentence.token_at(draft.source[0])] == str(settings["we"])


def ourselves(line: Line) -> str | None:
    """The phrase behind the first "we" that a plural noun follows, as written; None where the text has no such."""
    kept = line.reading.kept
    if "ourselves" not in kept:
        kept["ourselves"] = _ourselves(line)
    found: str | None = kept["ourselves"]
    return found


def _ourselves(line: Line) -> str | None:
    settings = line.settings
    word, ends = str(settings["we"]), tuple(settings["plural_nouns"])
    for index, sentence in enumerate(line.reading.sentences):
        for k in [k for k, w in enumerate(sentence.words[:-2]) if w == word and sentence.words[k + 1].endswith(ends)]:
            here = reading_line(line, index)
            found = phrase(here, k + 1, here.size - 1) if around(here, sentence.starts[k]) is None else None
            if found is not None and here.at("time_word", k + 1) is None:
                verb = next((j for j in range(found[0], found[1] + 1) if _verb(here, j)), found[1] + 1)
                found = found[0], max(found[0], verb - 1)
                return " ".join(line.reading.view.source(*here.span(*found)).split()).strip('«»"“” ،,-')
    return None


def _verb(line: Line, k: int) -> bool:
    """Whether token `k` is a verb, "we are" written onto its noun among them («خسته‌ایم»)."""
    return finite(line, k) is not None or line.words[k].endswith(str(line.settings["we_are"]))
