"""Users add GeoNames' country files: read once, kept small, found like any other place."""

import zipfile
from pathlib import Path

import pytest

from rawi.errors import InputError, UsageError
from rawi.gazetteer import added, source, store


def row(number: int, name: str, others: str = "", kind: str = "P", code: str = "PPL", people: str = "0") -> str:
    cells = [str(number), name, name, others, "35.5", "51.25", kind, code, "IR", "", "26", "", "", "", people]
    return "\t".join([*cells, "", "900", "Asia/Tehran", "2020-01-01"])


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAWI_GAZETTEER", str(tmp_path / "kept"))
    return tmp_path


def test_villages_of_a_file_are_kept_and_nothing_else(own_folder: Path) -> None:
    file = own_folder / "IR.txt"
    lines = [
        row(900001, "Chenar-e Nowsaz", "چنار نوساز,Chenar Nowsaz", people="212"),
        row(900002, "Kuh-e Nowsaz", kind="T", code="MT"),
        row(900003, "Kharabe Nowsaz", code="PPLH"),
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept, count = added.add(file)
    assert count == 1
    assert added.files() == [kept]
    assert list(added.rows(known=())) == [
        (900001, "IR", "26", 35.5, 51.25, 212, "Chenar-e Nowsaz", ["چنار نوساز", "Chenar Nowsaz"])
    ]
    assert list(added.rows(known={900001})) == []


def test_a_village_goes_by_its_names_in_both_scripts(own_folder: Path) -> None:
    file = own_folder / "IR.txt"
    file.write_text(row(900001, "Chenar-e Nowsaz", "چنار نوساز,ده,CNW,chenar") + "\n", encoding="utf-8")
    added.add(file)
    (village,) = source._added(set())
    assert (village.title, village.kind, village.code) == ("Chenar-e Nowsaz", "city", "IR.26")
    assert [name for name, _ in village.names] == ["Chenar-e Nowsaz", "چنار نوساز"]


def test_the_packed_file_is_read_as_it_is_published(own_folder: Path) -> None:
    path = own_folder / "XX.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "about")
        packed.writestr("XX.txt", row(900001, "Testabad") + "\n")
    assert added.add(path)[1] == 1


def test_the_index_is_another_one_once_a_file_is_added_or_replaced(own_folder: Path) -> None:
    versions = []
    for text in (None, row(900001, "Testabad"), row(900001, "Testabad") + "\n" + row(900002, "Nowabad-e Test"), None):
        if text is None and versions:
            added.remove("IR")
        elif text:
            (own_folder / "IR.txt").write_text(text + "\n", encoding="utf-8")
            added.add(own_folder / "IR.txt")
            assert len(added.files()) == 1
        store.version.cache_clear()
        versions.append(store.version())
    store.version.cache_clear()
    assert versions[0] == versions[3]
    assert len(set(versions)) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\tb\tc\n", "a row of GeoNames has 19 cells, this one has 3"),
        (row(1, "Testabad").replace("35.5", "north") + "\n", "cannot be read"),
        (row(1, "Testabad").replace("35.5", "135.5") + "\n", "place on the map"),
        (row(1, "Mountain", kind="T") + "\n", "no populated place"),
    ],
)
def test_what_is_no_such_file_is_refused_and_nothing_kept(own_folder: Path, text: str, said: str) -> None:
    file = own_folder / "IR.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        added.add(file)
    assert added.files() == []


def test_a_file_that_is_not_there_is_named(own_folder: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        added.add(own_folder / "nowhere.txt")
    with pytest.raises(UsageError, match="IQ"):
        added.remove("IQ")
