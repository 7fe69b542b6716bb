"""Small files of our own to read."""

import json
from pathlib import Path

SENTENCES = (
    "The governor of Tarvand said on 4 May 2024 that three people were killed in the square.",
    "فرماندار ترونـد روز جمعه ۱۴ اردیبهشت ۱۴۰۳ گفت سه نفر در میدان کشته شدند.",
    "قال محافظ تروند يوم الجمعة إن ثلاثة أشخاص قتلوا في الساحة.",
)


def write_lines(path: Path, number: int, *, start: int = 0) -> Path:
    """A file of `number` documents, one a line, named n0, n1, …"""
    with path.open("w", encoding="utf-8") as stream:
        for n in range(start, start + number):
            line = {"id": f"n{n}", "text": f"{SENTENCES[n % 3]} ({n})", "outlet": "The Morning"}
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def write_texts(folder: Path, number: int) -> Path:
    """A folder of `number` texts, 000.txt, 001.txt, …"""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        (folder / f"{n:03}.txt").write_text(f"{SENTENCES[n % 3]} ({n})", encoding="utf-8")
    return folder
