"""The pieces that the encoders read."""

import unicodedata
from pathlib import Path

LONGEST_WORD = 40
# In pieces.
MOST = 12
# In letters. No piece of XLM-R's vocabulary is longer.
LONGEST_PIECE = 16


def pieces_of(folder):
    """What splits words as the encoder of a folder reads them: XLM-R's pieces or BERT's."""
    return LikelyPieces(folder) if (Path(folder) / "pieces.txt").exists() else Pieces(folder)


class LikelyPieces:
    """Splits words into XLM-R's pieces: the likeliest split of all, by a unigram model.

    A word that begins with a sign has no mark of a word before it: it follows what is before.
    """

    def __init__(self, folder):
        lines = [line.split("\t") for line in (Path(folder) / "pieces.txt").read_text().split("\n")]
        ids = {piece: i for i, (piece, _) in enumerate(lines)}
        self.opens, self.ends, self.unknown = (ids[one] for one in ("<s>", "</s>", "<unk>"))
        special = lambda piece: len(piece) > 2 and piece[0] == "<" and piece[-1] == ">"
        likely = {piece: (i, float(score)) for i, (piece, score) in enumerate(lines)}
        self.likely = {piece: one for piece, one in likely.items() if not special(piece)}
        self.least = min(float(score) for _, score in lines) - 10
        self.known = {}

    def of(self, word):
        """The ids of the pieces of a word; at least one."""
        if word not in self.known:
            self.known[word] = self.split(marked(word)[: MOST * LONGEST_PIECE])[:MOST] or [self.unknown]
        return self.known[word]

    def split(self, letters):
        best = [(0.0, 0, 0)] + [None] * len(letters)
        for start in range(len(letters)):
            for end in range(start + 1, min(len(letters), start + LONGEST_PIECE) + 1):
                piece = self.likely.get(letters[start:end])
                if piece is None and end == start + 1:
                    piece = self.unknown, self.least
                if piece is not None:
                    score = best[start][0] + piece[1]
                    if best[end] is None or score > best[end][0]:
                        best[end] = score, start, piece[0]
        ids, end = [], len(letters)
        while end > 0:
            _, end, id = best[end]
            ids.append(id)
        return ids[::-1]


def marked(word):
    """The word in its compatible letters, behind the mark of a word unless it begins with a sign."""
    plain = unicodedata.normalize("NFKC", word)
    return "\u2581" + plain if plain[:1].isalnum() else plain


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
            self.known[word] = parts[:MOST] or [self.unknown]
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
