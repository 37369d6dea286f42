/**
 * All items of the table. Parts that may be long are hashed: sort keys have at most 1,024 bytes.
 *
 *   object claim                OBJ#hash(key)              META
 *   its documents               OBJ#hash(key)              DOC#docId
 *   its refused parts           OBJ#hash(key)              PART#hash(part, ordinal)
 *   document                    DOC#docId                  META
 *   its sources                 DOC#docId                  FROM#hash(key)
 *   mention posting             ENT#entityId               DAY#date#docId (undated: 0000-00-00)
 *   place of a short name       ENT#entityId               NAME#date#docId
 *   hidden posting              ENT#entityId               HIDDEN#date#docId
 *   closed days                 ENT#entityId               TALLY#month
 *   shards of a hot day         ENT#entityId               SHARD#date#number of digits#first digits of docId
 *   entity                      ENT#entityId               META
 *   alias                       ALIAS#first two letters    folded name#entityId
 *   entity of a day's trends    TREND#day#step             entityId
 *   change                      CHANGES#day#shard          time#docId
 *   dead letter                 DEAD#hash(queue, subject)  META
 *   a message's failures (AWS)  DEAD#hash(queue, message)  ATTEMPTS
 *   export job                  EXPORT#id                  META
 *   API key                     KEYS                       id
 *   use of an API key           KEYUSE#id                  META
 *   a person's decision         DECISIONS                  number, eight digits
 *   how far it is applied       DECISIONS#APPLIED          number, eight digits
 *   the table's epoch           EPOCH                      META
 *   the sweep's place           SWEEP                      META
 *   wanted model and reader     REPROCESS                  META
 *   compaction's notes          COMPACT                    TABLE#part, DAYS#part (summaries), TRY#part,
 *                                                          TURN (whose turn)
 *   creator of a search table   COMPACT                    CREATE#epoch/table
 *   small archive object        SMALL#prefix and a digit   the object's key
 *   spending of a day           BUDGET#day                 SPENT#process, LIFTS (how often it was lifted)
 *
 * Two indexes hold keys only, by partition and sort key:
 *
 *   list    LIST#0–f               day@time#docId (undated last)
 *           REFUSED#code#0–3       time#key of the row
 *           AUTHORITY              time#OBJ#hash(key): files of the authority
 *   source  SOURCE#hash(source)    day@time#docId
 */
import { hash } from '../hash.ts';
import type { Key } from '../ports/table.ts';

export const claimPrefix = 'OBJ#';
export const aliasPrefix = 'ALIAS#';
export const deadLetterPrefix = 'DEAD#';
/** In the index `list`: the claims of files of the authority. */
export const authorityPartition = 'AUTHORITY';
export const apiKeyPartition = 'KEYS';
export const apiKeyUsePrefix = 'KEYUSE#';
export const exportJobPrefix = 'EXPORT#';
export const decisionPartition = 'DECISIONS';
const appliedDecisionPartition = 'DECISIONS#APPLIED';
export const epochPartition = 'EPOCH';
const sweepPartition = 'SWEEP';
export const reprocessingPartition = 'REPROCESS';
export const compactionPartition = 'COMPACT';
export const changePrefix = 'CHANGES#';
export const trendPrefix = 'TREND#';
export const smallObjectPrefix = 'SMALL#';
export const budgetPrefix = 'BUDGET#';
export const spentPrefix = 'SPENT#';

