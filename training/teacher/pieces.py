"""The pieces that the encoders read, which are those of BERT's uncased vocabulary."""

import unicodedata
from pathlib import Path

LONGEST_WORD = 40


class Pieces:
    """Splits words into the encoder's pieces, as BERT's uncased vocabulary does: longest match first."""

    def __init__(self, folder):
        vocabulary = (Path(folder) / "vocab.txt").read_text().split("\n")
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        opens, ends = ("<s>", "</s>") if "<s>" in self.ids else ("[CLS]", "[SEP]")
        self.unknown, self.opens, self.ends = (self.ids[one] for one in ("[UNK]", opens, ends))
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
