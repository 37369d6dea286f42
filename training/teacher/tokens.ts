/**
 * `node training/teacher/tokens.ts FILE.jsonl[.gz]… OUT`: writes the labelled documents in the teacher
 * network's format, one line per document: the tokens of this project's tokeniser, the length of each
 * paragraph, and the allowed tags of each token.
 */
import { writeFileSync } from 'node:fs';
import { readDocuments, taggedDocument } from '../documents.ts';

const files = process.argv.slice(2);
const out = files.pop() ?? '';
const lines = files.flatMap((file) =>
  readDocuments(file).map((document) => {
    const { passages, allowed } = taggedDocument(document);
    const tokens = passages.flatMap((passage) => passage.tokens);
    return JSON.stringify({
      id: document.id,
      source: document.source,
      words: tokens.map(({ text }) => text),
      offsets: tokens.map(({ start, end }) => [start, end]),
      first: tokens.map(({ opensSentence }) => (opensSentence ? 1 : 0)),
      paragraphs: passages.map((passage) => passage.tokens.length),
      titled: passages.map(({ titleCase }) => (titleCase ? 1 : 0)),
      allowed: allowed.flatMap((bits) => [...bits]),
    });
  }),
);
writeFileSync(out, `${lines.join('\n')}\n`);
