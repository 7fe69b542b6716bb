"""Numbers and number ranges of Recognizers-Text, from rawi's readers.

    python bench/quality/recognizers_numbers.py [--errors]

An item counts when every quantity (or range) comes back with its value, in order, and nothing else does. The items of
`_UNSOUND` contradict themselves and are named by their position, with the reason; figures are printed with them and
without them.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from shared import need

from rawi.lang import Pack, Reading
from rawi.mentions.quantities import quantities
from rawi.mentions.ranges import ranges
from rawi.records import Document
from rawi.text import Sentence

_WRONG_SUM = "the expected value is not what the words add up to"
_NOT_THERE = "an expected text does not stand in the input"
_UNSOUND = {
    ("ar", "NumberModel"): {
        **dict.fromkeys((16, 44, 53, 64, 66, 238, 239, 240, 242, 247), _WRONG_SUM),
        **dict.fromkeys((131, 132, 133, 134), _NOT_THERE),
    },
    ("ar", "NumberRangeModel"): {
        66: _NOT_THERE,
        95: "the same words open a range in other items and close it here",
        131: "less than is expected to mean more than",
    },
}
_LANGUAGES = (("ar", "Arabic"), ("en", "English"))


def read_numbers(sentence: Sentence, pack: Pack) -> list[str]:
    """The values of a sentence's quantities."""
    return [repr(found.value) for found in quantities(sentence, pack)]


def read_ranges(sentence: Sentence, pack: Pack) -> list[str]:
    """The ranges of a sentence in interval notation."""
    return [str(found) for found in ranges(sentence, pack)]


_MODELS: dict[str, Callable[[Sentence, Pack], list[str]]] = {
    "NumberModel": read_numbers,
    "NumberRangeModel": read_ranges,
}


def same(expected: str, found: str) -> bool:
    """Whether two values, or two intervals with the same brackets, are equal to a millionth."""
    if expected == found:
        return True
    brackets = expected[:1] + expected[-1:]
    if expected[:1] in ("[", "(") and brackets != found[:1] + found[-1:]:
        return False
    one, two = (text.strip("[]()").split(",") for text in (expected, found))
    return len(one) == len(two) and all(a == b or _close(a, b) for a, b in zip(one, two, strict=True))


def _close(a: str, b: str) -> bool:
    try:
        return abs(float(a) - float(b)) <= 1e-6 * max(abs(float(a)), 1e-9)
    except ValueError:
        return False


def measure(lang: str, folder: str, model: str, show: bool) -> str:
    """One line of figures for one language and model."""
    items = json.loads(need("data", "times", "recognizers", "Number", folder, f"{model}.json").read_text("utf-8-sig"))
    unsound = _UNSOUND.get((lang, model), {})
    right = sound_right = 0
    for number, item in enumerate(items):
        reading = Reading(Document(id="item", text=item["Input"], language=lang))
        found = [v for i, s in enumerate(reading.sentences) for v in _MODELS[model](s, reading.pack(i))]
        expected = [str(result["Resolution"].get("value", "")) for result in item["Results"]]
        good = len(found) == len(expected) and all(same(a, b) for a, b in zip(expected, found, strict=True))
        right += good
        sound_right += good and number not in unsound
        if show and not good and number not in unsound:
            print(f"{lang} {model} {number}: {item['Input']!r}: {expected} read as {found}", file=sys.stderr)
    sound = len(items) - len(unsound)
    return (
        f"{lang} {model}: {right / len(items):.3f} of {len(items)}; {sound_right / sound:.3f} of the {sound} sound ones"
    )


def main() -> None:
    """Command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", action="store_true", help="print the sound items that come out wrong")
    options = ap.parse_args()
    for lang, folder in _LANGUAGES:
        for model in _MODELS:
            print(measure(lang, folder, model, options.errors))


if __name__ == "__main__":
    main()
