"""Labels the silver set with the teacher and linear taggers together.

    python label.py ENCODER_FOLDER TOKENS.jsonl OUT.jsonl --networks NETWORK.pt... --linear LINEAR.f32...

LINEAR.f32 is what linearMarginals.ts writes: a linear tagger's probability of each tag of each token. The
probabilities of the networks are averaged, and those of the linear taggers multiplied with them (a geometric
mean): they make different mistakes. Where the best tag is not sure enough, every likely tag stays allowed.
"""

import argparse
import json

import torch
from corpus import TAGS, Corpus
from decode import TYPES, best_tags, probabilities
from pieces import Pieces
from network import load

# The exponent of the linear taggers in the geometric mean, which they share equally.
LINEAR_SHARE = 0.6
# Minimum probability of a decided tag, and of a possible tag of an undecided token.
SURE = 0.75
LIKELY = 0.2


def mean_probabilities(networks, corpus, documents):
    total = None
    for network in networks:
        found = probabilities(network, corpus, documents)
        total = found if total is None else {d: total[d] + found[d] for d in documents}
    return {d: total[d] / len(networks) for d in documents}


def linear_probabilities(path, corpus):
    """For each document of the corpus, in order, tokens x TAGS."""
    with open(path, "rb") as file:
        rows = torch.frombuffer(bytearray(file.read()), dtype=torch.float32).view(-1, TAGS)
    found, at = {}, 0
    for d, document in enumerate(corpus.documents):
        found[d] = rows[at : at + len(document["words"])]
        at += len(document["words"])
    assert at == len(rows), "the linear tagger's rows are of other texts"
    return found


def together(networks, linear, share=LINEAR_SHARE):
    """The geometric mean of tokens x TAGS; `share` is the exponent of all of the list `linear`."""
    logs = (networks + 1e-4).log() * (1 - share)
    for one in linear:
        logs = logs + (one + 1e-4).log() * share / len(linear)
    return logs.softmax(-1)


def possible_tags(tag, row):
    """The bit set of the tags that a token may have."""
    if row[tag] >= SURE:
        return 1 << tag
    return (1 << tag) | sum(1 << other for other in range(TAGS) if row[other] > LIKELY)


def entities_of(document, probabilities):
    """The document's names, and its undecided tokens one by one with `may`."""
    tags = best_tags(probabilities, document["paragraphs"])
    may = [possible_tags(tag, row) for tag, row in zip(tags, probabilities.tolist())]
    offsets = document["offsets"]
    start = 0
    while start < len(tags):
        end = start + 1
        while tags[start] % 2 == 1 and end < len(tags) and tags[end] == tags[start] + 1:
            end += 1
        if any(may[i] != 1 << tags[i] for i in range(start, end)):
            for i in range(start, end):
                yield {"start": offsets[i][0], "end": offsets[i][1], "type": "?", "may": may[i]}
        elif tags[start] != 0:
            label = TYPES[(tags[start] - 1) // 2]
            yield {"start": offsets[start][0], "end": offsets[end - 1][1], "type": label}
        start = end


def main(options):
    corpus = Corpus(options.tokens, Pieces(options.encoder), lambda source: source == "gmb-silver")
    networks = [load(path, options.encoder) for path in options.networks]
    linear = [linear_probabilities(path, corpus) for path in options.linear]
    by_network = mean_probabilities(networks, corpus, range(len(corpus.documents)))
    with open(options.out, "w") as file:
        for d, document in enumerate(corpus.documents):
            both = together(by_network[d], [one[d] for one in linear])
            line = {"id": document["id"], "entities": list(entities_of(document, both))}
            file.write(json.dumps(line, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser()
    for name in ("encoder", "tokens", "out"):
        parser.add_argument(name)
    for name in ("--networks", "--linear"):
        parser.add_argument(name, nargs="+", required=True)
    main(parser.parse_args())
