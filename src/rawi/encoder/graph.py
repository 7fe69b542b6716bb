"""The encoder as an ONNX graph: token numbers in, the states of each token out. Making it needs the package onnx.

The embeddings stay in the four bits they come in, a row unpacked when it is looked up; the matrices are rounded to
seven bits a column, what they are multiplied with to eight: several times faster than four bits or float32.
Norms, softmax and sums are float32.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rawi.encoder.source import BLOCK, Matrix, Source
from rawi.errors import MissingPart

_OPSET, _IR = 20, 9
_REACH = 63  # seven bits: on processors without wide sums of bytes, eight would overflow and differ


def graph(source: Source, rows: NDArray[np.int64], middle: int) -> bytes:
    """An ONNX model. Input `ids` (1, L) int64, numbers into `rows`, the rows of the embeddings that are kept.

    Outputs: `last` (1, L, hidden) float32, the states after all layers; `middle` the same after `middle` layers.
    """
    try:
        import onnx
    except ImportError as error:
        raise MissingPart("making the model file needs the package onnx", remedy="pip install onnx") from error
    made = _Graph(onnx, source)
    state = made.embedded(rows)
    for layer in range(source.layers):
        state = made.layer(layer, state)
        if layer + 1 == middle:
            made.output(state, "middle")
    made.output(state, "last")
    return made.finish()


class _Graph:
    def __init__(self, onnx: Any, source: Source) -> None:
        self.onnx, self.source = onnx, source
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.outputs: list[Any] = []
        self.names = 0

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node; returns the name of its output."""
        self.names += 1
        name = f"{kind.lower()}{self.names}"
        self.nodes.append(self.onnx.helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def constant(self, value: NDArray[Any]) -> str:
        """Add a constant; returns its name."""
        self.names += 1
        name = f"constant{self.names}"
        self.constants.append(self.onnx.numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def numbers(self, *values: int) -> str:
        """Whole numbers as a constant."""
        return self.constant(np.array(values, dtype=np.int64))

    def output(self, name: str, called: str) -> None:
        """Let a value be asked for."""
        self.nodes.append(self.onnx.helper.make_node("Identity", [name], [called], name=called))
        kind = self.onnx.TensorProto.FLOAT
        self.outputs.append(self.onnx.helper.make_tensor_value_info(called, kind, [1, "length", self.source.hidden]))

    def embedded(self, rows: NDArray[np.int64]) -> str:
        """Word, place and type, normed."""
        source = self.source
        words = source.matrices["emb.word"]
        blocks = source.hidden // BLOCK
        codes = self.add("Gather", self.constant(words.codes[rows].reshape(len(rows), -1)), "ids")
        low = self.add("BitwiseAnd", codes, self.constant(np.array(15, dtype=np.uint8)))
        high = self.add("BitShift", codes, self.constant(np.array(4, dtype=np.uint8)), direction="RIGHT")
        shape = self.numbers(1, -1, blocks, BLOCK // 2)
        halves = [self.add("Reshape", self.add("Cast", half, to=1), shape) for half in (low, high)]
        whole = self.add("Sub", self.add("Concat", *halves, axis=3), self.constant(np.array(8, dtype=np.float32)))
        scales = self.add("Cast", self.add("Gather", self.constant(words.scales[rows]), "ids"), to=1)
        scaled = self.add("Mul", whole, self.add("Reshape", scales, self.numbers(1, -1, blocks, 1)))
        flat = self.add("Reshape", scaled, self.numbers(1, -1, source.hidden))
        places = source.vectors["emb.pos"].reshape(-1, source.hidden) + source.vectors["emb.type"][: source.hidden]
        length = self.add("Shape", "ids", start=1, end=2)
        place = self.add("Slice", self.constant(places), self.numbers(0), length, self.numbers(0))
        return self.norm(self.add("Add", flat, place), "emb.ln")

    def norm(self, value: str, name: str) -> str:
        """Layer normalisation by the vectors `name`.w and `name`.b."""
        weight, bias = (self.constant(self.source.vectors[f"{name}.{part}"]) for part in "wb")
        return self.add("LayerNormalization", value, weight, bias, axis=-1, epsilon=self.source.epsilon)

    def linear(self, value: str, *names: str) -> str:
        """value @ weights.T + bias, of several matrices side by side."""
        found = [self.source.matrices[f"{name}.w"] for name in names]
        matrix = Matrix(np.concatenate([m.codes for m in found]), np.concatenate([m.scales for m in found]))
        bias = np.concatenate([self.source.vectors[f"{name}.b"] for name in names])
        codes, scales = rounded(matrix.plain())
        product = self.add(
            "DynamicQuantizeMatMul", value, self.constant(codes), self.constant(scales), domain="com.microsoft"
        )
        return self.add("Add", product, self.constant(bias))

    def layer(self, number: int, value: str) -> str:
        """One layer of the encoder."""
        source = self.source
        wide = source.hidden // source.heads
        at = f"l{number}"
        both = self.linear(value, f"{at}.q", f"{at}.k", f"{at}.v")
        split = self.add("Reshape", both, self.numbers(-1, 3, source.heads, wide))
        turned = self.add("Transpose", split, perm=[1, 2, 0, 3])
        query, key, worth = (self.add("Gather", turned, self.constant(np.array(i)), axis=0) for i in range(3))
        asked = self.add("Mul", query, self.constant(np.array(wide**-0.5, dtype=np.float32)))
        alike = self.add("MatMul", asked, self.add("Transpose", key, perm=[0, 2, 1]))
        mixed = self.add("MatMul", self.add("Softmax", alike, axis=-1), worth)
        joined = self.add("Reshape", self.add("Transpose", mixed, perm=[1, 0, 2]), self.numbers(1, -1, source.hidden))
        value = self.norm(self.add("Add", value, self.linear(joined, f"{at}.ao")), f"{at}.aln")
        inner = self.add("Gelu", self.linear(value, f"{at}.fi"))
        return self.norm(self.add("Add", value, self.linear(inner, f"{at}.fo")), f"{at}.oln")

    def finish(self) -> bytes:
        """The model, checked and serialised."""
        helper = self.onnx.helper
        ids = helper.make_tensor_value_info("ids", self.onnx.TensorProto.INT64, [1, "length"])
        whole = helper.make_graph(self.nodes, "encoder", [ids], self.outputs, self.constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(whole, opset_imports=opsets, ir_version=_IR, producer_name="rawi")
        return bytes(model.SerializeToString())


def rounded(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights (out, in) as whole numbers (in, out) within `_REACH`, and the scale of each column."""
    scales = np.abs(weights).max(axis=1) / _REACH
    scales[scales == 0] = 1.0
    return np.rint(weights / scales[:, None]).astype(np.int8).T, scales.astype(np.float32)
