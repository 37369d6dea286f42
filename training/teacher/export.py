"""Writes the network of the accurate tagger for ONNX Runtime, its weights in 8 bits.

    python export.py ENCODER_FOLDER NETWORK.pt OUT.onnx

Inputs, all int64: pieces and spellings (1 x pieces, with the opening and the closing one), first (1 x words:
where each word's first piece is) and shapes (1 x words). Output: the logarithm of the tags' probabilities, words
x TAGS, in the mean of several manners of labelling.

A word's embedding has a scale of its own, and a column of a matrix too. Weights have 7 bits: with 8, processors
without instructions for neural networks would overflow.
"""

import sys
import tempfile
from pathlib import Path

import torch
from corpus import LONGEST, source_of
from decode import STYLES
from network import load
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


class Rows(nn.Module):
    """An embedding whose rows are whole numbers of up to 8 bits, each row with a scale of its own."""

    def __init__(self, embedding):
        super().__init__()
        weight = embedding.weight.detach()
        scale = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=1e-9)
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, at):
        return self.rows[at].float() * self.scale[at]


class Served(nn.Module):
    def __init__(self, network):
        super().__init__()
        network.encoder.words = Rows(network.encoder.words)
        positions = network.encoder.positions
        positions.weight = nn.Parameter(positions.weight[: LONGEST + 2])
        self.network = network

    def forward(self, pieces, spellings, first, shapes):
        mask = torch.ones_like(pieces, dtype=torch.bool)
        batch = {"pieces": pieces, "spellings": spellings, "first": first, "shapes": shapes, "mask": mask}
        hidden = self.network.hidden(batch)
        style = lambda name: torch.full((1,), source_of(name) if name else 0)
        every = [self.network.scores(hidden, batch, style(name)).softmax(-1) for name in STYLES]
        return (sum(every) / len(every) + 1e-4).log()[0]


def main(folder, path, out):
    served = Served(load(path, folder)).eval()
    sample = tuple(torch.zeros(1, size, dtype=torch.long) for size in (12, 12, 5, 5))
    names = ["pieces", "spellings", "first", "shapes"]
    axes = {name: {1: "pieces" if name in names[:2] else "words"} for name in names} | {"tags": {0: "words"}}
    with tempfile.TemporaryDirectory() as place:
        exact = str(Path(place) / "exact.onnx")
        torch.onnx.export(
            served, sample, exact, input_names=names, output_names=["tags"], dynamic_axes=axes,
            dynamo=False, opset_version=17,
        )  # fmt: skip
        quantize_dynamic(
            exact, out, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True,
            reduce_range=True,
        )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
