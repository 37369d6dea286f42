"""Measures taggers on the dev set: each alone, then together with all exponents that are tenths.

    python measure.py DEV.jsonl MARGINALS.f32...

The files are what marginals.py and linearMarginals.ts write of the documents of DEV.jsonl.
"""

import argparse
from itertools import product

import torch
from corpus import read_documents
from decode import f1_by_type
from together import multiplied


def shares_of(count):
    """Each tagger alone, then each division of ten tenths among those that take part."""
    alone = [tuple(float(i == j) for j in range(count)) for i in range(count)]
    tenths = [tens for tens in product(range(10), repeat=count) if sum(tens) == 10]
    return alone + [tuple(ten / 10 for ten in tens) for tens in tenths]


def main(options):
    documents = read_documents(options.dev)
    for shares in shares_of(len(options.marginals)):
        scores = f1_by_type(documents, multiplied(options.marginals, shares, documents))
        text = ", ".join(f"{kind} {value:.4f}" for kind, value in scores.items())
        print(f"shares {' '.join(map(str, shares))}: {text}", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser()
    parser.add_argument("dev")
    parser.add_argument("marginals", nargs="+")
    main(parser.parse_args())
