"""Trains a network further, on people's labels and on what several taggers together say of the silver set.

    python distil.py ENCODER_FOLDER TOKENS.jsonl NETWORK.pt OUT.pt --linear LINEAR.f32... [--steps N] [--seed N]

Steps alternate between the two. On the silver set the loss is the cross entropy with the probabilities of the
network as it was and of the linear taggers, multiplied (label.py); so the network learns what they know and how
sure they are.
"""

import argparse
import random

import torch
from corpus import Corpus
from pieces import Pieces
from label import linear_probabilities, mean_probabilities, together
from network import load
from teach import loss_of, parameter_groups, part_of, weight_of
from torch.nn import functional, utils

RATE = 1.5e-4
WARM_UP = 40
# Above 1, the probabilities of the silver set are made surer.
SHARPER = 1.15


def batches_of(corpus, documents, count, rng):
    batches = []
    while len(batches) < count:
        batches += corpus.batches(documents(), rng)
    return batches[:count]


def distillation_loss(scores, batch, wanted):
    """The mean cross entropy per token; `wanted`: tokens x TAGS by document."""
    target = torch.zeros_like(scores)
    for row, (d, start, end) in enumerate(batch):
        target[row, : end - start] = wanted[d][start:end]
    return -(target * functional.log_softmax(scores, -1)).sum() / target.sum()


def main(options):
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    pieces = Pieces(options.encoder)
    people = Corpus(options.tokens, pieces, lambda source: source != "gmb-silver")
    silver = Corpus(options.tokens, pieces, lambda source: source == "gmb-silver")
    network = load(options.network, options.encoder)
    every = range(len(silver.documents))
    by_network = mean_probabilities([network], silver, every)
    linear = [linear_probabilities(path, silver) for path in options.linear]
    wanted = {
        d: (together(by_network[d], [one[d] for one in linear]).log() * SHARPER).softmax(-1) for d in every
    }
    half = options.steps // 2 + 1
    by_people = batches_of(people, lambda: part_of(people, rng), half, rng)
    by_taggers = batches_of(silver, lambda: every, half, rng)
    optimizer = torch.optim.AdamW(parameter_groups(network, RATE), weight_decay=0.01)
    network.train()
    for step in range(options.steps):
        share = min((step + 1) / WARM_UP, max(0.01, 1 - step / options.steps))
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * share
        if step % 2 == 0:
            batch = by_people[step // 2]
            read = people.read(batch, forget=0.3, recase=0.1, rng=rng)
            weights = torch.tensor([weight_of(people.documents[d]["source"]) for d, *_ in batch])
            loss = loss_of(network(read), read, weights)
        else:
            batch = by_taggers[step // 2]
            read = silver.read(batch, forget=0.5, rng=rng)
            loss = distillation_loss(network(read), batch, wanted)
        optimizer.zero_grad()
        loss.backward()
        utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        if step % 20 == 0:
            print(f"step {step} of {options.steps}: loss {loss.item():.4f}", flush=True)
    torch.save({"network": network.state_dict(), "layers": len(network.encoder.layers)}, options.out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("encoder", "tokens", "network", "out"):
        parser.add_argument(name)
    parser.add_argument("--linear", nargs="+", required=True)
    parser.add_argument("--steps", type=int, default=570)
    parser.add_argument("--seed", type=int, default=1)
    main(parser.parse_args())
