/**
 * API keys in requests: bearer tokens as in RFC 6750, each with its scopes and a limit of requests per
 * minute.
 */
import type { Context } from 'hono';
import type { Ports } from '../../core/protocol/ports.ts';
import {
  type ApiKey,
  findApiKey,
  isFeedKey,
  permits,
  type Scope,
  spendRequests,
} from '../../core/records/apiKey.ts';
import { HttpProblem } from './problem.ts';

/**
 * Lets a request in, or throws the problem that keeps it out. `open` is for descriptions that contain no
 * news.
 */
export type Admission = (c: Context, scope: Scope | 'open') => Promise<void>;

/** The parameter of a feed's address for a key: feed readers can send no header. */
export const feedKeyParameter = 'key';

/** The key that a request was let in with; `undefined` on a server without keys. */
export function apiKeyOf(c: Context): ApiKey | undefined {
  return c.get('apiKey');
}

/** Who sends a request: `key:ID`, `iam:ARN` or `token:SUBJECT`; `undefined` on a server without keys. */
export function callerOf(c: Context): string | undefined {
  return c.get('caller');
}

/** An issuer of tokens may write anything into the name. */
export function setCaller(c: Context, kind: 'key' | 'iam' | 'token', name: string): void {
  c.set('caller', `${kind}:${name.slice(0, 250).replace(/[\p{Cc}\p{Cs}]/gu, '')}`);
}

/** The key in an `Authorization` header. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +([\x21-\x7e]{1,200})$/i.exec(header ?? '')?.[1];
}

/** For a server that answers only its own machine. */
export const admitEveryone: Admission = async () => {};

/**
 * An instance takes a twentieth of the minute's requests from the table at once, so most requests write
 * nothing.
 */
const sharesPerMinute = 20;
/**
 * Several instances may take at the same moment; each failed try means that another instance got its share.
 */
const maxTries = 20;

const whoMakesKeys = 'The operator makes keys with `dateline keys --make NAME`.';

/** Every request needs an API key, and counts against its rate. */
export function admitWithKey({ table, clock }: Pick<Ports, 'table' | 'clock'>): Admission {
  const spend = rateLimiter(table);
  return async (c, scope) => {
    if (scope === 'open') return;
    const now = clock();
    const inAddress = scope === 'feed' ? c.req.query(feedKeyParameter) : undefined;
    const secret = bearerToken(c.req.header('authorization')) ?? inAddress;
    if (secret === undefined)
      throw unauthorized(
        `Every request needs an API key, sent as \`Authorization: Bearer <key>\`. ${whoMakesKeys}`,
      );
    const key = await findApiKey(table, secret, now);
    if (key === undefined)
      throw unauthorized(
        `The API key is invalid, revoked or expired. ${whoMakesKeys}`,
        ', error="invalid_token"',
      );
    setCaller(c, 'key', key.id); // also of a request that is refused below
    if (!permits(key.scopes, scope)) throw insufficientScope('API key', key.scopes, scope);
    if (secret === inAddress && !isFeedKey(key))
      throw new HttpProblem(403, {
        detail: 'A key in an address must have the scope feed and no other: addresses are seen by many.',
      });
    c.set('apiKey', key);
    await spend(key, now);
  };
}

/**
 * Counts requests against the rate of their key. An instance loses the requests that it took and did not use
 * within the minute: a key never gets more than its rate, and sometimes slightly less.
 *
 * @returns what counts one request. @throws HttpProblem (429) when the minute's are used up
 */
function rateLimiter(table: Ports['table']): (key: ApiKey, now: number) => Promise<void> {
  const taken = new Map<string, { minute: number; left: number }>();
  /** Keys for which a share is on its way; requests that come meanwhile use it, too. */
  const taking = new Map<string, Promise<void>>();
  const take = async (key: ApiKey, now: number) => {
    const left = await takeShare(table, key, now);
    if (left === 0) throw tooManyRequests(key, now);
    taken.set(key.id, { minute: minuteOf(now), left });
  };
  return async (key, now) => {
    for (;;) {
      const share = taken.get(key.id);
      if (share?.minute === minuteOf(now) && share.left > 0) {
        share.left--;
        return;
      }
      const next = taking.get(key.id) ?? take(key, now).finally(() => taking.delete(key.id));
      taking.set(key.id, next);
      await next;
    }
  };
}

const minuteOf = (now: number) => Math.floor(now / 60_000);

async function takeShare(table: Ports['table'], key: ApiKey, now: number): Promise<number> {
  for (let n = 0; n < maxTries; n++) {
    const got = await spendRequests(table, key, Math.max(1, Math.floor(key.rate / sharesPerMinute)), now);
    if (got !== undefined) return got;
  }
  throw new HttpProblem(
    503,
    { detail: 'Too many requests use this API key at the same moment.' },
    { 'retry-after': '1' },
  );
}

/**
 * A 401 that asks for a bearer token (RFC 6750).
 *
 * @param error further parameters of the header `www-authenticate`, with a comma before each
 */
export function unauthorized(detail: string, error = '') {
  return new HttpProblem(401, { detail }, { 'www-authenticate': `Bearer realm="Dateline"${error}` });
}

/** A 403 for a caller who is known and lacks a scope (RFC 6750). */
export function insufficientScope(holder: string, granted: readonly Scope[], scope: Scope) {
  const has = granted.length === 0 ? 'no scope' : `the scope ${granted.join(', ')}`;
  const detail = `The ${holder} has ${has}; this request needs ${scope}.`;
  return new HttpProblem(
    403,
    { detail },
    { 'www-authenticate': `Bearer realm="Dateline", error="insufficient_scope", scope="${scope}"` },
  );
}

function tooManyRequests({ rate }: ApiKey, now: number) {
  const wait = 60 - Math.floor((now % 60_000) / 1000);
  const detail = `The API key allows ${rate} requests per minute, and this minute's are used up.`;
  return new HttpProblem(429, { detail }, { 'retry-after': String(wait) });
}
