"""Writes a sample of words and texts as the teacher reads them, with which a test compares the accurate tagger.

    python samplePieces.py ENCODER_FOLDER TOKENS.jsonl OUT.json

`words`: a word, the numbers of its pieces, and its shape. `texts`: the lengths of a text's words in pieces, the
words that open a sentence, and the windows as pairs of the first word and the one after the last.
"""

import json
import random
import sys

from corpus import Corpus, shape_of
from pieces import pieces_of

# What texts of the world contain, and what breaks splitters of words.
ODD = (
    "naïve ÉLYSÉE Łódź İstanbul straße ΑΘΗΝΑΣ Ὀδυσσεύς Москва ЗАО الجزيرة ירושלים 東京 한국 ไทย हिन्दी ﬁlm ½ ² ¼-mile "
    "O’Neill AT&T U.S. 1,234.5 10m iPhone McDonald eBay X x 3M G7 … — € 🙂 👩‍👩‍👧 🇫🇮 a̐éö̲ ǅ ʰ Ⅷ ㎏ "
    "pneumonoultramicroscopicsilicovolcanoconiosis"
).split()
TEXTS = 12
WORDS = 300


def main(folder, tokens, out):
    pieces = pieces_of(folder)
    corpus = Corpus(tokens, pieces)
    rng = random.Random(1)
    known = sorted({word for one in corpus.documents for word in one["words"]})
    words = [*ODD, "a" * 99, "q9" * 40, "🙂" * 30, *rng.sample(known, WORDS)]
    longest = sorted(range(len(corpus.documents)), key=lambda d: -len(corpus.documents[d]["words"]))
    texts = []
    for d in longest[:TEXTS]:
        document = corpus.documents[d]
        texts.append({
            "lengths": [len(pieces.of(word)) for word in document["words"]],
            "opens": [i for i, first in enumerate(document["first"]) if first],
            "windows": [[start, end] for _, start, end in corpus.windows[d]],
        })  # fmt: skip
    sample = {"words": [[word, pieces.of(word), shape_of(word)] for word in words], "texts": texts}
    with open(out, "w") as file:
        json.dump(sample, file, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
