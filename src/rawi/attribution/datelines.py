"""Where the words of a dispatch begin: past its place and its agency."""

from typing import Final

from rawi.attribution.line import Line

_HEAD: Final = 14


def past_dateline(line: Line) -> int:
    """The token after the place and the agency that open a dispatch: "PORT SELIM (Reuters) - | C"; 0 without them."""
    text = line.reading.view.text
    dated = _dated(line) if line.size > 8 and text[line.starts[0]].isupper() else 0
    if dated:
        return dated
    if line.size < 4 or not text[line.starts[0] : line.ends[0]].isupper() or line.ends[0] - line.starts[0] < 3:
        return 0
    for k in range(1, min(12, line.size - 1)):
        if line.words[k] in ("-", "–", "—", "--") and line.ends[k - 1] < line.starts[k]:
            while line.words[k + 1] in ("-", "–", "—") and k + 2 < line.size:
                k += 1
            return k + 1
        if line.at("finite", k) is not None:
            return 0
    return 0


def _dated(line: Line) -> int:
    """The token after a place in small letters with its date and agency: "Port Selim [Coast], May 5 (HPA): | C"."""
    if not any(word in ("-", "–", "—", ":") for word in line.words[3:_HEAD]):
        return 0
    month = None
    for k in range(1, min(_HEAD, line.size - 1)):
        if line.at("gregorian_month", k) is not None or line.at("gregorian_month_sure", k) is not None:
            month = k
        elif line.at("finite", k) is not None or line.at("cue", k) is not None or line.words[k] == ";":
            return 0
        if month is None or k <= month:
            continue
        spaced = (
            line.words[k] in ("-", "–", "—") and line.ends[k - 1] < line.starts[k] and line.ends[k] < line.starts[k + 1]
        )
        if spaced or (line.words[k] == ":" and line.words[k - 1] == ")"):
            return k + 1
    return 0
