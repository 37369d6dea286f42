/**
 * The table's keys, all of them: which item lies where. Sort keys are at most 1,024 bytes, so what can be long is hashed.
 *
 *   object claim        OBJ#hash(key)     META
 *   its documents       OBJ#hash(key)     DOC#docId
 *   its refused parts   OBJ#hash(key)     PART#hash(part)
 *   document            DOC#docId         META
 *   its sources         DOC#docId         FROM#hash(key)
 *   mention posting     ENT#entityId      DAY#date#docId       undated: 0000-00-00
 *   tally               ENT#entityId      TALLY#month
 *   entity              ENT#entityId      META
 *   alias               ALIAS#two letters folded name#entityId
 *   change              CHANGES#day#shard time#docId
 *   dead letter         DEAD#hash(queue, subject) META
 *   export              EXPORT#id         META
 *   key of the API      KEYS              id
 *   what it has spent   KEYUSE#id         META
 *
 *   index `list`:   LIST#0–f / day#docId (undated last)   and   REFUSED#code / time#where it lies
 *   index `source`: SOURCE#hash(source) / day#docId
 */
import { hash } from '../hash.ts';
import type { Key } from '../ports/table.ts';

/**
 * The document that a child row of a claim stands for. The row holds nothing but its token; it is written before the document's FROM
 * row, so that no FROM row is ever unlisted.
 */
export function documentOfChild({ sk }: Key): string {
  return sk.slice('DOC#'.length);
}

export const isChildRow = ({ sk }: Key): boolean => sk.startsWith('DOC#');
export const isPartRow = ({ sk }: Key): boolean => sk.startsWith('PART#');

export const undated = '0000-00-00';

export const keys = {
  claim: (objectKey: string): Key => ({ pk: `OBJ#${hash(objectKey)}`, sk: 'META' }),
  child: (objectKey: string, doc: string): Key => ({ pk: `OBJ#${hash(objectKey)}`, sk: `DOC#${doc}` }),
  /** `ordinal` tells apart members of one name: 0 for the first. */
  part: (objectKey: string, part: string, ordinal: number): Key => ({
    pk: `OBJ#${hash(objectKey)}`,
    sk: `PART#${hash(part, String(ordinal))}`,
  }),
  document: (doc: string): Key => ({ pk: `DOC#${doc}`, sk: 'META' }),
  from: (doc: string, objectKey: string): Key => ({ pk: `DOC#${doc}`, sk: `FROM#${hash(objectKey)}` }),
  posting: (entity: string, day: string, doc: string): Key => ({
    pk: `ENT#${entity}`,
    sk: `DAY#${day}#${doc}`,
  }),
  tally: (entity: string, day: string): Key => ({ pk: `ENT#${entity}`, sk: `TALLY#${day.slice(0, 7)}` }),
  entity: (entity: string): Key => ({ pk: `ENT#${entity}`, sk: 'META' }),
  alias: (folded: string, entity: string): Key => ({
    pk: aliasPartition(folded),
    sk: `${bounded(folded)}#${entity}`,
  }),
  deadLetter: (queue: string, subject: string): Key => ({
    pk: `${deadLetterPrefix}${hash(queue, subject)}`,
    sk: 'META',
  }),
  exportJob: (id: string): Key => ({ pk: `${exportJobPrefix}${id}`, sk: 'META' }),
  apiKey: (id: string): Key => ({ pk: apiKeyPartition, sk: id }),
  apiKeyUse: (id: string): Key => ({ pk: `${apiKeyUsePrefix}${id}`, sk: 'META' }),
  change: (time: string, doc: string): Key => ({
    pk: changePartition(time.slice(0, 10), shardOf(doc)),
    sk: `${time}#${doc}`,
  }),
};

export const claimPrefix = 'OBJ#';
export const deadLetterPrefix = 'DEAD#';
export const apiKeyPartition = 'KEYS';
export const apiKeyUsePrefix = 'KEYUSE#';
export const exportJobPrefix = 'EXPORT#';

/** Is it made of what the bucket holds? Keys and exports are people's; changes and dead letters are what happened. */
export const isDerivedRow = ({ pk }: Key): boolean =>
  pk !== apiKeyPartition &&
  !['CHANGES#', deadLetterPrefix, apiKeyUsePrefix, exportJobPrefix].some((prefix) => pk.startsWith(prefix));

/** The field of a month's tally that holds a day: `d03`. */
export function tallyField(day: string): string {
  return `d${day.slice(8, 10)}`;
}

export function aliasPartition(folded: string): string {
  return `ALIAS#${[...folded].slice(0, 2).join('')}`;
}

/** A folded name is part of a sort key; the longest ones are cut (the entity's id, which follows, tells them apart). */
function bounded(folded: string): string {
  return [...folded].slice(0, 100).join('');
}

/** Partitions over which lists and changes of everything are spread, so that no single one takes all the writes. */
export const shards = Array.from({ length: 16 }, (_, i) => i.toString(16));

/** The shard of a document: the first digit of its id, which is a hash. */
export function shardOf(doc: string): string {
  return doc.slice(0, 1);
}

export const changePartition = (day: string, shard: string): string => `CHANGES#${day}#${shard}`;
export const listPartition = (shard: string): string => `LIST#${shard}`;
export const sourcePartition = (source: string): string => `SOURCE#${hash(source)}`;
export const refusedPartition = (code: string): string => `REFUSED#${code}`;
