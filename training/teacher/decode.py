"""The best tags of a sequence, and the scores of what was found."""

import torch
from corpus import TAGS, source_of

FORBIDDEN = -1e9
TYPES = ["PER", "LOC", "ORG", "NORP", "EVENT", "MISC"]
# The types that F1 is of: persons, places and organisations, together and each.
MEASURED = {"all": TYPES[:3], **{kind: [kind] for kind in TYPES[:3]}}
# The manners of labelling that are averaged: news and web text, and none in particular.
STYLES = ["gum-news", "uner-ewt-train", "uner-ewt-dev", ""]


def transition(before, tag):
    """An inside tag (even) may only follow the same tag or the beginning of the same type."""
    return FORBIDDEN if tag and tag % 2 == 0 and before not in (tag, tag - 1) else 0.0


TRANSITIONS = torch.tensor([[transition(before, tag) for tag in range(TAGS)] for before in range(TAGS)])


def probabilities(network, corpus, documents, styles=STYLES):
    """For each of the documents, tokens × TAGS."""
    found = {d: torch.zeros(len(corpus.documents[d]["words"]), TAGS) for d in documents}
    with torch.no_grad():
        for batch in corpus.batches(documents):
            read = corpus.read(batch)
            hidden = network.hidden(read)
            number = lambda style: torch.full((len(batch),), source_of(style) if style else 0)
            scored = [network.scores(hidden, read, number(style)).softmax(-1) for style in styles]
            mean = sum(scored) / len(styles)
            for row, (d, start, end) in enumerate(batch):
                found[d][start:end] = mean[row, : end - start]
    return found


def best_tags(probabilities, paragraphs):
    """The best allowed tag sequence of each paragraph: the likeliest tags, or by Viterbi's algorithm."""
    likeliest = probabilities.argmax(1)
    tags, at = [], 0
    for count in paragraphs:
        own = likeliest[at : at + count]
        before = torch.cat([torch.zeros(1, dtype=torch.long), own[:-1]])
        allowed = bool((TRANSITIONS[before, own] == 0).all())
        tags += own.tolist() if allowed else viterbi((probabilities[at : at + count] + 1e-6).log())
        at += count
    return tags


def viterbi(scores):
    best, back = scores[0] + TRANSITIONS[0], []
    for row in scores[1:]:
        best, before = (best[:, None] + TRANSITIONS).max(0)
        best = best + row
        back.append(before)
    tags = [int(best.argmax())]
    for before in reversed(back):
        tags.append(int(before[tags[-1]]))
    return tags[::-1]


def spans(tags, paragraphs):
    """The set of (start, end, type) of a document's tags."""
    found, breaks, at = set(), set(), 0
    for count in paragraphs:
        breaks.add(at)
        at += count
    start = 0
    while start < len(tags):
        end = start + 1
        if tags[start] % 2 == 1:
            while end < len(tags) and tags[end] == tags[start] + 1 and end not in breaks:
                end += 1
            found.add((start, end, TYPES[(tags[start] - 1) // 2]))
        start = end
    return found


def gold(document):
    """The labelled names: the lowest allowed tag of each token tells, for names have no open tags."""
    tags = [0 if bits & 1 else (bits & -bits).bit_length() - 1 for bits in document["allowed"]]
    return spans(tags, document["paragraphs"])


def f1_by_type(documents, found):
    """F1 of people, places, organisations and all three. `found`: for each document its probabilities."""
    return f1_of([counts_by_type(document, found[d]) for d, document in enumerate(documents)])


def counts_by_type(document, probabilities):
    """How many names are right, labelled and found in a document: of each of three types, and of all three."""
    paragraphs = document["paragraphs"]
    right, own = gold(document), spans(best_tags(probabilities, paragraphs), paragraphs)
    counts = {}
    for name, kinds in MEASURED.items():
        number = lambda names: sum(kind in kinds for *_, kind in names)
        counts[name] = number(right & own), number(right), number(own)
    return counts


def f1_of(counts):
    """F1 by type of several documents' counts."""
    sums = {kind: [sum(column) for column in zip(*(one[kind] for one in counts))] for kind in counts[0]}
    return {kind: 2 * hits / max(1, asked + given) for kind, (hits, asked, given) in sums.items()}
