"""The teacher: a pretrained encoder and, on the first piece of each word, the scores of its tags."""

import torch
from corpus import SOURCES, TAGS
from encoder import SPELLINGS, pretrained
from torch import nn
from torch.nn import functional


class Network(nn.Module):
    """What the set is called is known only to the last layers, so asking for several manners is cheap."""

    def __init__(self, encoder, inner=256, dropout=0.15):
        super().__init__()
        self.encoder, self.dropout = encoder, dropout
        width = encoder.words.embedding_dim
        self.shapes = nn.Embedding(SPELLINGS, 24)
        self.sources = nn.Embedding(1 + len(SOURCES), 16)
        self.inner = nn.Linear(width + 24 + 16, inner)
        self.exit = nn.Linear(inner, TAGS)

    def hidden(self, batch):
        """The hidden state of each word's first piece, batch × words × width."""
        x = self.encoder(batch["pieces"], batch["spellings"], batch["mask"])
        return x.gather(1, batch["first"][..., None].expand(-1, -1, x.shape[-1]))

    def scores(self, hidden, batch, source):
        """The logits of the tags, batch × words × TAGS. `source`: the number of a set, one per row."""
        own = self.sources(source)[:, None].expand(-1, hidden.shape[1], -1)
        x = torch.cat([hidden, self.shapes(batch["shapes"]), own], -1)
        x = functional.dropout(x, self.dropout, self.training)
        x = functional.dropout(functional.gelu(self.inner(x)), self.dropout, self.training)
        return self.exit(x).float()

    def forward(self, batch):
        return self.scores(self.hidden(batch), batch, batch["source"])


def save(network, path):
    torch.save({"network": network.state_dict(), "frozen": network.encoder.frozen}, path)


def load(path, folder):
    """The network that was saved to `path`."""
    saved = torch.load(path)
    network = Network(pretrained(folder, saved["frozen"]))
    network.load_state_dict(saved["network"])
    return network.eval()


def halves(wanted):
    """A context in which products are of 16 bits: twice as fast where the processor has instructions for it."""
    return torch.autocast("cpu", torch.bfloat16, enabled=wanted)
