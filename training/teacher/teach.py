"""Fine-tunes the teacher.

    python teach.py ENCODER_FOLDER TOKENS.jsonl DEV.jsonl OUT.pt --steps N [--minutes M] [--batch PIECES] [--rate R]
        [--frozen LAYERS] [--news] [--half] [--seed N]

The loss is the negative logarithm of the total probability of a token's allowed tags, so a type that a set
does not label stays open there. AdamW; the rate warms up, then falls to zero, and is lower for lower layers.
The lowest layers can be frozen, most of what is little like news left out (`--news`), products be of 16 bits
(`--half`), and the rate fall so that training ends after some minutes: a large encoder on a small machine needs
all four. The dev set is only measured.
"""

import argparse
import math
import random
import time

import torch
from corpus import PIECES_IN_BATCH, SILVER, TAGS, Corpus
from decode import f1_by_type, probabilities
from encoder import pretrained
from network import Network, halves, save
from pieces import pieces_of
from torch.nn import functional, utils

BITS = 1 << torch.arange(TAGS)
WARM_UP = 100


def loss_of(scores, batch, weights):
    allowed = (batch["allowed"][..., None] & BITS) > 0
    logs = torch.logsumexp(functional.log_softmax(scores, -1).masked_fill(~allowed, -1e4), -1)
    weights = weights[:, None] * allowed.any(-1)
    return -(logs * weights).sum() / weights.sum().clamp(min=1)


def weight_of(source):
    """The weight of a source: web text and news labelled by people are better evidence than tweets."""
    return 0.5 if source in ("btc", "wnut17") else 1.5 if source.startswith(("gum", "uner")) else 1.0


def part_of(corpus, rng, news=False):
    """The indices of a round's documents: a sample of those that are little like news, and of copies."""
    return [d for d, one in enumerate(corpus.documents) if rng.random() < share_of(one, news)]


def share_of(document, news):
    source = document["source"]
    share = 1
    if source in ("btc", "wnut17"):
        share = 0.02 if news else 0.1
    elif source.startswith("crossner") and source != "crossner-politics":
        share = 0.1 if news else 0.4
    elif source == "redocred" and news:
        share = 0.6
    return share * (0.2 if news else 0.5) if "#" in document["id"] else share


def batches_of(corpus, documents, count, rng, size=PIECES_IN_BATCH):
    """As many rounds of batches as are needed for `count`; `documents()` draws the documents of one."""
    batches = []
    while len(batches) < count:
        batches += corpus.batches(documents(), rng, size)
    return batches[:count]


def parameter_groups(network, rate, decay=0.85):
    """The rate of a layer is `decay` times that of the one above; the word embeddings stay as they are."""
    encoder = network.encoder
    encoder.words.requires_grad_(False)
    encoder.positions.requires_grad_(False)
    layers, frozen = len(encoder.layers), encoder.frozen
    for part in (encoder.norm, *encoder.layers)[: frozen + 1 if frozen else 0]:
        part.requires_grad_(False)
    groups = [(encoder.layers[i], rate * decay ** (layers - 1 - i)) for i in range(frozen, layers)]
    groups += [] if frozen else [(encoder.norm, rate * decay**layers)]
    groups += [(encoder.spellings, rate * 5)]
    groups += [(part, rate * 5) for part in (network.shapes, network.sources, network.inner, network.exit)]
    return [{"params": list(part.parameters()), "lr": one, "top": one} for part, one in groups]


def main(options):
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    pieces = pieces_of(options.encoder)
    corpus = Corpus(options.tokens, pieces, lambda source: source != SILVER)
    dev = Corpus(options.dev, pieces)
    network = Network(pretrained(options.encoder, options.frozen))
    optimizer = torch.optim.AdamW(parameter_groups(network, options.rate), weight_decay=0.01, fused=True)
    batches = batches_of(corpus, lambda: part_of(corpus, rng, options.news), options.steps, rng, options.batch)
    began, losses = time.time(), []
    network.train()
    for step, batch in enumerate(batches):
        passed = time.time() - began
        done = max(step / options.steps, passed / 60 / options.minutes)
        if done >= 1:
            break
        share = min((step + 1) / WARM_UP, max(0.01, 1 - done))
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * share
        read = corpus.read(batch, forget=0.3, recase=0.1, rng=rng)
        weights = torch.tensor([weight_of(corpus.documents[d]["source"]) for d, *_ in batch])
        with halves(options.half):
            loss = loss_of(network(read), read, weights)
        optimizer.zero_grad()
        loss.backward()
        utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 20 == 19:
            mean = sum(losses[-20:]) / 20
            print(f"step {step + 1} of {options.steps}, {passed:.0f} s: loss {mean:.4f}", flush=True)
        if step % 200 == 199:
            save(network, options.out)
    save(network, options.out)
    with halves(options.half):
        scores = f1_by_type(dev.documents, probabilities(network.eval(), dev, range(len(dev.documents))))
    print("dev F1 " + ", ".join(f"{kind} {value:.4f}" for kind, value in scores.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("encoder", "tokens", "dev", "out"):
        parser.add_argument(name)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--batch", type=int, default=PIECES_IN_BATCH)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--frozen", type=int, default=0)
    parser.add_argument("--news", action="store_true")
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    main(parser.parse_args())
