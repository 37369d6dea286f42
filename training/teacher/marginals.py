"""Writes what networks say of each token: float32, a row of TAGS per token, as linearMarginals.ts does.

    python marginals.py ENCODER_FOLDER TOKENS.jsonl OUT.f32 --networks NETWORK.pt... [--silver] [--part I N] [--half]

The probabilities of several networks are averaged. `--silver`: of the silver set's documents only. `--part`: the
I-th (from 1) of N equal parts of the documents; the files of all parts make one by `cat`.
"""

import argparse

import torch
from corpus import SILVER, Corpus
from decode import probabilities
from network import halves, load
from pieces import pieces_of

# Documents whose windows are sorted by length together.
TOGETHER = 500


def main(options):
    torch.set_num_threads(1)
    wanted = lambda source: not options.silver or source == SILVER
    corpus = Corpus(options.tokens, pieces_of(options.encoder), wanted)
    networks = [load(path, options.encoder) for path in options.networks]
    number, parts = options.part
    count = len(corpus.documents)
    start, end = count * (number - 1) // parts, count * number // parts
    with open(options.out, "wb") as file, halves(options.half):
        for at in range(start, end, TOGETHER):
            documents = range(at, min(end, at + TOGETHER))
            found = [probabilities(network, corpus, documents) for network in networks]
            for d in documents:
                file.write((sum(one[d] for one in found) / len(found)).numpy().tobytes())
            file.flush()
            print(f"{documents[-1] + 1 - start} of {end - start} documents", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("encoder", "tokens", "out"):
        parser.add_argument(name)
    parser.add_argument("--networks", nargs="+", required=True)
    parser.add_argument("--silver", action="store_true")
    parser.add_argument("--part", nargs=2, type=int, default=(1, 1))
    parser.add_argument("--half", action="store_true")
    main(parser.parse_args())
