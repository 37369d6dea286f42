"""A pretrained encoder with a spelling of each piece beside it.

Two are known: multilingual E5 small (Wang et al. 2024; 384 wide), which is built as BERT is, and MPNet base (Song
et al. 2020; twelve layers, 768 wide), whose layers also know how far apart two pieces are. MPNet knows lower-case
letters only, so the kind of spelling of the word is added to each piece.
"""

import json
import math
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

SPELLINGS = 32

# What each kind of encoder calls the parts of a layer; the three of `entry` are one matrix here.
NAMES = {
    "bert": {
        "entry": ["attention.self.query", "attention.self.key", "attention.self.value"],
        "exit": ["attention.output.dense"],
        "exit_norm": ["attention.output.LayerNorm"],
    },
    "mpnet": {
        "entry": ["attention.attn.q", "attention.attn.k", "attention.attn.v"],
        "exit": ["attention.attn.o"],
        "exit_norm": ["attention.LayerNorm"],
    },
}
COMMON = {"widen": ["intermediate.dense"], "narrow": ["output.dense"], "narrow_norm": ["output.LayerNorm"]}


class Encoder(nn.Module):
    """The encoder. The `frozen` lowest layers stay as they are, and do without the spelling of words."""

    def __init__(self, settings, frozen=0, dropout=0.1):
        super().__init__()
        self.frozen = frozen
        width = settings["hidden_size"]
        self.words = nn.Embedding(settings["vocab_size"], width)
        self.positions = nn.Embedding(settings["max_position_embeddings"], width)
        self.spellings = nn.Embedding(SPELLINGS, width)
        self.norm = nn.LayerNorm(width, eps=settings["layer_norm_eps"])
        self.layers = nn.ModuleList(
            [Layer(settings, dropout) for _ in range(settings["num_hidden_layers"])]
        )
        self.distances = Distances(settings) if settings["model_type"] == "mpnet" else None
        self.dropout = dropout
        nn.init.zeros_(self.spellings.weight)

    def forward(self, pieces, spellings, mask):
        """The hidden states, batch × length × width; `mask` is true for pieces."""
        length = pieces.shape[1]
        hidden = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        if self.distances is not None:
            hidden = hidden + self.distances(length)
        x = self.words(pieces) + self.positions(torch.arange(length, device=pieces.device))
        spelled = self.spellings(spellings)
        with torch.set_grad_enabled(self.frozen == 0 and torch.is_grad_enabled()):
            x = self.norm(x if self.frozen else x + spelled)
            x = functional.dropout(x, self.dropout, self.training)
            for layer in self.layers[: self.frozen]:
                x = layer(x, hidden)
        if self.frozen:
            x = x + spelled
        for layer in self.layers[self.frozen :]:
            x = layer(x, hidden)
        return x


class Distances(nn.Module):
    """MPNet's bias of attention by how far apart two pieces are: exactly when near, then by powers."""

    def __init__(self, settings):
        super().__init__()
        self.kinds = settings["relative_attention_num_buckets"] // 2
        self.bias = nn.Embedding(2 * self.kinds, settings["num_attention_heads"])
        self.bias.requires_grad_(False)

    def forward(self, length):
        """The bias, 1 × heads × length × length."""
        at = torch.arange(length)
        distance = at[None, :] - at[:, None]
        exact = self.kinds // 2
        far = (distance.abs().clamp(min=1) / exact).log() / math.log(128 / exact) * (self.kinds - exact)
        kind = (exact + far.long()).clamp(max=self.kinds - 1)
        kind = torch.where(distance.abs() < exact, distance.abs(), kind) + (distance > 0) * self.kinds
        return self.bias(kind).permute(2, 0, 1)[None]


class Layer(nn.Module):
    def __init__(self, settings, dropout):
        super().__init__()
        width, inner = settings["hidden_size"], settings["intermediate_size"]
        self.heads, self.dropout = settings["num_attention_heads"], dropout
        self.entry = nn.Linear(width, 3 * width)
        self.exit = nn.Linear(width, width)
        self.exit_norm = nn.LayerNorm(width, eps=settings["layer_norm_eps"])
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.narrow_norm = nn.LayerNorm(width, eps=settings["layer_norm_eps"])

    def forward(self, x, hidden):
        drop = lambda y: functional.dropout(y, self.dropout, self.training)
        query, key, value = [
            part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.entry(x).chunk(3, -1)
        ]
        attended = functional.scaled_dot_product_attention(query, key, value, hidden)
        attended = attended.transpose(1, 2).flatten(-2)
        x = self.exit_norm(x + drop(self.exit(attended)))
        return self.narrow_norm(x + drop(self.narrow(functional.gelu(self.widen(x)))))


def pretrained(folder, frozen=0):
    """The encoder with the weights of `folder` (config.json, model.safetensors in BERT's or MPNet's names)."""
    from safetensors.torch import load_file

    settings = json.loads((Path(folder) / "config.json").read_text())
    encoder = Encoder(settings, frozen)
    old = load_file(str(Path(folder) / "model.safetensors"))
    old = {name.removeprefix("bert."): weight for name, weight in old.items()}
    embedding = lambda name: old[f"embeddings.{name}"]
    new = {
        "words.weight": embedding("word_embeddings.weight"),
        "norm.weight": embedding("LayerNorm.weight"),
        "norm.bias": embedding("LayerNorm.bias"),
    }
    positions = embedding("position_embeddings.weight")
    if encoder.distances is None:
        new["positions.weight"] = positions + embedding("token_type_embeddings.weight")[0]
    else:
        # MPNet's positions begin behind that of its padding.
        after = settings["pad_token_id"] + 1
        new["positions.weight"] = torch.cat([positions[after:], positions[:after]])
        new["distances.bias.weight"] = old["encoder.relative_attention_bias.weight"]
    names = NAMES[settings["model_type"]] | COMMON
    for i in range(len(encoder.layers)):
        for part in ("weight", "bias"):
            for name, theirs in names.items():
                own = [old[f"encoder.layer.{i}.{one}.{part}"] for one in theirs]
                new[f"layers.{i}.{name}.{part}"] = torch.cat(own)
    missing = encoder.load_state_dict(new, strict=False).missing_keys
    assert missing == ["spellings.weight"], missing
    return encoder
