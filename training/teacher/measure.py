"""Measures the teacher on the dev set, alone and with linear taggers.

    python measure.py ENCODER_FOLDER DEV.jsonl --networks NETWORK.pt... --linear LINEAR.f32...

DEV.jsonl and LINEAR.f32 are of the same documents, as tokens.ts and linearMarginals.ts write them.
"""

import argparse

import torch
from corpus import Corpus
from decode import f1_by_type
from pieces import Pieces
from label import linear_probabilities, mean_probabilities, together
from network import load


def main(options):
    corpus = Corpus(options.dev, Pieces(options.encoder))
    documents = range(len(corpus.documents))
    linear = [linear_probabilities(path, corpus) for path in options.linear]
    networks = [load(path, options.encoder) for path in options.networks]
    by_network = mean_probabilities(networks, corpus, documents)
    for share in (0, 0.2, 0.4, 0.5, 0.6, 0.8, 1):
        both = {d: together(by_network[d], [one[d] for one in linear], share) for d in documents}
        scores = f1_by_type(corpus, both)
        print(f"linear share {share}: " + ", ".join(f"{kind} {value:.4f}" for kind, value in scores.items()))


if __name__ == "__main__":
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser()
    for name in ("encoder", "dev"):
        parser.add_argument(name)
    for name in ("--networks", "--linear"):
        parser.add_argument(name, nargs="+", required=True)
    main(parser.parse_args())
