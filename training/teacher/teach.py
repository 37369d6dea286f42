"""Fine-tunes the teacher.

    python teach.py ENCODER_FOLDER TOKENS.jsonl DEV.jsonl OUT.pt [--epochs N] [--seed N] [--layers N]

The loss is the negative logarithm of the total probability of a token's allowed tags, so a type that a set
does not label stays open there. AdamW; the rate warms up, then falls to zero, and is lower for lower layers.
The dev set is only measured, after each epoch.
"""

import argparse
import random
import time

import torch
from corpus import TAGS, Corpus
from decode import f1_by_type, probabilities
from encoder import Pieces, pretrained
from network import Network
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


def part_of(corpus, rng):
    """The indices of an epoch's documents: a sample of those that are little like news, and of copies."""
    return [d for d, one in enumerate(corpus.documents) if rng.random() < share_of(one)]


def share_of(document):
    source = document["source"]
    share = 0.1 if source in ("btc", "wnut17") else 1
    if source.startswith("crossner") and source != "crossner-politics":
        share = 0.4
    return share / 2 if "#" in document["id"] else share


def parameter_groups(network, rate, decay=0.85):
    """The rate of a layer is `decay` times that of the one above; the word embeddings stay as they are."""
    encoder = network.encoder
    encoder.words.requires_grad_(False)
    encoder.positions.requires_grad_(False)
    layers = len(encoder.layers)
    groups = [(layer, rate * decay ** (layers - 1 - i)) for i, layer in enumerate(encoder.layers)]
    groups += [(encoder.norm, rate * decay**layers), (encoder.spellings, rate * 5)]
    groups += [(part, rate * 5) for part in (network.shapes, network.sources, network.inner, network.exit)]
    return [{"params": list(part.parameters()), "lr": one, "top": one} for part, one in groups]


def main(options):
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    pieces = Pieces(options.encoder)
    corpus = Corpus(options.tokens, pieces, lambda source: source != "gmb-silver")
    dev = Corpus(options.dev, pieces)
    network = Network(pretrained(options.encoder, options.layers))
    optimizer = torch.optim.AdamW(parameter_groups(network, options.rate), weight_decay=0.01)
    step, steps, began = 0, 0, time.time()
    for epoch in range(options.epochs):
        batches = corpus.batches(part_of(corpus, rng), rng)
        steps = steps or len(batches) * options.epochs
        network.train()
        losses = []
        for batch in batches:
            share = min((step + 1) / WARM_UP, max(0.01, 1 - step / steps))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * share
            read = corpus.read(batch, forget=0.3, recase=0.1, rng=rng)
            weights = torch.tensor([weight_of(corpus.documents[d]["source"]) for d, *_ in batch])
            loss = loss_of(network(read), read, weights)
            optimizer.zero_grad()
            loss.backward()
            utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
            if step % 20 == 0:
                passed = time.time() - began
                mean = sum(losses[-20:]) / 20
                print(f"step {step} of {steps}, {passed:.0f} s: loss {mean:.4f}", flush=True)
        network.eval()
        scores = f1_by_type(dev, probabilities(network, dev, range(len(dev.documents))))
        text = ", ".join(f"{kind} {value:.4f}" for kind, value in scores.items())
        print(f"epoch {epoch + 1} of {options.epochs}: dev F1 {text}", flush=True)
        torch.save({"network": network.state_dict(), "layers": len(network.encoder.layers)}, options.out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("encoder", "tokens", "dev", "out"):
        parser.add_argument(name)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--rate", type=float, default=2e-4)
    main(parser.parse_args())
