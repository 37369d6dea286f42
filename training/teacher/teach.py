"""Trains the teacher network.

    python teach.py TOKENS.jsonl ENCODED.pt VECTORS.json OUT.pt [--silver WEIGHT] [--epochs N] [--seed N]

The loss is the negative logarithm of the total probability of the allowed tags. Without --silver, it trains
only on documents labelled by people; with it, each epoch also has a third of the other documents, whose
tokens have that weight.
"""

import argparse
import random

import torch
from network import TAGS, Alphabet, Corpus, Network, Vectors
from torch.nn import functional, utils

BITS = 1 << torch.arange(TAGS)
RATE = 2e-3


def loss_of(scores, batch, weights):
    allowed = (batch["allowed"][..., None] & BITS) > 0
    log_probabilities = torch.logsumexp(functional.log_softmax(scores, -1).masked_fill(~allowed, -1e4), -1)
    weights = weights[:, None] * (batch["mask"] & allowed.any(-1))
    return -(log_probabilities * weights).sum() / weights.sum().clamp(min=1)


def weight_of(source, silver):
    """The weight of a source: web text and news labelled by people are better evidence than tweets."""
    if source == "gmb-silver":
        return silver
    return 0.5 if source in ("btc", "wnut17") else 1.5 if source.startswith(("gum", "uner")) else 1.0


def part_of(corpus, silver, rng):
    """The indices of the documents of an epoch, a random sample of some sources."""
    shares = {"btc": 0.4, "wnut17": 0.4, "gmb-silver": 0.35 if silver > 0 else 0}
    sources = [document["source"] for document in corpus.documents]
    return [d for d, source in enumerate(sources) if rng.random() < shares.get(source, 1)]


def main(options):
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    alphabet = Alphabet()
    corpus = Corpus(options.tokens, options.encoded, Vectors(options.vectors), alphabet)
    network = Network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    step = 0
    for epoch in range(options.epochs):
        batches = corpus.batches(part_of(corpus, options.silver, rng), rng)
        steps = len(batches) * options.epochs
        sum_of_losses = 0
        network.train()
        for batch in batches:
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / 200) * max(0.03, 1 - step / steps)
            read = corpus.read(batch, forget=0.3, rng=rng)
            sources = [corpus.documents[d]["source"] for d, *_ in batch]
            weights = torch.tensor([weight_of(source, options.silver) for source in sources])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(read)
            loss = loss_of(scores, read, weights)
            optimizer.zero_grad()
            loss.backward()
            utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            sum_of_losses += loss.item()
        print(f"epoch {epoch + 1} of {options.epochs}: loss {sum_of_losses / len(batches):.4f}", flush=True)
        torch.save({"network": network.state_dict(), "letters": alphabet.letters}, options.out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("tokens", "encoded", "vectors", "out"):
        parser.add_argument(name)
    parser.add_argument("--silver", type=float, default=0)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    main(parser.parse_args())
