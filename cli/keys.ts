/** `dateline keys`: lists, makes and revokes API keys. */
import { parseBound } from '../core/dates/range.ts';
import {
  type ApiKey,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  type Scope,
  scopes,
} from '../core/records/apiKey.ts';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import { type Arguments, type Command, UsageError } from './command.ts';

/** Requests a minute. */
const defaultRate = 600;
const maximumRate = 1_000_000;

export const keys: Command = {
  summary: 'lists the API keys; --make creates one, --revoke revokes one',
  operands: [],
  options: {
    make: { value: 'NAME' },
    scope: { value: 'read,upload,…' },
    prefix: { value: 'FOLDER/' },
    rate: { value: 'REQUESTS-A-MINUTE' },
    expires: { value: 'DAY' },
    revoke: { value: 'ID' },
  },
  async run({ ports: { table, clock } }, { options }, print) {
    const { make, revoke } = options;
    if (make !== undefined && revoke !== undefined)
      throw new UsageError('Give either --make or --revoke, not both.');
    if (
      make === undefined &&
      (options.scope ?? options.prefix ?? options.rate ?? options.expires) !== undefined
    )
      throw new UsageError('--scope, --prefix, --rate and --expires need --make.');
    if (make !== undefined) {
      const { key, made } = await createApiKey(table, parseKeyOptions(make, options), clock());
      print(key);
      print('This is the only time that the key is shown.');
      print(`It allows ${made.scopes.join(', ')}${underPrefix(made)}, ${made.rate} requests a minute.`);
      return 0;
    }
    if (revoke !== undefined) {
      const revoked = await revokeApiKey(table, revoke, clock());
      print(
        revoked
          ? `Revoked ${revoke}.`
          : `There is no key "${escapeForTerminal(revoke)}"; "dateline keys" lists them.`,
      );
      return revoked ? 0 : 1;
    }
    const found = await listApiKeys(table);
    for (const made of found) {
      const { id, name, scopes: allowed, rate, created, expiresAt, revoked, last } = made;
      print(`${id}  ${escapeForTerminal(name)}`);
      print(`  ${allowed.join(', ')}${underPrefix(made)}; ${rate} requests a minute`);
      print(`  created ${created}, last used ${last ?? 'never'}`);
      if (expiresAt !== undefined)
        print(`  ${Date.parse(expiresAt) <= clock() ? 'expired' : 'expires'} ${expiresAt}`);
      if (revoked !== undefined) print(`  revoked ${revoked}`);
    }
    if (found.length === 0) print('There are no keys.');
    return 0;
  },
};

function underPrefix({ prefix }: Pick<ApiKey, 'prefix'>): string {
  return prefix === undefined ? '' : ` under ${escapeForTerminal(prefix)}`;
}

/** @throws UsageError */
function parseKeyOptions(
  name: string,
  { scope = 'read', prefix, rate = String(defaultRate), expires }: Arguments['options'],
) {
  const wanted = scope.split(',');
  const unknown = wanted.find((each) => !scopes.some((known) => known === each));
  if (unknown !== undefined)
    throw new UsageError(`There is no scope "${unknown}"; the scopes are ${scopes.join(', ')}.`);
  const uploads = wanted.includes('upload') && !wanted.includes('admin');
  if (uploads && prefix === undefined)
    throw new UsageError(
      'Give --prefix FOLDER/ too: the key may put files only under it. --prefix "" allows the whole inbox.',
    );
  if (!uploads && prefix !== undefined) throw new UsageError('--prefix needs --scope upload, without admin.');
  if (prefix !== undefined && prefix !== '' && !/^[^/\p{Cc}][^\p{Cc}]{0,199}\/$/u.test(prefix))
    throw new UsageError(`"${prefix}" is not a folder; write one like wire/.`);
  if (!/^[1-9]\d{0,6}$/.test(rate) || Number(rate) > maximumRate)
    throw new UsageError(`"${rate}" is not a rate; give a number of requests from 1 to ${maximumRate}.`);
  const bound = expires === undefined ? undefined : parseBound(expires);
  if (expires !== undefined && bound === undefined)
    throw new UsageError(
      `"${expires}" is not a time; write a day (2027-01-01) ` +
        'or a time with its zone (2027-01-01T09:00:00Z).',
    );
  if (name === '' || name.length > 100) throw new UsageError('A key needs a name of 1 to 100 characters.');
  return {
    name,
    scopes: [...new Set(wanted)] as Scope[],
    rate: Number(rate),
    prefix,
    ...(bound && { expiresAt: new Date(bound.moment ?? Date.parse(bound.day)).toISOString() }),
  };
}
