"""What one voice costs that is quoted thousands of times within days, in two languages.

    python bench/scale/voices.py QUOTATIONS…

Makes that many quotations of one voice within three days, half of them the translations of the others, word for word
by the merge's own table of meanings, and finds the pairs. Prints JSON for each size: pairs compared, processor seconds
of comparing them, and how many of the utterances have their translation as the best suggestion.
"""

import argparse
import json
import random
import time
from importlib.resources import files

from rawi.engine.duck import Duck
from rawi.engine.merging import load
from rawi.merge.program import COPY_STEPS
from rawi.merge.steps import run
from rawi.records import Attribution, Published, Record

VOICE = {"en": "Marwan Zubaydi", "ar": "مروان الزبيدي"}


def words() -> list[tuple[str, str]]:
    """Words of one meaning in English and Arabic: the first plain ones of each line of the table."""
    found = []
    for line in (files("rawi.merge") / "data" / "meanings.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "~", "not|")) or line[0].isdigit():
            continue
        english, _, arabic = line.split("\t")
        first = english.split("|")[0].split(":")[-1].split(",")[0]
        plain = [form for form in arabic.split("|") if ":" not in form and " " not in form]
        if plain:
            found.append((first, plain[0]))
    return found


def record(name: str, language: str, day: str, said: str) -> Record:
    text = f"{name}: «{said}»."
    start = text.index("«") + 1
    told = Attribution(
        id="a1", source=None, source_name=VOICE[language], source_kind="person", cue=None,
        content=((start, start + len(said)),), mode="direct", polarity="asserts", rule="made", parent=None,
    )  # fmt: skip
    return Record(
        id=name, locator="", sha256="", media_type="text/plain", language=language, outlet=f"Outlet {name}",
        author=None, title=None, published=Published(start=day, end=day, precision="day"), text=text,
        attributions=(told,),
    )  # fmt: skip


def measured(size: int) -> dict[str, object]:
    random_, table = random.Random(size), words()
    records = []
    for n in range(size // 2):
        chosen, day = random_.sample(table, 5), f"2019-11-0{4 + n % 3}"
        records.append(record(f"e{n:05}", "en", day, " and the ".join(word for word, _ in chosen)))
        records.append(record(f"a{n:05}", "ar", day, " و".join(word for _, word in chosen)))
    with Duck(workers=1) as duck:
        load(duck, records)
        pairs, began, spent = 0, 0.0, 0.0

        def watch(name: str) -> None:
            nonlocal pairs, began, spent
            if name == "quote_crowds":
                began = time.process_time()
            if name == "quotations":
                pairs = duck.number("SELECT count(*) FROM quote_pairs")
            if name == "copies":
                spent = time.process_time() - began

        run(duck, COPY_STEPS, watch)
        best: dict[str, tuple[int, str]] = {}
        ids = """SELECT x.id, y.id, q.points FROM quotations AS q JOIN documents AS x ON x.doc = q.a
                 JOIN documents AS y ON y.doc = q.b"""
        for one, other, points in duck.rows(ids):
            english, arabic = sorted((one, other), reverse=True)
            best[english] = max(best.get(english, (0, "")), (points, arabic))
    right = sum(found[1] == f"a{name[1:]}" for name, found in best.items())
    return {
        "quotations": size, "pairs": pairs, "of": (size // 2) ** 2, "cpu_seconds": round(spent, 1),
        "translation first": round(right / (size // 2), 3),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quotations", type=int, nargs="+")
    for size in parser.parse_args().quotations:
        print(json.dumps(measured(size)), flush=True)


if __name__ == "__main__":
    main()
