/**
 * The labelled documents as the tagger reads them: token sequences with the tags that their labels allow. A set that does not label a
 * type says nothing about it: its unlabelled words may be of that type as well as of none (`../shared/ner/LICENSES.md`, the table).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { countries, groups } from '../core/entities/data/countries.ts';
import { beginTag, insideTag, outsideTag, type TagType } from '../core/entities/tagger/tags.ts';
import { passagesOf } from '../core/entities/token.ts';
import type { TaggedDocument } from './examples.ts';

export interface LabelledDocument {
  id: string;
  source: string;
  text: string;
  /** Names, and tokens of which it is open what they are: `may` says, as a bit set of tags. */
  entities: { start: number; end: number; type: string; may?: number }[];
}

/** The texts that no person labelled. */
export const silverSource = 'gmb-silverSource';

const types: Record<string, TagType> = {
  PER: 'person',
  LOC: 'place',
  ORG: 'organization',
  NORP: 'group',
  EVENT: 'event',
  MISC: 'other',
};

/** The types that a set does not label, or only in part. */
function unlabelled(source: string): TagType[] {
  if (source.startsWith('gum-')) return [];
  if (source.startsWith('crossner-')) return ['group', 'other'];
  if (source === 'wnut17') return ['group', 'event'];
  if (source === 'uner-ewt-train') return ['group', 'event'];
  if (source === silverSource || source === 'wikigold') return [];
  return ['group', 'event', 'other'];
}

const peoples = new Set(
  [...countries.flatMap(({ demonyms }) => demonyms), ...groups].flatMap((name) => [name, `${name}s`]),
);

/**
 * The training set with better labels for its silverSource part: those that the teacher (`teacher/`) gave, which lie beside this file.
 * @throws an Error where a document of the silverSource set has none
 */
export function readTrainingSet(folder: string): LabelledDocument[] {
  const relabelled = new Map(
    readDocuments(join(import.meta.dirname, 'silverSource.jsonl.gz')).map(({ id, entities }) => [id, entities]),
  );
  return readDocuments(join(folder, 'train.jsonl.gz')).map((document) => {
    if (document.source !== silverSource) return document;
    const entities = relabelled.get(document.id);
    if (entities === undefined) throw new Error(`training/silverSource.jsonl.gz has no labels for ${document.id}`);
    return { ...document, entities };
  });
}

export function readDocuments(path: string): LabelledDocument[] {
  const bytes = readFileSync(path);
  const lines = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as LabelledDocument);
}

/** With what each of its tokens may be. */
export function taggedDocument({ source, text, entities }: LabelledDocument): TaggedDocument {
  const open = unlabelled(source);
  const nothing = open.reduce(
    (bits, type) => bits | (1 << beginTag(type)) | (1 << insideTag(type)),
    1 << outsideTag,
  );
  const names = entities.map((entity) => withoutTitle(entity, text));
  const passages = [...passagesOf(text)];
  let at = 0;
  let begun = -1;
  const allowed = passages.map(({ tokens }) =>
    Int32Array.from(tokens, ({ start, end }) => {
      while (at < names.length && (names[at]?.end ?? 0) <= start) at++;
      const name = names[at];
      if (name?.may !== undefined && name.start < end) return name.may;
      const kinds =
        name === undefined || name.start >= end ? [] : typesOf(name.type, text.slice(name.start, name.end));
      if (kinds.length === 0) return nothing;
      const begins = begun !== at;
      begun = at;
      return kinds.reduce((bits, type) => bits | (1 << (begins ? beginTag(type) : insideTag(type))), 0);
    }),
  );
  return { source, text, passages, allowed };
}

/** Some sets have a title within the name at times; the tagger leaves it out, as most do. */
function withoutTitle<E extends LabelledDocument['entities'][number]>(entity: E, text: string): E {
  const title =
    entity.type === 'PER'
      ? /^(?:Mr|Mrs|Ms|Dr|Prof|President|Prime Minister|Sen|Gen)\.?\s+(?=\p{L})/u.exec(
          text.slice(entity.start, entity.end),
        )
      : null;
  return title === null ? entity : { ...entity, start: entity.start + title[0].length };
}

/** The sets' MISC has nationalities and events in it. */
function typesOf(label: string, surface: string): TagType[] {
  const type = types[label];
  if (type === undefined) return [];
  if (type !== 'other') return [type];
  return peoples.has(surface) ? ['group'] : ['other', 'event'];
}
