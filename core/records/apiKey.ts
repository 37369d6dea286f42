/** Keys of the API: who may ask, for what, and how often. They are people's decisions, so nothing of the bucket makes or changes them. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Item, Table } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import { apiKeyPartition, keys } from './keys.ts';

/** What a key may be for. `admin` is for everything. */
export const scopes = ['read', 'upload', 'operate', 'admin'] as const;
export type Scope = (typeof scopes)[number];

export const apiKey = z.object({
  /** The part of the key that is no secret. */
  id: z.string(),
  /** SHA-256 of the whole key, hexadecimal. It is made of 256 random bits, so it needs no slower hash. */
  digest: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  /** Requests a minute. */
  rate: z.number().int().positive(),
  /** RFC 3339. */
  created: z.string(),
  expiresAt: z.string().optional(),
  revoked: z.string().optional(),
});
export type ApiKey = z.infer<typeof apiKey>;

/** What was spent of a key in a minute: `spent` is `minute:requests`, one attribute, so that one condition guards it. */
const use = z.object({ spent: z.string(), last: z.string() });

const form = /^dateline_([0-9a-f]{12})_[\w-]{43}$/;

/** Makes a key. It is shown this once: the table holds its hash alone. */
export async function createApiKey(
  table: Table,
  wanted: Pick<ApiKey, 'name' | 'scopes' | 'rate' | 'expiresAt'>,
  now: number,
): Promise<{ key: string; made: ApiKey }> {
  const id = randomBytes(6).toString('hex');
  const key = `dateline_${id}_${randomBytes(32).toString('base64url')}`;
  const { expiresAt, ...rest } = wanted;
  const made: ApiKey = {
    id,
    digest: digestOf(key),
    ...rest,
    created: new Date(now).toISOString(),
    ...(expiresAt && { expiresAt }),
  };
  await table.put({ ...keys.apiKey(id), ...made });
  return { key, made };
}

/** `undefined` where it is none that was made, was revoked, or is over. */
export async function findApiKey(table: Table, given: string, now: number): Promise<ApiKey | undefined> {
  const [, id] = form.exec(given) ?? [];
  const row = id === undefined ? undefined : await table.get(keys.apiKey(id));
  if (row === undefined) return undefined;
  const found = apiKey.parse(row);
  const same = timingSafeEqual(Buffer.from(digestOf(given), 'hex'), Buffer.from(found.digest, 'hex'));
  const over = found.expiresAt !== undefined && Date.parse(found.expiresAt) <= now;
  return same && !over && found.revoked === undefined ? found : undefined;
}

/** `false` where there is no such key. A revoked one stays listed. */
export async function revokeApiKey(table: Table, id: string, now: number): Promise<boolean> {
  if ((await table.get(keys.apiKey(id))) === undefined) return false;
  await table.update(keys.apiKey(id), { revoked: new Date(now).toISOString() });
  return true;
}

/** All keys, with the time each was last used. */
export async function listApiKeys(table: Table): Promise<(ApiKey & { last?: string })[]> {
  const found = (await queryAll(table, { pk: apiKeyPartition })).map((row) => apiKey.parse(row));
  const uses = await table.batchGet(found.map(({ id }) => keys.apiKeyUse(id)));
  return found
    .map((each, i) => ({ ...each, ...(uses[i] !== undefined && { last: use.parse(uses[i]).last }) }))
    .sort((a, b) => (a.created < b.created ? -1 : 1));
}

/**
 * Takes up to `wanted` requests of this minute from the key's account, and notes that it was used.
 *
 * @returns how many were got; 0 where the minute's are spent; `undefined` where others took at the same moment: ask again
 */
export async function spendRequests(
  table: Table,
  { id, rate }: ApiKey,
  wanted: number,
  now: number,
): Promise<number | undefined> {
  const row: Item | undefined = await table.get(keys.apiKeyUse(id), { consistent: true });
  const before = row === undefined ? undefined : use.parse(row).spent;
  const minute = Math.floor(now / 60_000);
  const [at, count] = (before ?? '').split(':').map(Number);
  const spent = at === minute ? (count ?? 0) : 0;
  const got = Math.min(wanted, rate - spent);
  if (got <= 0) return 0;
  const set = { spent: `${minute}:${spent + got}`, last: new Date(now).toISOString() };
  return (await table.update(keys.apiKeyUse(id), set, { attribute: 'spent', equals: before }))
    ? got
    : undefined;
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
