"""A weight file becomes a model file; the model gives the states that the weights stand for."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from tests.encoder import tiny

from rawi.cli.encoder import command
from rawi.encoder.source import read_source
from rawi.encoder.tokens import Tokenizer
from rawi.errors import InputError

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from rawi.encoder import Embedder, Encoder, place
from rawi.encoder.build import build, kept, ours
from rawi.engine.checkup import _encoder


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.weight_file(tmp_path_factory.mktemp("encoder") / "weights.bin")


@pytest.fixture(scope="module")
def model(weights: Path) -> Path:
    build(weights, weights.with_name("encoder.zip"))
    return weights.with_name("encoder.zip")


def test_the_weight_file_is_read_as_it_is_laid_out(weights: Path) -> None:
    source = read_source(weights)
    assert (source.hidden, source.layers, source.heads, source.inner) == (64, 2, 4, 128)
    assert source.pieces == list(tiny.WORDS) and source.norm == tiny.NORM
    for name, value in tiny.tensors().items():
        if value.ndim == 1:
            assert np.array_equal(source.vectors[name], value)
        else:
            blocks = np.abs(value.reshape(-1, 32)).max(axis=1)
            off = np.abs(source.matrices[name].plain() - value).reshape(-1, 32).max(axis=1)
            assert (off <= blocks / 7 * 0.52).all()  # half a step of four bits


@pytest.mark.parametrize("damage", ["other", "short", "missing"])
def test_a_damaged_weight_file_is_named(weights: Path, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "bad.bin"
    if damage != "missing":
        raw = weights.read_bytes()
        path.write_bytes(b"PK" + raw if damage == "other" else raw[: len(raw) // 2])
    with pytest.raises(InputError, match=r"bad\.bin"):
        read_source(path)


def test_the_pieces_of_other_scripts_are_left_out() -> None:
    pieces = list(tiny.WORDS)
    names = [pieces[n] for n in kept(pieces)]
    assert names[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert "▁گفت" in names and "،" in names and "ld" in names
    assert "蜘" not in names and "é" not in names
    assert all(map(ours, "پژگچئءًٔ۴٤«»“’–…€")) and not any(map(ours, "жあαñ"))


def test_the_states_are_those_of_the_weights(weights: Path, model: Path) -> None:
    source, encoder = read_source(weights), Encoder(model)
    plain = Tokenizer(source.pieces, source.scores.tolist(), source.norm, 3)
    text = "told گفت، a2 to"
    encoded = encoder.encode(text)
    numbers = [0, *plain.numbers(text), 2]
    want = tiny.states(source, numbers, 2)[1:-1]
    assert encoded.last.shape == want.shape == (len(encoded.pieces), 64)
    # Matrices are rounded to seven bits a column and what they multiply to eight.
    alike = (encoded.last * want).sum(1) / np.linalg.norm(encoded.last, axis=1) / np.linalg.norm(want, axis=1)
    assert alike.min() > 0.99


def test_a_text_longer_than_the_model_reads_is_read_in_windows(model: Path) -> None:
    encoder = Encoder(model)
    size = tiny.PLACES - 2
    text = " ".join(["told"] * (size + 5))
    encoded = encoder.encode(text)
    assert len(encoded.pieces) == len(encoded.last) == size + 5
    assert np.array_equal(encoded.last[size:], encoder.encode(" ".join(["told"] * 5)).last)


def test_vectors_are_of_unit_length_and_depend_on_nothing_but_the_text(model: Path) -> None:
    embedder = Embedder(model)
    texts = ["told", "گفت، a", "", "told to " * 30]
    vectors = embedder.embed(texts)
    assert vectors.dtype == np.float32 and vectors.shape == (4, 64)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert np.array_equal(vectors[::-1], Embedder(model).embed(texts[::-1]))
    assert embedder.embed([]).shape == (0, 64)


def test_the_same_weights_give_the_same_model_file(weights: Path, model: Path, tmp_path: Path) -> None:
    build(weights, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == model.read_bytes()


def test_the_model_file_is_looked_for_where_the_environment_says(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAWI_ENCODER", str(model))
    assert place() == model and Embedder().dim == 64
    monkeypatch.setenv("RAWI_ENCODER", str(tmp_path / "none.zip"))
    with pytest.raises(InputError, match="rawi encoder"):
        Encoder()
    (tmp_path / "none.zip").write_bytes(b"no archive")
    with pytest.raises(InputError, match="damaged"):
        Encoder()


def test_the_command_makes_the_model_file_and_the_checkup_finds_it(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "user" / "encoder.zip"
    monkeypatch.setenv("RAWI_ENCODER", str(made))
    assert _encoder().state == "absent" and "rawi encoder" in _encoder().remedy
    done = CliRunner().invoke(command, [str(weights)], catch_exceptions=False)
    assert done.exit_code == 0 and str(made) in done.output
    assert _encoder().state == "ok"
    made.write_bytes(made.read_bytes()[:100])
    assert _encoder().state == "wrong"
