/**
 * `npm run eval:links [-- FILE.jsonl]`: annotates short documents in which every name is marked with its
 * entity, and scores how mentions are grouped (B³, CEAF) and how many have exactly the marked entity
 * (`named`). The last line printed is the scores as JSON.
 *
 * A line is `{id, text}`, with names in the text as `[Quelle|person/maria-quelle]`. `?` as the entity means
 * that the mention must stay unlinked.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMentions } from '../core/entities/annotate.ts';
import type { Mention } from '../core/entities/annotation.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { linkScores } from './scores/linkScores.ts';

/**
 * A text and its links: `start-end` of each mention to its entity. Each unlinked mention counts as a
 * separate entity.
 */
type MarkedText = { text: string; links: Map<string, string> };

const tagger = loadTagger();
const authority = defaultAuthority();
const types = new Set(['person', 'place', 'organization']);

/** Removes the marks from a text and returns the links that they name. */
export function parseMarkedText(line: string): MarkedText {
  const links = new Map<string, string>();
  let text = '';
  for (const [part, name, entity] of line.matchAll(/\[([^|[\]]+)\|([^\]]+)\]|[^[]+|\[/g)) {
    if (name !== undefined && entity !== undefined) {
      const place = `${text.length}-${text.length + name.length}`;
      links.set(place, entity === '?' ? `open at ${place}` : entity);
    }
    text += name ?? part;
  }
  return { text, links };
}

/** The links that the pipeline finds in a text. */
export function annotatedLinks(text: string): Map<string, string> {
  const mentions = findMentions(text, { language: 'en' }, { tagger, authority });
  const named = mentions.filter(({ type }) => types.has(type));
  const place = ({ start, end }: Mention) => `${start}-${end}`;
  return new Map(named.map((mention) => [place(mention), mention.entity ?? `open at ${place(mention)}`]));
}

function evaluate(file: string): void {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  let [right, all] = [0, 0];
  const documents = lines.map((line) => {
    const { id, text: source } = JSON.parse(line) as { id: string; text: string };
    const { text, links: gold } = parseMarkedText(source);
    const found = annotatedLinks(text);
    for (const [place, entity] of gold) {
      all++;
      if (found.get(place) === entity) right++;
      else
        console.log(
          `${id}: "${text.slice(...span(place))}" is ${entity}; found ${found.get(place) ?? 'nothing'}`,
        );
    }
    for (const [place, entity] of found)
      if (!gold.has(place))
        console.log(`${id}: "${text.slice(...span(place))}" is not a name; found ${entity}`);
    return { gold, found };
  });
  console.log(
    JSON.stringify({
      documents: documents.length,
      mentions: all,
      named: right / all,
      ...linkScores(documents),
    }),
  );
}

function span(place: string): [start: number, end: number] {
  const [start = 0, end = 0] = place.split('-').map(Number);
  return [start, end];
}

if (import.meta.main) evaluate(process.argv[2] ?? join(import.meta.dirname, 'data/links.jsonl'));
