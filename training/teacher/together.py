"""The taggers together: what each says of each token, read from files and multiplied."""

import torch
from corpus import TAGS


def rows_of(path, documents):
    """For each of the documents, tokens x TAGS: the probabilities in a file of marginals.py or linearMarginals.ts."""
    with open(path, "rb") as file:
        rows = torch.frombuffer(bytearray(file.read()), dtype=torch.float32).view(-1, TAGS)
    lengths = [len(document["words"]) for document in documents]
    assert sum(lengths) == len(rows), "the probabilities are of other texts"
    return rows.split(lengths)


def together(rows, shares):
    """The geometric mean of several probabilities of the same tokens; a share is the exponent of one."""
    return sum(share * (one + 1e-4).log() for one, share in zip(rows, shares)).softmax(-1)


def multiplied(paths, shares, documents):
    """For each of the documents, the geometric mean of the probabilities in the files."""
    return [together(rows, shares) for rows in zip(*(rows_of(path, documents) for path in paths))]
