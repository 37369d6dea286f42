/**
 * `npm run eval:regions -- FILE [--tagger accurate]`: measures the recall of people by the region of their
 * names. In each labelled text of FILE that names people, it replaces the names by names of each region in
 * turn (`data/names.json`, none of which is in the training data) and counts how many are found with the
 * right span and type. `as written` is the recall under the original names. The last line printed is the
 * shares as JSON.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findMentions } from '../core/entities/annotate.ts';
import { taggerNames } from '../core/entities/tagger/taggers.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import { taggerNamed } from '../runtime/taggerNamed.ts';
import { randomOf } from '../training/random.ts';
import { isPlainName, replaceNames } from '../training/tagger/augment.ts';
import { type LabelledDocument, readDocuments } from '../training/tagger/documents.ts';
import { parseRegions } from './regionNames.ts';

const { values, positionals } = parseArgs({
  options: { tagger: { type: 'string', default: 'fast' } },
  allowPositionals: true,
});
const [file] = positionals;
const chosen = taggerNames.find((name) => name === values.tagger);
if (file === undefined || chosen === undefined) {
  console.error('usage: npm run eval:regions -- FILE [--tagger accurate]');
  process.exit(2);
}
const taggerOf = taggerNamed(chosen);
const authority = defaultAuthority();
const peopled = readDocuments(file).filter((document) => peopleOf(document).length > 0);
const regions = parseRegions(readFileSync(new URL('./data/names.json', import.meta.url), 'utf8'));
const rows: [string, Awaited<ReturnType<typeof recallOf>>][] = [
  ['as written', await recallOf(peopled, peopled)],
];
for (const [i, region] of regions.entries()) {
  const random = randomOf(i + 1);
  const renamed = peopled.map((document) => replaceNames(document, region, random));
  rows.push([region.name, await recallOf(peopled, renamed)]);
}
for (const [name, { recall, full, alone }] of rows)
  console.log(`${name.padEnd(42)} ${[recall, full, alone].map((share) => share.toFixed(3)).join('  ')}`);
const recalls = rows.slice(1).map(([, { recall }]) => recall);
const mean = rounded(recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length);
console.log(
  JSON.stringify({
    mean,
    least: Math.min(...recalls),
    asWritten: rows[0]?.[1].recall,
    regions: Object.fromEntries(rows.slice(1)),
  }),
);

/** The indices of the document's entities that are people with replaceable names. */
function peopleOf({ text, entities }: LabelledDocument): number[] {
  return [...entities.keys()].filter((i) => {
    const { start = 0, end = 0, type } = entities[i] ?? {};
    return type === 'PER' && isPlainName(text.slice(start, end));
  });
}

/**
 * The recall of these people: all, those with full names, and those with one word.
 * @param as the documents with replaced names
 */
async function recallOf(
  documents: readonly LabelledDocument[],
  as: readonly LabelledDocument[],
): Promise<Record<'recall' | 'full' | 'alone' | 'names', number>> {
  const counts = { full: { right: 0, all: 0 }, alone: { right: 0, all: 0 } };
  for (const [d, document] of documents.entries()) {
    const { text, entities } = as[d] as LabelledDocument;
    const tagger = await taggerOf(() => text);
    const mentions = findMentions(text, { language: 'en' }, { tagger, authority });
    const people = mentions.filter(({ type }) => type === 'person');
    const spans = new Set(people.map(({ start, end }) => `${start}:${end}`));
    for (const i of peopleOf(document)) {
      const { start = 0, end = 0 } = entities[i] ?? {};
      const count = counts[text.slice(start, end).includes(' ') ? 'full' : 'alone'];
      count.all++;
      if (spans.has(`${start}:${end}`)) count.right++;
    }
  }
  const share = (right: number, all: number) => rounded(right / (all || 1));
  const { full, alone } = counts;
  const names = full.all + alone.all;
  return {
    recall: share(full.right + alone.right, names),
    full: share(full.right, full.all),
    alone: share(alone.right, alone.all),
    names,
  };
}

function rounded(share: number): number {
  return Math.floor(share * 10_000) / 10_000;
}
