/**
 * `npm run eval:names -- FILE [ARCHIVE] [--list]`: annotates ARCHIVE (../shared/corpora/bbc-news.tar.gz) and
 * scores what single documents tell of names, before documents are compared: the types and spans of the names
 * decided in FILE (JSONL, `{doc, start, end, surface, goldType, spanRight, sure}`), and how many names of the
 * archive have a form that no name has (`nameFaults.ts`). `--list` prints what is wrong. The last line is the
 * scores as JSON.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { textOf } from '../core/document/record.ts';
import { annotate } from '../core/entities/annotate.ts';
import type { Mention } from '../core/entities/annotation.ts';
import { titlesLength } from '../core/entities/personName.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { readArchive } from '../training/archive.ts';
import { nameFault } from './scores/nameFaults.ts';

interface DecidedName {
  /** The path in the archive. */
  doc: string;
  start: number;
  end: number;
  surface: string;
  goldType: string;
  /** Whether `surface` is the name; otherwise it is a part of it, or more than it. */
  spanRight: boolean;
  sure: boolean;
}

/** Things of other types must be taken for none of these. */
const types = new Set(['person', 'place', 'organization', 'group']);

class Share {
  #right = 0;
  #of = 0;

  /** Returns whether it is right, for the list. */
  add(right: boolean): boolean {
    if (right) this.#right++;
    this.#of++;
    return right;
  }

  result(): { share: number; of: number } {
    return { share: Math.floor((10_000 * this.#right) / (this.#of || 1)) / 10_000, of: this.#of };
  }
}

const { values, positionals } = parseArgs({
  options: { list: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const shared = join(import.meta.dirname, '../../shared');
const [file, archive = join(shared, 'corpora/bbc-news.tar.gz')] = positionals;
if (file === undefined) {
  console.error('usage: npm run eval:names -- FILE [ARCHIVE] [--list]');
  process.exit(2);
}
const decided = Map.groupBy(
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as DecidedName),
  ({ doc }) => doc,
);
const [tagger, authority] = [loadTagger(), defaultAuthority()];
const shares = { type: new Share(), spanKept: new Share(), spanMended: new Share(), clean: new Share() };
for await (const { path, content } of readArchive(archive)) {
  const { mentions, entities } = annotate(content, '', tagger, authority);
  const text = textOf(content);
  const explained = new Set(mentions.filter(isExplained).map(({ entity }) => entity));
  for (const { id, name } of entities) {
    const isWritten = explained.has(id) || text.toLowerCase().includes(name.toLowerCase());
    const fault = isWritten ? nameFault(name, id) : 'not in the text';
    if (!shares.clean.add(fault === undefined)) say(`${path}: ${id} "${name}" (${fault})`);
  }
  // Members of a tar may be in a folder of its name.
  const doc = path.split('/').slice(-2).join('/');
  for (const name of decided.get(doc) ?? []) scoreName(name, text, mentions);
}
console.log(
  JSON.stringify(Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, share.result()]))),
);

function scoreName(name: DecidedName, text: string, mentions: readonly Mention[]): void {
  const mention = mostOverlapping(mentions, name);
  const isNamed = types.has(name.goldType);
  // Readers took "Mr Velmar" for a whole name where the tagger of their day had it, and Velmar elsewhere.
  const titles = name.surface.split(' ').slice(0, titlesLength(name.surface.split(' ')));
  const start = name.start + titles.map((title) => `${title} `).join('').length;
  const isExact = mention?.end === name.end && [name.start, start].includes(mention.start);
  const where = `${name.doc}:${name.start} "${name.surface}" ${text.slice(name.start - 30, name.end + 30)}`;
  if (isNamed && !(name.spanRight ? shares.spanKept : shares.spanMended).add(isExact === name.spanRight))
    say(`${where} (span)`);
  const type = mention?.entity?.split('/')[0];
  if (!name.sure || (isNamed && type === undefined)) return;
  const isRight = isNamed ? type === name.goldType : type === undefined || !types.has(type);
  if (!shares.type.add(isRight)) say(`${where} is ${name.goldType}; found ${type}`);
}

/** Whether the mention's form was taken from a list, or an ending was removed. */
function isExplained({ link, repair }: Mention): boolean {
  return repair !== undefined || link.reason === 'alias';
}

function mostOverlapping(mentions: readonly Mention[], { start, end }: DecidedName): Mention | undefined {
  const overlap = (mention: Mention) => Math.min(mention.end, end) - Math.max(mention.start, start);
  const [most] = mentions
    .filter((mention) => mention.type !== 'date' && overlap(mention) > 0)
    .sort((a, b) => overlap(b) - overlap(a));
  return most;
}

function say(line: string): void {
  if (values.list) console.log(line.replaceAll('\n', ' '));
}
