"""Labels the silver set with several taggers together.

    python label.py TOKENS.jsonl OUT.jsonl --marginals MARGINALS.f32... --shares SHARE...

The files are what marginals.py and linearMarginals.ts write of the silver set. They are multiplied, each with its
share as the exponent: the taggers make different mistakes. Where the best tag is not sure enough, every likely tag
stays allowed.
"""

import argparse
import json

import torch
from corpus import SILVER, TAGS, read_documents
from decode import TYPES, best_tags
from together import multiplied

# Minimum probability of a decided tag, and of a possible tag of an undecided token.
SURE = 0.75
LIKELY = 0.2


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
    documents = read_documents(options.tokens, lambda source: source == SILVER)
    with open(options.out, "w") as file:
        for document, rows in zip(documents, multiplied(options.marginals, options.shares, documents)):
            line = {"id": document["id"], "entities": list(entities_of(document, rows))}
            file.write(json.dumps(line, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser()
    for name in ("tokens", "out"):
        parser.add_argument(name)
    parser.add_argument("--marginals", nargs="+", required=True)
    parser.add_argument("--shares", nargs="+", type=float, required=True)
    main(parser.parse_args())
