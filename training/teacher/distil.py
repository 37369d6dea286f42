"""Trains a network further, on people's labels and on what several taggers together say of the silver set.

    python distil.py ENCODER_FOLDER TOKENS.jsonl NETWORK.pt OUT.pt --marginals MARGINALS.f32... --shares SHARE...
        [--steps N] [--half] [--seed N]

Steps alternate between the two. On the silver set the loss is the cross entropy with the probabilities of the
taggers, multiplied as label.py does; so the network learns what they know and how sure they are.
"""

import argparse
import random

import torch
from corpus import SILVER, Corpus
from network import halves, load, save
from pieces import Pieces
from teach import batches_of, loss_of, parameter_groups, part_of, weight_of
from together import multiplied
from torch.nn import functional, utils

RATE = 1.5e-4
WARM_UP = 40
# Above 1, the probabilities of the silver set are made surer.
SHARPER = 1.15


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
    people = Corpus(options.tokens, pieces, lambda source: source != SILVER)
    silver = Corpus(options.tokens, pieces, lambda source: source == SILVER)
    network = load(options.network, options.encoder)
    wanted = multiplied(options.marginals, options.shares, silver.documents)
    wanted = [(rows.log() * SHARPER).softmax(-1) for rows in wanted]
    half = options.steps // 2 + 1
    by_people = batches_of(people, lambda: part_of(people, rng), half, rng)
    by_taggers = batches_of(silver, lambda: range(len(silver.documents)), half, rng)
    optimizer = torch.optim.AdamW(parameter_groups(network, RATE), weight_decay=0.01, fused=True)
    network.train()
    for step in range(options.steps):
        share = min((step + 1) / WARM_UP, max(0.01, 1 - step / options.steps))
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * share
        if step % 2 == 0:
            batch = by_people[step // 2]
            read = people.read(batch, forget=0.3, recase=0.1, rng=rng)
            weights = torch.tensor([weight_of(people.documents[d]["source"]) for d, *_ in batch])
            with halves(options.half):
                loss = loss_of(network(read), read, weights)
        else:
            batch = by_taggers[step // 2]
            read = silver.read(batch, forget=0.5, rng=rng)
            with halves(options.half):
                loss = distillation_loss(network(read), batch, wanted)
        optimizer.zero_grad()
        loss.backward()
        utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        if step % 20 == 19:
            print(f"step {step + 1} of {options.steps}: loss {loss.item():.4f}", flush=True)
    save(network, options.out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("encoder", "tokens", "network", "out"):
        parser.add_argument(name)
    parser.add_argument("--marginals", nargs="+", required=True)
    parser.add_argument("--shares", nargs="+", type=float, required=True)
    parser.add_argument("--steps", type=int, default=570)
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    main(parser.parse_args())
