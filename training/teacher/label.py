"""Labels the silver set anew: `python label.py TOKENS.jsonl ENCODED.pt VECTORS.json CHANCES.f32 OUT.jsonl NETWORK.pt…`.

The networks' chances (the mean over networks and over ways to label) and those of a linear tagger that learnt from people's labels alone
(`chances.ts`) are multiplied, each with its share of the exponent. OUT gets for each document of the set its names, and the tokens of which
it stays open what they are: `may` is the bit set of tags that are likely enough.
"""

import json
import sys

import torch
from network import TAGS, TYPES, Alphabet, Corpus, Network, Vectors

ASKED = ("uner-ewt-train", "wikigold", "gum-news")
LINEAR_SHARE = 0.6
SURE = 0.75
LIKELY = 0.2
NEVER = -1e9

# A name goes on only where it began: inside tags are even.
FOLLOWS = torch.tensor([[NEVER if tag and tag % 2 == 0 and before not in (tag, tag - 1) else 0.0 for tag in range(TAGS)] for before in range(TAGS)])


def chances_of(paths, tokens, encoded, vectors):
    """Of each token of each document of the silver set."""
    vectors = Vectors(vectors)
    total = None
    for path in paths:
        saved = torch.load(path)
        corpus = Corpus(tokens, encoded, vectors, Alphabet(saved["letters"]))
        silver = [d for d, document in enumerate(corpus.documents) if document["source"] == "gmb-silver"]
        network = Network()
        network.load_state_dict(saved["network"])
        network.eval()
        told = {d: torch.zeros(len(corpus.documents[d]["words"]), TAGS) for d in silver}
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for batch in corpus.batches(silver):
                chances = sum(network(corpus.read(batch, source)).softmax(-1) for source in ASKED) / len(ASKED)
                for row, (d, start, end, _) in enumerate(batch):
                    told[d][start:end] = chances[row, : end - start]
        total = told if total is None else {d: total[d] + told[d] for d in silver}
    return [(corpus.documents[d], total[d] / len(paths)) for d in silver]


def best_tags(chances, paragraphs):
    """Viterbi's algorithm, paragraph by paragraph."""
    tags = []
    at = 0
    for count in paragraphs:
        scores = (chances[at : at + count] + 1e-6).log()
        best, back = scores[0] + FOLLOWS[0], []
        for row in scores[1:]:
            best, before = (best[:, None] + FOLLOWS).max(0)
            best = best + row
            back.append(before)
        own = [int(best.argmax())]
        for before in reversed(back):
            own.append(int(before[own[-1]]))
        tags += reversed(own)
        at += count
    return tags


def entities_of(document, chances):
    tags = best_tags(chances, document["paragraphs"])
    may = [
        1 << tag if row[tag] >= SURE else (1 << tag) | sum(1 << other for other in range(TAGS) if row[other] > LIKELY)
        for tag, row in zip(tags, chances)
    ]
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
            yield {"start": offsets[start][0], "end": offsets[end - 1][1], "type": TYPES[(tags[start] - 1) // 2]}
        start = end


def main(tokens, encoded, vectors, linear, out, *networks):
    with open(linear, "rb") as file:
        by_linear = torch.frombuffer(bytearray(file.read()), dtype=torch.float32).view(-1, TAGS)
    at = 0
    with open(out, "w") as file:
        for document, chances in chances_of(networks, tokens, encoded, vectors):
            other = by_linear[at : at + len(chances)]
            at += len(chances)
            both = ((chances + 1e-4).log() * (1 - LINEAR_SHARE) + (other + 1e-4).log() * LINEAR_SHARE).softmax(-1)
            file.write(json.dumps({"id": document["id"], "entities": list(entities_of(document, both))}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
