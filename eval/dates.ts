/**
 * `npm run eval:dates [-- ARCHIVE] [--errors]`: scores the values of dates in words ("Saturday", "last
 * month") by decisions of a reader. Each line of eval/data/dates.jsonl names a document of ARCHIVE (`bbc`;
 * ../shared/corpora/bbc-news.tar.gz) or of the labelled sets (`dev`, ../shared/ner), a place in it, the day
 * of publication to count from, and the date's value, or none where no value may be given. The texts are not
 * in this repository. A date is right if it has that value, and where the reader gave none, if it has none.
 * The last line printed is the scores as JSON.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { textOf } from '../core/document/record.ts';
import { findMentions } from '../core/entities/annotate.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { readArchive } from '../training/archive.ts';

const decision = z.object({
  set: z.enum(['bbc', 'dev']),
  document: z.string(),
  /** Where the date begins, in UTF-16 units. */
  at: z.number().int(),
  surface: z.string(),
  published: z.iso.date(),
  /** EDTF. */
  value: z.exactOptional(z.string()),
});
type Decision = z.infer<typeof decision>;

const shared = join(import.meta.dirname, '../../shared');
const { values, positionals } = parseArgs({
  options: { errors: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const archive = positionals[0] ?? join(shared, 'corpora/bbc-news.tar.gz');
const file = join(import.meta.dirname, 'data/dates.jsonl');
const decisions = linesOf(readFileSync(file, 'utf8')).map((line) => decision.parse(JSON.parse(line)));
const texts = { bbc: await archiveTexts(), dev: labelledTexts() };
const tagger = loadTagger();
const authority = defaultAuthority();

const outcomes = decisions.map((one) => ({ ...one, found: foundValue(one) }));
const wrong = outcomes.filter(({ value, found }) => value !== found);
if (values.errors)
  for (const { set, document, surface, value, found } of wrong)
    console.log(`${set} ${document}: "${surface}" is ${value ?? 'open'}, found ${found ?? 'nothing'}`);
const rightOf = (set: Decision['set'] | undefined) => {
  const own = outcomes.filter((one) => set === undefined || one.set === set);
  return own.filter(({ value, found }) => value === found).length / (own.length || 1);
};
const given = outcomes.filter(({ found }) => found !== undefined);
const scores = {
  right: rightOf(undefined),
  bbc: rightOf('bbc'),
  dev: rightOf('dev'),
  /** The share of the dates with a value whose value is right. */
  precision: given.filter(({ value, found }) => value === found).length / (given.length || 1),
};
console.log(`${decisions.length} dates, ${wrong.length} wrong`);
console.log(JSON.stringify(scores));

/** The value of the mention that covers the place; none if there is no mention. */
function foundValue({ set, document, at, surface, published }: Decision): string | undefined {
  const text = texts[set].get(document);
  if (text?.slice(at, at + surface.length) !== surface)
    throw new Error(`${set} ${document} has no "${surface}" at ${at}`);
  const mentions = findMentions(text, { language: 'en', published }, { tagger, authority });
  const end = at + surface.length;
  const covering = mentions.filter(
    (mention) => mention.type === 'date' && mention.start < end && mention.end > at,
  );
  return covering.find(({ value }) => value !== undefined)?.value;
}

/** By path without the archive's own folder. */
async function archiveTexts(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const { path, content } of readArchive(archive))
    texts.set(path.split('/').slice(-2).join('/'), textOf(content));
  return texts;
}

function labelledTexts(): Map<string, string> {
  const lines = linesOf(gunzipSync(readFileSync(join(shared, 'ner/dev.jsonl.gz'))).toString('utf8'));
  const documents = lines.map((line) =>
    z.object({ id: z.string(), text: z.string() }).parse(JSON.parse(line)),
  );
  return new Map(documents.map(({ id, text }) => [id, text]));
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
