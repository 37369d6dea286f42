/** Scores how the mentions of one document are grouped, on documents whose clusters people have labelled. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { findMentions } from '../../core/entities/annotate.ts';
import type { Tagger } from '../../core/entities/tagger/tagger.ts';
import { defaultAuthority } from '../../runtime/authority.ts';
import { type LinkScore, linkScores } from '../scores/linkScores.ts';

interface LabelledDocument {
  text: string;
  entities: { start: number; end: number; type: string; entity: number }[];
}

const authority = defaultAuthority();
const labelledTypes = new Set(['PER', 'LOC', 'ORG']);

/**
 * B³ over the mentions that are labelled and found with the same offsets. An open mention is alone.
 * @param file gzipped JSON lines: `{text, entities: [{start, end, type, entity}]}`
 */
export function clusterScores(file: string, tagger: Tagger): LinkScore {
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').filter(Boolean);
  const documents = lines.map((line) => {
    const { text, entities } = JSON.parse(line) as LabelledDocument;
    const all = new Map(
      findMentions(text, { language: 'en' }, { tagger, authority }).map(({ start, end, entity }) => [
        `${start}-${end}`,
        entity,
      ]),
    );
    const labelled = entities.filter(
      ({ start, end, type }) => labelledTypes.has(type) && all.has(`${start}-${end}`),
    );
    const gold = new Map(labelled.map(({ start, end, entity }) => [`${start}-${end}`, String(entity)]));
    const found = new Map([...gold.keys()].map((place) => [place, all.get(place) ?? `open at ${place}`]));
    return { gold, found };
  });
  return linkScores(documents).b3;
}
