/**
 * `node training/teacher/tokens.ts FILE.jsonl[.gz]… OUT [--renamed]`: writes the labelled documents in the
 * teacher network's format, one line per document: the tokens of this project's tokeniser, the length of each
 * paragraph, and the allowed tags of each token. With `--renamed`, copies of documents that people labelled
 * follow, with names of another region.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { randomOf } from '../random.ts';
import { addRenamedCopies } from '../tagger/augment.ts';
import { readDocuments, silverSource, taggedDocument } from '../tagger/documents.ts';
import { oneRenamedIn, plan } from '../tagger/plan.ts';

const { values, positionals } = parseArgs({
  options: { renamed: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const out = positionals.at(-1) ?? '';
const labelled = positionals.slice(0, -1).flatMap((file) => readDocuments(file));
const byPeople = labelled.filter(({ source }) => source !== silverSource);
const renamed = addRenamedCopies(byPeople, oneRenamedIn, randomOf(plan.seed));
const lines = [...labelled, ...(values.renamed ? renamed : [])].map((document) => {
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
});
writeFileSync(out, `${lines.join('\n')}\n`);
