"""Relabels the silver set.

    python label.py TOKENS.jsonl ENCODED.pt VECTORS.json MARGINALS.f32 OUT.jsonl NETWORK.pt…

Combines the tag probabilities of the networks (the mean over networks and labelling styles) with those of a
linear tagger trained only on labels by people (`linearMarginals.ts`), as a weighted geometric mean. OUT
gets, for each document of the set, its names and its undecided tokens: `may` is the bit set of the tags
that are likely enough.
"""

import json
import sys

import torch
from network import TAGS, TYPES, Alphabet, Corpus, Network, Vectors

# The sources whose labelling styles are averaged.
STYLES = ("uner-ewt-train", "wikigold", "gum-news")
# The exponent of the linear tagger's probabilities in the geometric mean.
LINEAR_SHARE = 0.6
# Minimum probability for a decided tag, and for a possible tag of an undecided token.
SURE = 0.75
LIKELY = 0.2
FORBIDDEN = -1e9


def transition(before, tag):
    """An inside tag (even) may only follow the same tag or the beginning of the same type."""
    return FORBIDDEN if tag and tag % 2 == 0 and before not in (tag, tag - 1) else 0.0


TRANSITIONS = torch.tensor([[transition(before, tag) for tag in range(TAGS)] for before in range(TAGS)])


def probabilities_of(paths, tokens, encoded, vectors):
    """Pairs of each document of the silver set and the networks' mean probabilities, tokens × TAGS."""
    vectors = Vectors(vectors)
    total = None
    for path in paths:
        saved = torch.load(path)
        corpus = Corpus(tokens, encoded, vectors, Alphabet(saved["letters"]))
        silver = [d for d, document in enumerate(corpus.documents) if document["source"] == "gmb-silver"]
        network = Network()
        network.load_state_dict(saved["network"])
        network.eval()
        sums = {d: torch.zeros(len(corpus.documents[d]["words"]), TAGS) for d in silver}
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for batch in corpus.batches(silver):
                styles = [network(corpus.read(batch, source)).softmax(-1) for source in STYLES]
                probabilities = sum(styles) / len(styles)
                for row, (d, start, end, _) in enumerate(batch):
                    sums[d][start:end] = probabilities[row, : end - start]
        total = sums if total is None else {d: total[d] + sums[d] for d in silver}
    return [(corpus.documents[d], total[d] / len(paths)) for d in silver]


def best_tags(probabilities, paragraphs):
    """The best allowed tag sequence of each paragraph, by Viterbi's algorithm."""
    tags = []
    at = 0
    for count in paragraphs:
        scores = (probabilities[at : at + count] + 1e-6).log()
        best, back = scores[0] + TRANSITIONS[0], []
        for row in scores[1:]:
            best, before = (best[:, None] + TRANSITIONS).max(0)
            best = best + row
            back.append(before)
        own = [int(best.argmax())]
        for before in reversed(back):
            own.append(int(before[own[-1]]))
        tags += reversed(own)
        at += count
    return tags


def possible_tags(tag, row):
    """The bit set of the tags that a token may have."""
    if row[tag] >= SURE:
        return 1 << tag
    return (1 << tag) | sum(1 << other for other in range(TAGS) if row[other] > LIKELY)


def entities_of(document, probabilities):
    """The document's names, and its undecided tokens one by one with `may`."""
    tags = best_tags(probabilities, document["paragraphs"])
    may = [possible_tags(tag, row) for tag, row in zip(tags, probabilities)]
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


def main(tokens, encoded, vectors, linear, out, *networks):
    with open(linear, "rb") as file:
        by_linear = torch.frombuffer(bytearray(file.read()), dtype=torch.float32).view(-1, TAGS)
    at = 0
    with open(out, "w") as file:
        for document, probabilities in probabilities_of(networks, tokens, encoded, vectors):
            other = by_linear[at : at + len(probabilities)]
            at += len(probabilities)
            logs = (probabilities + 1e-4).log() * (1 - LINEAR_SHARE) + (other + 1e-4).log() * LINEAR_SHARE
            line = {"id": document["id"], "entities": list(entities_of(document, logs.softmax(-1)))}
            file.write(json.dumps(line, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
