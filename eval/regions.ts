/**
 * `npm run eval:regions -- FILE`: how well people are found by where their names come from. In each labelled text of FILE that has people
 * in it, their names are replaced by names of one region of the world after another (`data/names.json`, none of which the training puts
 * into its texts), and the replaced ones are looked for: of how many are span and type right? `as written` is of the same people under
 * their own names. The last line printed is the shares as JSON.
 */
import { readFileSync } from 'node:fs';
import { findMentions } from '../core/entities/annotate.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { isPlainName, replaceNames } from '../training/augment.ts';
import { type LabelledDocument, readDocuments } from '../training/documents.ts';
import { randomOf } from '../training/random.ts';
import { parseRegions } from './regionNames.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run eval:regions -- FILE');
  process.exit(2);
}
const tagger = loadTagger();
const peopled = readDocuments(file).filter((document) => peopleOf(document).length > 0);
const regions = parseRegions(readFileSync(new URL('./data/names.json', import.meta.url), 'utf8'));
const rows = [
  ['as written', found(peopled, peopled)] as const,
  ...regions.map((region, i) => {
    const random = randomOf(i + 1);
    return [region.name, found(peopled, peopled.map((document) => replaceNames(document, region, random)))] as const; // biome-ignore format: one row
  }),
];
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

/** The people whose names can be replaced, by their places among the document's entities. */
function peopleOf({ text, entities }: LabelledDocument): number[] {
  return [...entities.keys()].filter((i) => {
    const { start = 0, end = 0, type } = entities[i] ?? {};
    return type === 'PER' && isPlainName(text.slice(start, end));
  });
}

/** Recall of those people: of all, of full names, of names of one word. @param as the same documents, under other names */
function found(
  documents: readonly LabelledDocument[],
  as: readonly LabelledDocument[],
): Record<'recall' | 'full' | 'alone' | 'names', number> {
  const counts = { full: { right: 0, all: 0 }, alone: { right: 0, all: 0 } };
  documents.forEach((document, d) => {
    const { text, entities } = as[d] as LabelledDocument;
    const people = findMentions(text, 'en', undefined, tagger).filter(({ type }) => type === 'person');
    const spans = new Set(people.map(({ start, end }) => `${start}:${end}`));
    for (const i of peopleOf(document)) {
      const { start = 0, end = 0 } = entities[i] ?? {};
      const count = counts[text.slice(start, end).includes(' ') ? 'full' : 'alone'];
      count.all++;
      if (spans.has(`${start}:${end}`)) count.right++;
    }
  });
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