export const keys = {
  claim: (objectKey: string): Key => ({ pk: claimPartition(objectKey), sk: 'META' }),
  child: (objectKey: string, doc: string): Key => ({ pk: claimPartition(objectKey), sk: childSortKey(doc) }),
  /** `ordinal` distinguishes members with the same name: 0 for the first. */
  part: (objectKey: string, part: string, ordinal: number): Key => ({
    pk: claimPartition(objectKey),
    sk: `PART#${hash(part, String(ordinal))}`,
  }),
  document: (doc: string): Key => ({ pk: `DOC#${doc}`, sk: 'META' }),
  from: (doc: string, objectKey: string): Key => ({ pk: `DOC#${doc}`, sk: `FROM#${hash(objectKey)}` }),
  posting: (entity: string, day: string, doc: string): Key => ({
    pk: `ENT#${entity}`,
    sk: `DAY#${day}#${doc}`,
  }),
  /** Where a document that mentions a person by a short name says whom it is put to. */
  shortName: (entity: string, day: string, doc: string): Key => ({
    pk: `ENT#${entity}`,
    sk: `${shortNamePrefix}${day}#${doc}`,
  }),
  /** The posting of an entity that a decision hides: nothing counts or lists it. */
  hiddenPosting: (entity: string, day: string, doc: string): Key => ({
    pk: `ENT#${entity}`,
    sk: `${hiddenPrefix}${day}#${doc}`,
  }),
  tally: (entity: string, day: string): Key => ({
    pk: `ENT#${entity}`,
    sk: `${monthPrefix}${day.slice(0, 7)}`,
  }),
  /** The counts of the sixteen shards that begin with these digits. */
  shards: (entity: string, day: string, prefix: string): Key => ({
    pk: `ENT#${entity}`,
    sk: `${shardsOfDay(day)}${prefix.length}#${prefix}`,
  }),
  entity: (entity: string): Key => ({ pk: `ENT#${entity}`, sk: 'META' }),
  /** @param step of `trendSteps`, by its index */
  trend: (day: string, step: number, entity: string): Key => ({ pk: trendPartition(day, step), sk: entity }),
  alias: (folded: string, entity: string): Key => ({
    pk: aliasPartition(folded),
    sk: `${truncate(folded)}#${entity}`,
  }),
  deadLetter: (queue: string, subject: string): Key => ({
    pk: `${deadLetterPrefix}${hash(queue, subject)}`,
    sk: 'META',
  }),
  attempts: (queue: string, message: string): Key => ({
    pk: `${deadLetterPrefix}${hash(queue, message)}`,
    sk: 'ATTEMPTS',
  }),
  exportJob: (id: string): Key => ({ pk: `${exportJobPrefix}${id}`, sk: 'META' }),
  apiKey: (id: string): Key => ({ pk: apiKeyPartition, sk: id }),
  apiKeyUse: (id: string): Key => ({ pk: `${apiKeyUsePrefix}${id}`, sk: 'META' }),
  decision: (number: number): Key => ({ pk: decisionPartition, sk: numbered(number) }),
  appliedDecision: (number: number): Key => ({ pk: appliedDecisionPartition, sk: numbered(number) }),
  epoch: { pk: epochPartition, sk: 'META' } as Key,
  sweep: { pk: sweepPartition, sk: 'META' } as Key,
  reprocessing: { pk: reprocessingPartition, sk: 'META' } as Key,
  /** @param day of UTC, YYYY-MM-DD */
  spent: (day: string, process: string): Key => ({
    pk: budgetPartition(day),
    sk: `${spentPrefix}${process}`,
  }),
  budgetLifts: (day: string): Key => ({ pk: budgetPartition(day), sk: 'LIFTS' }),
  compaction: (sk: string): Key => ({ pk: compactionPartition, sk }),
  smallObject: (key: string): Key => ({ pk: smallObjectPartition(key), sk: key }),
  change: (time: string, doc: string): Key => ({
    pk: changePartition(time.slice(0, 10), shardOf(doc)),
    sk: `${time}#${doc}`,
  }),
};

/**
 * Whether a row is a child of a claim: it links the claim to a document, and carries the digest of the
 * document's FROM row (`claimRows.ts`). It is written before that row, so that every FROM row is listed under
 * its claim.
 */
export const isChildRow = ({ sk }: Key): boolean => sk.startsWith('DOC#');
export const isPartRow = ({ sk }: Key): boolean => sk.startsWith('PART#');

/** Whether a row of this partition is a dead letter, and not the count of a message's failures. */
export const isDeadLetterRow = ({ sk }: Key): boolean => sk === 'META';

export const childSortKey = (doc: string): string => `DOC#${doc}`;

/** The id of the document that a child row of a claim links to. */
export function documentOfChild({ sk }: Key): string {
  return sk.slice('DOC#'.length);
}

const numbered = (number: number): string => String(number).padStart(8, '0');

