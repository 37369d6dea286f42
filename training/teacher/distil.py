"""Trains the network of the accurate tagger: on people's labels and on what several taggers together say.

    python distil.py ENCODER_FOLDER TOKENS.jsonl DEV.jsonl OUT.pt --marginals MARGINALS.f32... --shares SHARE...
        --steps N [--minutes M] [--rate R] [--half] [--seed N]

Each step is of one of the two, by chance. On the silver set the loss is the cross entropy with the probabilities
of the taggers, multiplied as label.py does; so the network learns what they know and how sure they are. The rate
warms up, then falls to zero with the end. The dev set is only measured: half of it every 250 steps, and all at the
end.
"""

import argparse
import math
import random
import time

import torch
from corpus import SILVER, Corpus
from decode import STYLES, f1_by_type, probabilities
from encoder import pretrained
from network import Network, halves, save
from pieces import pieces_of
from teach import WARM_UP, loss_of, parameter_groups, part_of, weight_of
from together import multiplied
from torch.nn import functional, utils

# The rate of a layer in terms of that of the one above.
DECAY = 0.9
# Above 1, the probabilities of the silver set are made surer.
SHARPER = 1.15


def distillation_loss(scores, batch, wanted):
    """The mean cross entropy per token; `wanted`: tokens x TAGS by document."""
    target = torch.zeros_like(scores)
    for row, (d, start, end) in enumerate(batch):
        target[row, : end - start] = wanted[d][start:end]
    return -(target * functional.log_softmax(scores, -1)).sum() / target.sum()


def endless(corpus, documents, rng):
    """Batches, round after round; `documents()` draws the documents of one."""
    while True:
        yield from corpus.batches(documents(), rng)


def measure(network, dev, step, styles, half):
    """Prints F1 on every `step`-th document of the dev set."""
    numbers = range(0, len(dev.documents), step)
    with halves(half):
        found = probabilities(network.eval(), dev, numbers, styles)
    scores = f1_by_type([dev.documents[d] for d in numbers], [found[d] for d in numbers])
    print("dev F1 " + ", ".join(f"{kind} {value:.4f}" for kind, value in scores.items()), flush=True)
    network.train()


def main(options):
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    pieces = pieces_of(options.encoder)
    people = Corpus(options.tokens, pieces, lambda source: source != SILVER)
    silver = Corpus(options.tokens, pieces, lambda source: source == SILVER)
    dev = Corpus(options.dev, pieces)
    network = Network(pretrained(options.encoder))
    wanted = multiplied(options.marginals, options.shares, silver.documents)
    wanted = [(rows.log() * SHARPER).softmax(-1) for rows in wanted]
    by_people = endless(people, lambda: part_of(people, rng, news=True), rng)
    by_taggers = endless(silver, lambda: range(len(silver.documents)), rng)
    optimizer = torch.optim.AdamW(parameter_groups(network, options.rate, DECAY), weight_decay=0.01, fused=True)
    began = time.time()
    network.train()
    for step in range(options.steps):
        done = max(step / options.steps, (time.time() - began) / 60 / options.minutes)
        if done >= 1:
            break
        share = min((step + 1) / WARM_UP, max(0.01, 1 - done))
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * share
        if rng.random() < 0.5:
            batch = next(by_people)
            read = people.read(batch, forget=0.3, recase=0.1, rng=rng)
            weights = torch.tensor([weight_of(people.documents[d]["source"]) for d, *_ in batch])
            with halves(options.half):
                loss = loss_of(network(read), read, weights)
        else:
            batch = next(by_taggers)
            read = silver.read(batch, forget=0.5, rng=rng)
            with halves(options.half):
                loss = distillation_loss(network(read), batch, wanted)
        optimizer.zero_grad()
        loss.backward()
        utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        if step % 25 == 24:
            print(f"step {step + 1} of {options.steps}, {time.time() - began:.0f} s: loss {loss.item():.4f}", flush=True)
        if step % 250 == 249:
            save(network, options.out)
            measure(network, dev, 2, [""], options.half)
    save(network, options.out)
    measure(network, dev, 1, STYLES, options.half)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("encoder", "tokens", "dev", "out"):
        parser.add_argument(name)
    parser.add_argument("--marginals", nargs="+", required=True)
    parser.add_argument("--shares", nargs="+", type=float, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    main(parser.parse_args())
