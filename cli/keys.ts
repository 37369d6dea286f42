/** `dateline keys`: lists, makes and revokes API keys. */
import type { Ports } from '../core/protocol/ports.ts';
import {
  type ApiKey,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  type Scope,
  scopes,
} from '../core/records/apiKey.ts';
import { defineCommand, type Outcome, type Output } from './command.ts';
import { parseInboxFolder } from './push/inboxFolder.ts';
import { UsageError } from './usageError.ts';
import { oneOf, parseTime, wholeNumber } from './values.ts';

/** Requests a minute. */
const defaultRate = 600;
const maximumRate = 1_000_000;

export const keys = defineCommand({
  name: 'keys',
  summary: 'lists the API keys; --make creates one, --revoke revokes one',
  examples: [
    'keys --make desk',
    'keys --make wire --scope upload --prefix wire/',
    'keys --revoke 0123456789ab',
  ],
  operands: {},
  options: {
    make: { value: 'NAME', summary: 'make a key of this name' },
    scope: {
      value: 'SCOPES',
      summary: `what it allows, of ${scopes.join(', ')} (default: read)`,
      parse: parseScopes,
    },
    prefix: { value: 'FOLDER/', summary: 'where it may upload files' },
    rate: {
      value: 'N',
      summary: `requests a minute (default: ${defaultRate})`,
      parse: wholeNumber('a number of requests', 1, maximumRate),
    },
    expires: {
      value: 'TIME',
      summary: 'when it ends: a time, or the beginning of a day (UTC)',
      parse: parseTime,
    },
    revoke: { value: 'ID', summary: 'revoke the key of this id' },
  },
  async run({ ports }, { options }, output) {
    const { make, revoke } = options;
    if (make !== undefined && revoke !== undefined)
      throw new UsageError('Give either --make or --revoke, not both.');
    if (make !== undefined) return makeKey(ports, make, options, output);
    if ((options.scope ?? options.prefix ?? options.rate ?? options.expires) !== undefined)
      throw new UsageError('--scope, --prefix, --rate and --expires need --make.');
    return revoke === undefined ? listKeys(ports, output) : revokeKey(ports, revoke, output);
  },
});

async function makeKey(
  { table, clock }: KeyPorts,
  name: string,
  options: KeyOptions,
  { print }: Output,
): Promise<Outcome> {
  const now = clock();
  if (options.expires !== undefined && Date.parse(options.expires) <= now)
    throw new UsageError(`A key that ends at ${options.expires} would never be valid.`);
  const { key, made } = await createApiKey(table, keyToMake(name, options), now);
  print(key);
  print('This is the only time that the key is shown.');
  print(`It allows ${allowedBy(made)}.`);
  if (made.expiresAt !== undefined) print(`It ends at ${made.expiresAt}.`);
  if (made.scopes.includes('feed'))
    print('Put it into the address of a feed: /v1/search/feed.atom?q=harbour&key=<key>');
  return { status: 0, result: { key, ...withoutDigest(made) } };
}

async function revokeKey({ table, clock }: KeyPorts, id: string, { print }: Output): Promise<Outcome> {
  const revoked = await revokeApiKey(table, id, clock());
  print(revoked ? `Revoked ${id}.` : `There is no key "${id}"; "dateline keys" lists them.`);
  return { status: revoked ? 0 : 1, result: { id, revoked } };
}

async function listKeys({ table, clock }: KeyPorts, output: Output): Promise<Outcome> {
  const found = (await listApiKeys(table)).map(withoutDigest);
  for (const made of found) printKey(made, clock(), output);
  if (found.length === 0) output.print('There are no keys.');
  return { status: 0, result: { items: found } };
}

type KeyPorts = Pick<Ports, 'table' | 'clock'>;
type ListedKey = Omit<ApiKey, 'digest'> & { last?: string };

/** The digest of the key is nobody's business. */
function withoutDigest<K extends ApiKey>({ digest: _, ...rest }: K): Omit<K, 'digest'> {
  return rest;
}

function printKey(made: ListedKey, now: number, { print }: Output): void {
  const { id, name, created, expiresAt, revoked, last } = made;
  print(`${id}  ${name}`);
  print(`  ${allowedBy(made)}`);
  print(`  created ${created}, last used ${last ?? 'never'}`);
  if (expiresAt !== undefined)
    print(`  ${Date.parse(expiresAt) <= now ? 'expired' : 'expires'} ${expiresAt}`);
  if (revoked !== undefined) print(`  revoked ${revoked}`);
}

function allowedBy({
  scopes: allowed,
  prefix = '',
  rate,
}: Pick<ApiKey, 'scopes' | 'prefix' | 'rate'>): string {
  const uploads = prefix === '' ? 'upload' : `upload under ${prefix}`;
  const what = allowed.map((scope) => (scope === 'upload' ? uploads : scope)).join(', ');
  return `${what}; ${rate} requests a minute`;
}

/** @throws UsageError */
function parseScopes(text: string): Scope[] {
  return [...new Set(text.split(',').map(oneOf('scope', scopes)))];
}

interface KeyOptions {
  scope: Scope[] | undefined;
  prefix: string | undefined;
  rate: number | undefined;
  expires: string | undefined;
}

/** What the options say together. @throws UsageError */
function keyToMake(
  name: string,
  { scope = ['read'], prefix, rate = defaultRate, expires }: KeyOptions,
): Parameters<typeof createApiKey>[1] {
  if (scope.includes('feed') && scope.length > 1)
    throw new UsageError('--scope feed stands alone: its key may be seen in the address of a feed.');
  const uploads = scope.includes('upload') && !scope.includes('admin');
  if (uploads && prefix === undefined)
    throw new UsageError(
      'Give --prefix FOLDER/ too: the key may put files only under it. --prefix "" allows the whole inbox.',
    );
  if (!uploads && prefix !== undefined) throw new UsageError('--prefix needs --scope upload, without admin.');
  if (prefix !== undefined) parseInboxFolder(prefix);
  if (name === '' || name.length > 100) throw new UsageError('A key needs a name of 1 to 100 characters.');
  return { name, scopes: scope, rate, prefix, ...(expires !== undefined && { expiresAt: expires }) };
}
