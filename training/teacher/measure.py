"""Measures taggers on the dev set: each alone, then together with all exponents that are tenths.

    python measure.py DEV.jsonl MARGINALS.f32...

The files are what marginals.py and linearMarginals.ts write of the documents of DEV.jsonl. The last line says
what choosing the exponents on this set is worth elsewhere: they are chosen on nine tenths of the documents and
measured on the last, in several divisions.
"""

import argparse
import random
from itertools import product

import torch
from corpus import read_documents
from decode import counts_by_type, f1_of
from together import multiplied

DIVISIONS = 10
TENTHS = 10


def shares_of(count):
    """Each tagger alone, then each division of ten tenths among those that take part."""
    alone = [tuple(float(i == j) for j in range(count)) for i in range(count)]
    tenths = [tens for tens in product(range(10), repeat=count) if sum(tens) == 10]
    return alone + [tuple(ten / 10 for ten in tens) for tens in tenths]


def cross_validated(counts, rng):
    """F1 of all names with the exponents that are best on the other documents. `counts`: by exponents, by document."""
    order = list(range(len(next(iter(counts.values())))))
    rng.shuffle(order)
    measured = []
    for tenth in range(TENTHS):
        others = [d for i, d in enumerate(order) if i % TENTHS != tenth]
        best = max(counts.values(), key=lambda one: f1_of([one[d] for d in others])["all"])
        measured += [best[d] for d in order[tenth::TENTHS]]
    return f1_of(measured)["all"]


def main(options):
    documents = read_documents(options.dev)
    counts = {}
    for shares in shares_of(len(options.marginals)):
        rows = multiplied(options.marginals, shares, documents)
        counts[shares] = [counts_by_type(*one) for one in zip(documents, rows)]
        text = ", ".join(f"{kind} {value:.4f}" for kind, value in f1_of(counts[shares]).items())
        print(f"shares {' '.join(map(str, shares))}: {text}", flush=True)
    rng = random.Random(1)
    mean = sum(cross_validated(counts, rng) for _ in range(DIVISIONS)) / DIVISIONS
    print(f"exponents chosen by cross-validation: all {mean:.4f}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser()
    parser.add_argument("dev")
    parser.add_argument("marginals", nargs="+")
    main(parser.parse_args())
