/** Who may ask what: by key, as RFC 6750 has it, each with its scopes and its requests a minute. */
import type { Context } from 'hono';
import type { Ports } from '../../core/protocol/ports.ts';
import { type ApiKey, findApiKey, type Scope, spend } from '../../core/records/apiKey.ts';
import { HttpProblem } from './problem.ts';

/** Lets a request in or throws the problem that keeps it out. `open` is for descriptions that hold nothing of the news. */
export type Admission = (c: Context, scope: Scope | 'open') => Promise<void>;

/** On one machine, where only that machine is answered. */
export const admitEveryone: Admission = async () => {};

/** A twentieth of the minute's requests is taken from the table at a time, so that most requests write nothing. */
const shares = 20;
/** Several instances may take at the same moment; each try means that another one got its share. */
const tries = 20;

/**
 * Every request needs a key.
 *
 * What an instance took and did not use by the end of the minute is lost: a key never gets more than its rate, and sometimes a little less.
 */
export function admitWithKey({ table, clock }: Pick<Ports, 'table' | 'clock'>): Admission {
  const taken = new Map<string, { minute: number; left: number }>();
  return async (c, scope) => {
    if (scope === 'open') return;
    const now = clock();
    const [, given] = /^Bearer +([\x21-\x7e]{1,200})$/i.exec(c.req.header('authorization') ?? '') ?? [];
    if (given === undefined) throw unauthorized('This API wants a key, as `Authorization: Bearer …`.');
    const key = await findApiKey(table, given, now);
    if (key === undefined)
      throw unauthorized(
        'The key is none that was given out, or it is revoked or over.',
        ', error="invalid_token"',
      );
    if (!key.scopes.includes(scope) && !key.scopes.includes('admin')) throw forbidden(key, scope);
    const minute = Math.floor(now / 60_000);
    const share = taken.get(key.id);
    if (share?.minute === minute && share.left > 0) {
      share.left--;
      return;
    }
    const got = await take(table, key, now);
    if (got === 0) throw tooMany(key, now);
    taken.set(key.id, { minute, left: got - 1 });
  };
}

async function take(table: Ports['table'], key: ApiKey, now: number): Promise<number> {
  for (let n = 0; n < tries; n++) {
    const got = await spend(table, key, Math.max(1, Math.floor(key.rate / shares)), now);
    if (got !== undefined) return got;
  }
  throw new HttpProblem(
    503,
    { detail: 'Too many requests with this key at the same moment.' },
    { 'retry-after': '1' },
  );
}

function unauthorized(detail: string, error = '') {
  return new HttpProblem(401, { detail }, { 'www-authenticate': `Bearer realm="Dateline"${error}` });
}

function forbidden({ scopes }: ApiKey, scope: Scope) {
  const detail = `The key is for ${scopes.join(', ')}; this needs ${scope}.`;
  return new HttpProblem(
    403,
    { detail },
    { 'www-authenticate': `Bearer realm="Dateline", error="insufficient_scope", scope="${scope}"` },
  );
}

function tooMany({ rate }: ApiKey, now: number) {
  const wait = 60 - Math.floor((now % 60_000) / 1000);
  const detail = `The key has ${rate} requests a minute, and this minute's are spent.`;
  return new HttpProblem(429, { detail }, { 'retry-after': String(wait) });
}