const derivedPrefixes = [claimPrefix, 'DOC#', 'ENT#', aliasPrefix, trendPrefix];

/**
 * Whether a rebuild from the bucket would make the row. People make decisions, API keys and exports, each
 * table has an epoch of its own; the rest is history.
 */
export const isDerivedRow = ({ pk }: Key): boolean => derivedPrefixes.some((prefix) => pk.startsWith(prefix));

/**
 * It has the first digit of the hash.
 * @param key a prefix that ends with a slash, then a hash in hexadecimal digits
 */
function smallObjectPartition(key: string): string {
  return `${smallObjectPrefix}${key.slice(0, key.indexOf('/') + 2)}`;
}

/** The partitions with the small objects under these prefixes, in the order of the objects' keys. */
export function smallObjectPartitions(prefixes: readonly string[]): string[] {
  return prefixes.toSorted().flatMap((prefix) => shards.map((shard) => smallObjectPartition(prefix + shard)));
}

export const monthPrefix = 'TALLY#';
export const shortNamePrefix = 'NAME#';
export const hiddenPrefix = 'HIDDEN#';
export const shardsPrefix = 'SHARD#';

/** Whether a row of an entity is a document's: a posting, a hidden one, or the place of a short name. */
export const isRowOfName = ({ sk }: Pick<Key, 'sk'>): boolean =>
  ['DAY#', shortNamePrefix, hiddenPrefix].some((prefix) => sk.startsWith(prefix));

/** The day and the document in the sort key of a posting; in that of shards, the day; '' if there is none. */
export function dayAndDocOf({ sk }: Pick<Key, 'sk'>): { day: string; doc: string } {
  const [, day = '', doc = ''] = sk.split('#');
  return { day, doc };
}

/** Most digits that name a shard. */
export const longestShard = 4;

/** What the sort keys of a day's shards begin with. */
export const shardsOfDay = (day: string): string => `${shardsPrefix}${day}#`;

/** What the sort keys of a day's postings begin with; with a shard, those of its documents. */
export const postingPrefix = (day: string, shard = ''): string => `DAY#${day}#${shard}`;

/** The field of a day in a month's tally: `d03`. */
export function tallyField(day: string): string {
  return `d${day.slice(8, 10)}`;
}

function claimPartition(objectKey: string): string {
  return `${claimPrefix}${hash(objectKey)}`;
}

/** Names with the same first two letters share a partition, so that a beginning can be looked up. */
export function aliasPartition(folded: string): string {
  return `${aliasPrefix}${[...folded].slice(0, 2).join('')}`;
}

/**
 * Limits a folded name to the length of a sort key; the entity's id, which follows, distinguishes truncated
 * names.
 */
function truncate(folded: string): string {
  return [...folded].slice(0, 100).join('');
}

/**
 * The lists and changes of all documents are spread over this many partitions, so that none takes all writes.
 */
export const shards = [...'0123456789abcdef'];

/** The shard of a document: the first digit of its id, which is a hash. */
export function shardOf(doc: string): string {
  return doc.slice(0, 1);
}

export const budgetPartition = (day: string): string => `${budgetPrefix}${day}`;
export const trendPartition = (day: string, step: number): string => `${trendPrefix}${day}#${step}`;
export const changePartition = (day: string, shard: string): string => `${changePrefix}${day}#${shard}`;
export const listPartition = (shard: string): string => `LIST#${shard}`;
export const sourcePartition = (source: string): string => `SOURCE#${hash(source)}`;

/** The rows in quarantine are spread too: all members of a container may be refused with one code. */
const refusedShards = 4;
const refusedPartition = (code: string, shard: number): string => `REFUSED#${code}#${shard}`;

/** The partitions of the index `list` that hold what was refused with a code. */
export const refusedPartitions = (code: string): string[] =>
  Array.from({ length: refusedShards }, (_, shard) => refusedPartition(code, shard));

/** The one that holds a row. @param row its key in text, which ends with a hash */
export const refusedPartitionOf = (code: string, row: string): string =>
  refusedPartition(code, Number.parseInt(row.slice(-1), 16) % refusedShards);
