/**
 * Histories: operations on a few keys of the bucket, and on its surroundings, drawn from a seed. Each
 * operation depends only on the state it finds, so any subset of a history is a history too, which makes
 * shrinking possible.
 */

import { ObjectUnreadable } from '../../core/errors.ts';
import { type Action, actions } from '../../core/identity/decisions/decision.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { Random } from '../../core/random.ts';
import { guidsOf } from './forms.ts';
import type { HostileObjects, UnreadableReason } from './hostileObjects.ts';
import { allKeys, isRefused, kindOf, Press } from './press.ts';

/** Each operation knows its place in its history, once others are left out. */
export type Operation = Change & { at?: number };

type Change =
  /** Each character of `body` is one byte. */
  | { do: 'put'; key: string; body: string; reprint?: true }
  | { do: 'put again'; key: string }
  | { do: 'copy'; from: string; key: string }
  | { do: 'delete'; key: string }
  | { do: 'undelete'; key: string }
  | { do: 'delete version'; key: string; nth: number }
  /** An earlier message is sent again, `after` milliseconds later. */
  | { do: 'redrive'; nth: number; after: number }
  /**
   * Sweeps start `after` milliseconds later, while other work may be running: as many as `together`. With
   * `steps` they go on where the last one stopped, and stop after so many looks at the time. With `takeOver`
   * they take the lease from one that is at work.
   */
  | { do: 'sweep'; after: number; steps?: number; together?: number; takeOver?: boolean }
  /** A version can no longer be read: it went to cold storage, or its encryption key may not be used. */
  | { do: 'make unreadable'; key: string; nth: number; reason: UnreadableReason }
  /** Everything under the key can be read again. S3 sends an event only for what comes from cold storage. */
  | { do: 'make readable'; key: string; event: boolean }
  /** Versioning of the key is suspended: puts and deletes replace the version `null`. */
  | { do: 'suspend versioning'; key: string; suspended: boolean }
  /**
   * Somebody decides about the nth of the entities that are mentioned, and another one, in the nth document;
   * or undoes the nth decision.
   */
  | { do: 'decide'; action: Action; nth: number; other: number }
  /** The archive loses one of its objects (only where sweeps follow). */
  | { do: 'lose object'; nth: number }
  /** Somebody erases the key while other work may be running (only `erasure.test.ts` draws this). */
  | { do: 'erase'; key: string }
  | { do: 'wait'; milliseconds: number };

/** What an operation did, given what it found. Each kind occurs many times in a few hundred runs. */
export const kinds = [
  'create',
  'overwrite with other text',
  'overwrite with the same text',
  'delete',
  'delete marker removed',
  'old version deleted',
  're-create',
  'container shrinks',
  'container grows',
  'guid repeated',
  'feed under one key',
  'feed under hourly keys',
  'reprint',
  'refused',
  'refused, now repaired',
  'redrive of a week-old message',
  'sweep',
  'sweep stopped',
  'sweep beside another',
  'unreadable',
  'readable again',
  'unreadable to the end',
  'object lost',
  'versioning suspended',
  'overwritten in place',
  'decided',
  'decision undone',
] as const;
export type Kind = (typeof kinds)[number];

/** Longer than any execution, visibility timeout or tombstone lasts. */
export const week = 7 * 24 * 3600 * 1000;

const hours = (count: number): number => count * 3600 * 1000;

function drawOperation(random: Random, press: Press, key: string): Operation {
  const roll = random.next();
  if (roll < 0.05) return drawDecision(random);
  if (roll < 0.47) return { do: 'put', key, ...press.next(key) };
  if (roll < 0.48) return { do: 'suspend versioning', key, suspended: random.chance(0.7) };
  if (roll < 0.5) return { do: 'make unreadable', key, nth: random.below(3), reason: drawReason(random) };
  if (roll < 0.53) return { do: 'make readable', key, event: random.chance(0.5) };
  if (roll < 0.58) return { do: 'put again', key };
  if (roll < 0.63) return { do: 'copy', from: random.pick(allKeys), key };
  if (roll < 0.77) return { do: 'delete', key };
  if (roll < 0.84) return { do: 'undelete', key };
  if (roll < 0.91) return { do: 'delete version', key, nth: random.below(4) };
  if (roll < 0.94) return { do: 'redrive', nth: random.below(1000), after: random.chance(0.3) ? week : 0 };
  if (roll < 0.96) return drawSweep(random);
  if (roll < 0.97) return { do: 'lose object', nth: random.below(1000) };
  return { do: 'wait', milliseconds: random.chance(0.1) ? week : random.below(120_000) };
}

export function drawDecision(random: Random): Operation {
  const action = random.chance(0.3) ? 'undo' : random.pick(actions);
  // Often about the same few entities, so that decisions meet.
  const nth = () => random.below(random.chance(0.5) ? 4 : 1000);
  return { do: 'decide', action, nth: nth(), other: nth() };
}

const drawReason = (random: Random): UnreadableReason => random.pick(['archived', 'denied']);

