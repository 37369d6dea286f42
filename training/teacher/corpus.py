"""The labelled documents as windows of pieces, and batches of windows."""

import json
import random

import torch

TAGS = 13
LONGEST = 254
PIECES_IN_BATCH = 1536

# Each set labels in its own manner, which the network is told; 0 stands for no set in particular.
SOURCES = [
    "gum-news", "gum-interview", "gum-speech", "gum-bio", "gum-voyage", "uner-ewt-train", "uner-ewt-dev",
    "wikigold", "crossner", "wnut17", "btc", "gmb-silver", "redocred",
]  # fmt: skip


# The set that the teacher labels.
SILVER = "gmb-silver"


def read_documents(path, wanted=lambda source: True):
    """The documents of a tokens.jsonl that are of a wanted source and not empty."""
    with open(path) as lines:
        documents = map(json.loads, lines)
        return [one for one in documents if wanted(one["source"]) and one["words"]]


class Corpus:
    """The documents of a tokens.jsonl, cut into windows (document, start, end) of at most LONGEST pieces."""

    def __init__(self, path, pieces, wanted=lambda source: True):
        self.documents = read_documents(path, wanted)
        self.pieces = pieces
        self.windows = [list(self.cut(d)) for d in range(len(self.documents))]

    def cut(self, d):
        """The document's windows, cut between sentences if possible and of about equal length."""
        document = self.documents[d]
        lengths = [len(self.pieces.of(word)) for word in document["words"]]
        total = sum(lengths)
        goal = total / -(-total // LONGEST)
        start, size, last = 0, 0, 0
        for i, length in enumerate(lengths):
            opens = document["first"][i] and i > start
            if size + length > LONGEST:
                end = last if last > start else i
                yield d, start, end
                start, size = end, sum(lengths[end:i])
            elif opens and size >= goal:
                yield d, start, i
                start, size = i, 0
            if opens:
                last = i
            size += length
        yield d, start, len(lengths)

    def size(self, window):
        d, start, end = window
        return sum(len(self.pieces.of(word)) for word in self.documents[d]["words"][start:end])

    def batches(self, documents, rng=None, size=PIECES_IN_BATCH):
        """Batches of `size` pieces, of windows of similar length; shuffled if there is an rng."""
        windows = [window for d in documents for window in self.windows[d]]
        noise = lambda: 0 if rng is None else rng.random() * 8
        windows.sort(key=lambda window: self.size(window) + noise())
        batches, most = [[]], 0
        for window in windows:
            most = max(most, self.size(window) + 2)
            if most * (len(batches[-1]) + 1) > size:
                batches.append([])
                most = self.size(window) + 2
            batches[-1].append(window)
        if rng is not None:
            rng.shuffle(batches)
        return batches

    def read(self, batch, forget=0.0, recase=0.0, rng=random):
        """A batch as tensors. `forget` and `recase`: the shares of sources hidden and of texts recased."""
        length = 2 + max(map(self.size, batch))
        width = max(end - start for _, start, end in batch)
        table = lambda size, kind=torch.long: torch.zeros(len(batch), size, dtype=kind)
        pieces, spellings, mask = table(length), table(length), table(length, torch.bool)
        first, shapes, allowed = table(width), table(width), table(width)
        sources = []
        for row, (d, start, end) in enumerate(batch):
            document = self.documents[d]
            recased = rng.choice(RECASED) if rng.random() < recase else None
            kinds = spellings_of(document, start, end, recased)
            ids, of_pieces, at = [self.pieces.opens], [0], []
            for word, kind in zip(document["words"][start:end], kinds):
                own = self.pieces.of(word)
                at.append(len(ids))
                ids += own
                of_pieces += [kind] * len(own)
            ids.append(self.pieces.ends)
            pieces[row, : len(ids)] = torch.tensor(ids)
            spellings[row, : len(of_pieces)] = torch.tensor(of_pieces)
            mask[row, : len(ids)] = True
            first[row, : len(at)] = torch.tensor(at)
            shapes[row, : len(at)] = torch.tensor(kinds)
            allowed[row, : len(at)] = torch.tensor(document["allowed"][start:end])
            sources.append(0 if rng.random() < forget else source_of(document["source"]))
        return {
            "pieces": pieces, "spellings": spellings, "mask": mask, "first": first, "shapes": shapes,
            "allowed": allowed, "source": torch.tensor(sources),
        }  # fmt: skip


def source_of(name):
    """The number of a source's manner of labelling; 0 if it is unknown."""
    return next((i + 1 for i, one in enumerate(SOURCES) if name.startswith(one)), 0)


# How a text is written anew: all capitals, each word capitalised, or no capitals.
RECASED = ("capitals", "titles", "lower")


def spellings_of(document, start, end, recased=None):
    """A number (1 to 31) for the spelling of each word: its kind, and whether it is in a line of titles."""
    titled = []
    for flag, count in zip(document["titled"], document["paragraphs"]):
        titled += [flag] * count
    kinds = []
    own = zip(document["words"][start:end], document["first"][start:end], titled[start:end])
    for word, first, title in own:
        kind = shape_of(word)
        if recased and kind >= 4:
            kind = recased_shape(word, kind, recased)
            title = recased != "lower"
        kinds.append(kind + (20 if title else 10 if first else 0))
    return kinds


def recased_shape(word, kind, recased):
    if recased == "capitals":
        return 5 if len(word) == 1 else 6
    if recased == "lower":
        return 4
    return 7 if len(word) > 3 else kind


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
