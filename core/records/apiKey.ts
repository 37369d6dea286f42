/**
 * API keys: who may call which routes, and how often. People create and revoke them, so a rebuild from the
 * bucket neither makes nor changes these rows.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Table } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import { apiKeyPartition, keys } from './keys.ts';

/**
 * What a key permits. `admin` permits everything. `feed` permits feeds alone: such a key stands in the
 * address of a feed, where others may see it.
 */
export const scopes = ['read', 'feed', 'upload', 'operate', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Whether these scopes permit what needs `scope`. */
export function permits(granted: readonly Scope[], scope: Scope): boolean {
  return (
    granted.includes(scope) || granted.includes('admin') || (scope === 'feed' && granted.includes('read'))
  );
}

/** Whether the key may stand in an address, where others see it: it opens feeds and nothing else. */
export function isFeedKey({ scopes: granted }: Pick<ApiKey, 'scopes'>): boolean {
  return granted.every((scope) => scope === 'feed');
}

const apiKey = z.object({
  /** The part of the key that is not secret. */
  id: z.string(),
  /**
   * SHA-256 of the whole key in hexadecimal. A key has 256 random bits, so it needs no slow password hash.
   */
  digest: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  /** Uploads go under this prefix of keys; without it, anywhere. */
  prefix: z.exactOptional(z.string()),
  /** Requests per minute. */
  rate: z.number().int().positive(),
  /** RFC 3339, as are the two below. */
  created: z.string(),
  expiresAt: z.exactOptional(z.string()),
  revoked: z.exactOptional(z.string()),
});
export type ApiKey = z.infer<typeof apiKey>;

/** `spent` is `minute:requests`: one attribute, so that one condition guards both numbers. */
const apiKeyUse = z.object({ spent: z.string(), last: z.string() });

const apiKeyPattern = /^dateline_([0-9a-f]{12})_[\w-]{43}$/;

/** Creates a key. Only this call returns it; the table stores its hash. */
export async function createApiKey(
  table: Table,
  wanted: Pick<ApiKey, 'name' | 'scopes' | 'rate'> & {
    prefix?: string | undefined;
    expiresAt?: string | undefined;
  },
  now: number,
): Promise<{ key: string; made: ApiKey }> {
  const id = randomBytes(6).toString('hex');
  const key = `dateline_${id}_${randomBytes(32).toString('base64url')}`;
  const { prefix, expiresAt, ...rest } = wanted;
  const made: ApiKey = {
    id,
    digest: digestOf(key),
    ...rest,
    created: new Date(now).toISOString(),
    ...(prefix && { prefix }),
    ...(expiresAt && { expiresAt }),
  };
  await table.put({ ...keys.apiKey(id), ...made });
  return { key, made };
}

/**
 * The record of a key that a client sent; `undefined` if the key is invalid, revoked or expired. It reads
 * consistently: a gateway remembers for minutes that a key made a moment ago was unknown.
 */
export async function findApiKey(table: Table, given: string, now: number): Promise<ApiKey | undefined> {
  const [, id] = apiKeyPattern.exec(given) ?? [];
  const row = id === undefined ? undefined : await table.get(keys.apiKey(id), { consistent: true });
  if (row === undefined) return undefined;
  const found = apiKey.parse(row);
  const matches = timingSafeEqual(Buffer.from(digestOf(given), 'hex'), Buffer.from(found.digest, 'hex'));
  const expired = found.expiresAt !== undefined && Date.parse(found.expiresAt) <= now;
  return matches && !expired && found.revoked === undefined ? found : undefined;
}

/** Revokes a key, which stays listed. Returns `false` if there is no such key. */
export async function revokeApiKey(table: Table, id: string, now: number): Promise<boolean> {
  if ((await table.get(keys.apiKey(id))) === undefined) return false;
  await table.update(keys.apiKey(id), { revoked: new Date(now).toISOString() });
  return true;
}

/** All keys, oldest first, each with the time of its last use. */
export async function listApiKeys(table: Table): Promise<(ApiKey & { last?: string })[]> {
  const found = (await queryAll(table, { pk: apiKeyPartition })).map((row) => apiKey.parse(row));
  const uses = await table.batchGet(found.map(({ id }) => keys.apiKeyUse(id)));
  return found
    .map((each, i) => ({ ...each, ...(uses[i] !== undefined && { last: apiKeyUse.parse(uses[i]).last }) }))
    .sort((a, b) => (a.created < b.created ? -1 : 1));
}

/**
 * Takes up to `wanted` requests from what a key may still make in this minute, and records its use.
 *
 * @returns how many it took; 0 if this minute's requests are spent; `undefined` if another process took some
 *   at the same moment: call again
 */
export async function spendRequests(
  table: Table,
  { id, rate }: ApiKey,
  wanted: number,
  now: number,
): Promise<number | undefined> {
  const row = await table.get(keys.apiKeyUse(id), { consistent: true });
  const before = row === undefined ? undefined : apiKeyUse.parse(row).spent;
  const minute = Math.floor(now / 60_000);
  const [at, count] = (before ?? '').split(':').map(Number);
  const spent = at === minute ? (count ?? 0) : 0;
  const taken = Math.min(wanted, rate - spent);
  if (taken <= 0) return 0;
  const set = { spent: `${minute}:${spent + taken}`, last: new Date(now).toISOString() };
  const written = await table.update(keys.apiKeyUse(id), set, { attribute: 'spent', equals: before });
  return written ? taken : undefined;
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
