"""Where the words of a dispatch begin: past its place and its agency."""

from rawi.attribution.line import Line


def past_dateline(line: Line) -> int:
    """The token after the place and the agency that open a dispatch: "PORT SELIM (Reuters) - | C"; 0 without them."""
    text = line.reading.view.text
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
