"""Writes the network of the accurate tagger for ONNX Runtime, its weights in 8 bits and its embeddings in 4.

    python export.py ENCODER_FOLDER NETWORK.pt OUT.onnx

Inputs, all int64: pieces and spellings (1 x pieces, with the opening and the closing one), first (1 x words:
where each word's first piece is) and shapes (1 x words). Output: the logarithm of the tags' probabilities, words
x TAGS, in the mean of several manners of labelling.

A column of a matrix has a scale of its own. Weights have 7 bits: with 8, processors without instructions for
neural networks would overflow.
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
from torch.nn import functional

# Numbers of an embedding that have a scale of their own.
BLOCK = 32


class Nibbles(nn.Module):
    """An embedding whose numbers have 4 bits, and 32 of them a scale: two in a byte, of the two halves of a block.

    The number of a block that is furthest from zero is -8 times its scale: as the pretrained embeddings are
    packed, so they come out as they were.
    """

    def __init__(self, embedding):
        super().__init__()
        weight = embedding.weight.detach()
        blocks = weight.unflatten(1, (-1, BLOCK))
        furthest = blocks.gather(2, blocks.abs().argmax(2, keepdim=True))
        scale = (furthest / -8).half()
        safe = torch.where(scale == 0, 1, scale.float())
        whole = ((blocks / safe).round() + 8).clamp(0, 15).to(torch.uint8)
        packed = whole[..., : BLOCK // 2] + whole[..., BLOCK // 2 :] * 16
        self.register_buffer("packed", packed.flatten(1))
        self.register_buffer("scale", scale.flatten(1))

    def forward(self, at):
        packed = self.packed[at].float().unflatten(-1, (-1, BLOCK // 2))
        high = (packed / 16).floor()
        whole = torch.cat([packed - 16 * high, high], -1) - 8
        return (whole * self.scale[at].float()[..., None]).flatten(-2)


class Rows(nn.Module):
    """An embedding whose numbers have 8 bits, each row with a scale of its own."""

    def __init__(self, weight):
        super().__init__()
        scale = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=1e-9)
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, at):
        return self.rows[at].float() * self.scale[at]


class Attention(torch.autograd.Function):
    """ONNX Runtime's own attention: it is one step there instead of a dozen."""

    @staticmethod
    def forward(context, query, key, value, heads):
        split = lambda part: part.unflatten(-1, (heads, -1)).transpose(1, 2)
        found = functional.scaled_dot_product_attention(split(query), split(key), split(value))
        return found.transpose(1, 2).flatten(-2)

    @staticmethod
    def symbolic(graph, query, key, value, heads):
        out = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        out.setType(query.type())
        return out


def attended(layer, x, hidden):
    """`Layer.forward` of one text without padding."""
    query, key, value = layer.entry(x).chunk(3, -1)
    x = layer.exit_norm(x + layer.exit(Attention.apply(query, key, value, layer.heads)))
    return layer.narrow_norm(x + layer.narrow(functional.gelu(layer.widen(x))))


class Served(nn.Module):
    def __init__(self, network):
        super().__init__()
        encoder = network.encoder
        encoder.words = Nibbles(encoder.words)
        encoder.positions = Rows(encoder.positions.weight.detach()[: LONGEST + 2])
        for layer in encoder.layers:
            layer.forward = attended.__get__(layer)
        self.network = network

    def forward(self, pieces, spellings, first, shapes):
        mask = torch.ones_like(pieces, dtype=torch.bool)
        batch = {"pieces": pieces, "spellings": spellings, "first": first, "mask": mask}
        hidden = self.network.hidden(batch)
        styles = torch.tensor([source_of(name) if name else 0 for name in STYLES])
        every = lambda rows: rows.expand(len(STYLES), *rows.shape[1:])
        scores = self.network.scores(every(hidden), {"shapes": every(shapes)}, styles)
        return (scores.softmax(-1).mean(0) + 1e-4).log()


def main(folder, path, out):
    served = Served(load(path, folder)).eval()
    sample = tuple(torch.zeros(1, size, dtype=torch.long) for size in (12, 12, 5, 5))
    names = ["pieces", "spellings", "first", "shapes"]
    axes = {name: {1: "pieces" if name in names[:2] else "words"} for name in names} | {"tags": {0: "words"}}
    with tempfile.TemporaryDirectory() as place:
        exact = str(Path(place) / "exact.onnx")
        torch.onnx.export(
            served, sample, exact, input_names=names, output_names=["tags"], dynamic_axes=axes,
            dynamo=False, opset_version=17, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
        quantize_dynamic(
            exact, out, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True,
            reduce_range=True,
        )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