export function drawSweep(random: Random): Operation {
  return {
    do: 'sweep',
    after: random.pick([0, 0, hours(2), hours(26)]),
    ...(random.chance(0.6) && { steps: random.below(40) }),
    ...(random.chance(0.3) && { together: 2 + random.below(2) }),
    ...(random.chance(0.3) && { takeOver: true }),
  };
}

export function history(seed: number, length: number): Operation[] {
  const random = new Random(seed);
  const press = new Press(random);
  let key = random.pick(allKeys);
  return Array.from({ length }, () => {
    // Changes of one key in quick succession meet reads that are not up to date.
    if (!random.chance(0.3)) key = random.pick(allKeys);
    return drawOperation(random, press, key);
  });
}

/**
 * Performs an operation on the bucket.
 *
 * @returns the keys for which S3 would send a notification, and what the operation did
 */
export async function applyOperation(
  inbox: HostileObjects,
  operation: Operation,
): Promise<{ keys: string[]; kinds: Kind[] }> {
  const nothing = { keys: [], kinds: [] };
  switch (operation.do) {
    case 'put':
      return put(inbox, operation.key, operation.body, operation.reprint ? ['reprint'] : []);
    case 'put again':
    case 'copy': {
      const body = await bodyOf(inbox, operation.do === 'copy' ? operation.from : operation.key);
      return body === undefined ? nothing : put(inbox, operation.key, body, []);
    }
    case 'delete': {
      const there = (await inbox.head(operation.key)) !== undefined;
      await inbox.delete(operation.key);
      return { keys: [operation.key], kinds: there ? ['delete'] : [] };
    }
    case 'undelete': {
      const [newest, before] = await versionsOf(inbox, operation.key);
      if (!newest?.deleted) return nothing;
      await inbox.delete(operation.key, newest.version);
      return {
        keys: [operation.key],
        kinds: before === undefined || before.deleted ? [] : ['delete marker removed'],
      };
    }
    case 'delete version': {
      const version = (await versionsOf(inbox, operation.key))[operation.nth];
      if (version === undefined) return nothing;
      await inbox.delete(operation.key, version.version);
      return {
        keys: [operation.key],
        kinds: version.latest || version.deleted ? [] : ['old version deleted'],
      };
    }
    case 'make unreadable': {
      const { key, nth, reason } = operation;
      return (await inbox.makeUnreadable(key, nth, reason)) ? { keys: [], kinds: ['unreadable'] } : nothing;
    }
    case 'make readable': {
      const { key, event } = operation;
      return inbox.makeReadable(key) ? { keys: event ? [key] : [], kinds: ['readable again'] } : nothing;
    }
    case 'suspend versioning': {
      const { key, suspended } = operation;
      const changes = inbox.setVersioning(key, suspended) && suspended;
      return changes ? { keys: [], kinds: ['versioning suspended'] } : nothing;
    }
    default:
      return nothing;
  }
}

async function put(
  inbox: HostileObjects,
  key: string,
  body: string,
  known: Kind[],
): Promise<{ keys: string[]; kinds: Kind[] }> {
  const before = await bodyOf(inbox, key);
  const versions = await versionsOf(inbox, key);
  const { version } = await inbox.put(key, Buffer.from(body, 'latin1'));
  const inPlace = versions.some((each) => each.version === version);
  return {
    keys: [key],
    kinds: [
      ...known,
      ...(inPlace ? (['overwritten in place'] as const) : []),
      ...changeKinds(before, body, versions.length > 0),
      ...contentKinds(key, before, body),
    ],
  };
}

function changeKinds(before: string | undefined, body: string, known: boolean): Kind[] {
  if (before === undefined) return [known ? 're-create' : 'create'];
  const change: Kind = before === body ? 'overwrite with the same text' : 'overwrite with other text';
  return isRefused(before) && !isRefused(body) ? [change, 'refused, now repaired'] : [change];
}

/** What the new content of a key is, compared with its earlier content. */
function contentKinds(key: string, before: string | undefined, body: string): Kind[] {
  if (isRefused(body)) return ['refused'];
  const guids = guidsOf(body);
  const kind = kindOf(key);
  const found: Kind[] = new Set(guids).size < guids.length ? ['guid repeated'] : [];
  if (kind.startsWith('feed')) found.push(kind as Kind);
  const members = before === undefined ? 0 : guidsOf(before).length;
  if (kind !== 'story' && members > 0 && guids.length !== members)
    found.push(guids.length < members ? 'container shrinks' : 'container grows');
  return found;
}

async function bodyOf(inbox: HostileObjects, key: string): Promise<string | undefined> {
  const object = await inbox.get(key).catch((error) => {
    if (!(error instanceof ObjectUnreadable)) throw error;
    return undefined;
  });
  return object && Buffer.from(await object.bytes()).toString('latin1');
}

async function versionsOf(inbox: HostileObjects, key: string) {
  const listed = await Array.fromAsync(paginate((cursor) => inbox.listVersions(key, cursor)));
  return listed.filter((version) => version.key === key);
}
