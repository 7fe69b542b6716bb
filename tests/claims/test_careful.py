"""The careful reader keeps and leaves out candidates by chances of its own, and says so in the record."""

from pathlib import Path

import numpy as np
import pytest
from tests.encoder import tiny

from rawi.claims.careful import Careful, Head, candidate_states, head
from rawi.claims.choose import NUMBERS
from rawi.claims.triggers import triggers
from rawi.engine.extract import extract
from rawi.errors import InputError
from rawi.ingest import options
from rawi.lang import Reading
from rawi.pipeline import read
from rawi.records import Document, Record

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from rawi.encoder.build import build

TEXT = """Two guards were killed at the gate of Qarnas on Monday, the ministry said.
The mayor thanked the drivers, met the envoy of Dovia and praised the new road.
"""
DOCUMENT = Document(id="gate", text=TEXT, language="en")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("careful")
    build(tiny.weight_file(folder / "weights.bin"), folder / "encoder.zip")
    return folder / "encoder.zip"


def reader(model: Path, constant: float, **weights: np.ndarray) -> Careful:
    """A careful reader whose head gives every candidate the same score, but for the weights given."""
    from rawi.encoder import Encoder

    wide = 3 * tiny.HIDDEN
    made = {
        "numbers": np.zeros(len(NUMBERS)),
        "shared": np.append(np.zeros(wide), constant),
        "by_kind": np.zeros((1, 2 * tiny.HIDDEN + 1)),
        "by_lang": np.zeros((1, 2 * tiny.HIDDEN + 1)),
        **weights,
    }
    source = str(Encoder(model).about["source_sha256"])
    return Careful(model, Head("test", source, 0.34, made["numbers"], made["shared"], ("ASSAULT",), made["by_kind"],
                               ("en",), made["by_lang"]))  # fmt: skip


def words(record: Record) -> set[str]:
    return {record.text[slice(*claim.trigger)] for claim in record.claims}


def test_what_the_rules_leave_out_may_be_kept_with_its_chance(model: Path) -> None:
    film = Document(id="film", text="The film tells of war, of a meeting and of the arrest of a thief.")
    assert words(read(film)) == {"meeting", "arrest"}
    claims = read(film, careful=reader(model, 2.0)).claims
    said = {film.text[slice(*c.trigger)]: [rule for rule in c.rules if "careful" in rule] for c in claims}
    assert said == {"war": ["careful reader: kept with chance 0.88"], "meeting": [], "arrest": []}


def test_what_the_rules_keep_may_be_left_out_with_a_note(model: Path) -> None:
    record = read(DOCUMENT, careful=reader(model, -3.0))
    assert "ASSAULT" in {c.type for c in read(DOCUMENT).claims}
    assert not {c.type for c in record.claims} - {"OTHER"}
    (note,) = [n for n in record.notes if n.span and TEXT[slice(*n.span)] == "killed"]
    assert (note.code, note.message) == ("careful.dropped", "careful reader: ASSAULT left out with chance 0.05")


def test_a_type_has_weights_of_its_own(model: Path) -> None:
    own = np.zeros((1, 2 * tiny.HIDDEN + 1))
    own[0, -1] = 6.0
    record = read(DOCUMENT, careful=reader(model, -3.0, by_kind=own))
    assert {c.type for c in record.claims} - {"OTHER"} == {"ASSAULT"}


def test_the_record_names_the_reader_and_without_it_nothing_changes(model: Path) -> None:
    careful = reader(model, 0.0)
    assert read(DOCUMENT, careful=careful).reader["careful"] == careful.version
    assert "careful" not in read(DOCUMENT).reader
    assert read(DOCUMENT, careful=careful) == read(DOCUMENT, careful=reader(model, 0.0))


def test_states_are_means_over_the_candidate_what_is_about_it_and_its_sentence(model: Path) -> None:
    document = Document(id="short", text="He was killed.\nShe told it.")
    encoder, reading = reader(model, 0.0).encoder, Reading(document)
    (killed,) = triggers(reading, 0)
    (row,) = candidate_states(encoder, reading, [(killed, (7, 13))])
    encoded = encoder.encode("He was killed.")
    own = [i for i, piece in enumerate(encoded.pieces) if piece.start < 13 and piece.end > 7]
    parts = (encoded.middle[own], encoded.middle[max(0, own[0] - 4) : own[-1] + 5], encoded.middle)
    assert np.allclose(row, np.concatenate([part.mean(axis=0) for part in parts]), atol=1e-5)


def test_a_document_without_candidates_asks_nothing(model: Path) -> None:
    assert read(Document(id="x", text="The bread is on the table."), careful=reader(model, 5.0)).claims == ()


def test_other_weights_than_it_learned_from_are_refused(model: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="other weights"):
        list(extract([tmp_path / "a.txt"], options(careful=model), workers=1))


def test_the_shipped_head_fits_the_reader() -> None:
    shipped = head()
    assert shipped.version and len(shipped.source) == 64 and 0.2 < shipped.cut < 0.5
    assert len(shipped.numbers) == len(NUMBERS) and len(shipped.shared) == 3 * 384 + 1
    assert shipped.by_kind.shape == (len(shipped.kinds), 2 * 384 + 1)
    assert shipped.by_lang.shape == (3, 2 * 384 + 1)
    assert {"ASSAULT", "PROTEST", "COERCE"} <= set(shipped.kinds)
