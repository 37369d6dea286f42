/**
 * Reads labelled documents as token sequences with the tags that their labels allow. If a set does not
 * label a type, its unlabelled words may be of that type or of none (see the table in
 * `../shared/ner/LICENSES.md`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { countries } from '../../core/entities/data/countries.ts';
import { groups } from '../../core/entities/data/groups.ts';
import { passagesOf } from '../../core/entities/passages.ts';
import { beginTag, insideTag, outsideTag, type TagType } from '../../core/entities/tagger/tags.ts';
import type { TaggedDocument } from './examples.ts';

export interface LabelledDocument {
  id: string;
  source: string;
  text: string;
  /** Names, and tokens whose label is undecided: `may` is the bit set of their possible tags. */
  entities: { start: number; end: number; type: string; may?: number }[];
}

/** The set whose texts were labelled automatically. */
export const silverSource = 'gmb-silver';

const types: Record<string, TagType> = {
  PER: 'person',
  LOC: 'place',
  ORG: 'organization',
  NORP: 'group',
  EVENT: 'event',
  MISC: 'other',
};

/** The types that a set does not label, or only labels in part. */
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

/** The files of the training set. */
export const trainingFiles = ['train.jsonl.gz', 'train-redocred.jsonl.gz'];

/**
 * The training set, with the teacher's labels (`silver.jsonl.gz`, made by `teacher/`) in place of the
 * silver set's own.
 * @throws Error if a document of the silver set has no labels
 */
export function readTrainingSet(folder: string): LabelledDocument[] {
  const relabelled = new Map(
    readDocuments(join(import.meta.dirname, '../silver.jsonl.gz')).map(({ id, entities }) => [id, entities]),
  );
  const documents = trainingFiles.flatMap((file) => readDocuments(join(folder, file)));
  return documents.map((document) => {
    if (document.source !== silverSource) return document;
    const entities = relabelled.get(document.id);
    if (entities === undefined) throw new Error(`training/silver.jsonl.gz has no labels for ${document.id}`);
    return { ...document, entities };
  });
}

/** The documents of a JSONL file, gzipped or not. */
export function readDocuments(path: string): LabelledDocument[] {
  const bytes = readFileSync(path);
  const lines = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as LabelledDocument);
}

/** The document with the allowed tags of each of its tokens. */
export function taggedDocument({ source, text, entities }: LabelledDocument): TaggedDocument {
  const open = unlabelled(source);
  const nothing = open.reduce(
    (bits, type) => bits | (1 << beginTag(type)) | (1 << insideTag(type)),
    1 << outsideTag,
  );
  const names = entities.map((entity) => withoutTitle(entity, text));
  const passages = passagesOf(text);
  let at = 0;
  let begun = -1;
  const allowed = passages.map(({ tokens }) =>
    Int32Array.from(tokens, ({ start, end }) => {
      while (at < names.length && (names[at]?.end ?? 0) <= start) at++;
      const name = names[at];
      if (name?.may !== undefined && name.start < end) return name.may;
      const kinds =
        name === undefined || name.start >= end
          ? []
          : typesOf(name.type, text.slice(name.start, name.end), source);
      if (kinds.length === 0) return nothing;
      const begins = begun !== at;
      begun = at;
      return kinds.reduce((bits, type) => bits | (1 << (begins ? beginTag(type) : insideTag(type))), 0);
    }),
  );
  return { source, text, passages, allowed };
}

/** Removes a title at the start of a person's name: some sets include titles at times, but most do not. */
function withoutTitle<E extends LabelledDocument['entities'][number]>(entity: E, text: string): E {
  const title =
    entity.type === 'PER'
      ? /^(?:Mr|Mrs|Ms|Dr|Prof|President|Prime Minister|Sen|Gen)\.?\s+(?=\p{L})/u.exec(
          text.slice(entity.start, entity.end),
        )
      : null;
  return title === null ? entity : { ...entity, start: entity.start + title[0].length };
}

/** The types that a label may mean: MISC includes nationalities and events, LOC nationalities in one set. */
function typesOf(label: string, surface: string, source: string): TagType[] {
  const type = types[label];
  if (type === undefined) return [];
  if (source === 'redocred' && type === 'place' && peoples.has(surface)) return ['group'];
  if (type !== 'other') return [type];
  return peoples.has(surface) ? ['group'] : ['other', 'event'];
}
