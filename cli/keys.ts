/** `dateline keys`: the keys of the API listed, one made, one revoked. */
import { boundOf } from '../core/dates/range.ts';
import { listApiKeys, makeApiKey, revokeApiKey, type Scope, scopes } from '../core/records/apiKey.ts';
import { type Arguments, type Command, UsageFault } from './command.ts';
import { printable } from './printable.ts';

const usualRate = 600;
const highestRate = 1_000_000;

export const keys: Command = {
  summary: 'the keys of the API; makes one, or revokes one',
  operands: [],
  options: {
    make: { value: 'NAME' },
    scope: { value: 'read,upload,…' },
    rate: { value: 'REQUESTS-A-MINUTE' },
    expires: { value: 'DAY' },
    revoke: { value: 'ID' },
  },
  async run({ ports: { table, clock } }, { options }, print) {
    const { make, revoke } = options;
    if (make !== undefined && revoke !== undefined)
      throw new UsageFault('Either --make or --revoke, not both.');
    if (make === undefined && (options.scope ?? options.rate ?? options.expires) !== undefined)
      throw new UsageFault('--scope, --rate and --expires are for --make.');
    if (make !== undefined) {
      const { key, made } = await makeApiKey(table, wanted(make, options), clock());
      print(key);
      print(
        `This is the only time that it is shown. It is for ${made.scopes.join(', ')}, with ${made.rate} requests a minute.`,
      );
      return 0;
    }
    if (revoke !== undefined) {
      const done = await revokeApiKey(table, revoke, clock());
      print(
        done ? `Revoked ${revoke}.` : `There is no key «${printable(revoke)}»; «dateline keys» lists them.`,
      );
      return done ? 0 : 1;
    }
    const found = await listApiKeys(table);
    for (const { id, name, scopes: may, rate, created, expiresAt, revoked, last } of found) {
      print(`${id}  ${printable(name)}`);
      print(
        `  for ${may.join(', ')}, ${rate} requests a minute, made ${created}, last used ${last ?? 'never'}`,
      );
      if (expiresAt !== undefined)
        print(`  ${Date.parse(expiresAt) <= clock() ? 'over since' : 'until'} ${expiresAt}`);
      if (revoked !== undefined) print(`  revoked ${revoked}`);
    }
    if (found.length === 0) print('There are no keys.');
    return 0;
  },
};

/** @throws UsageFault */
function wanted(name: string, { scope = 'read', rate = String(usualRate), expires }: Arguments['options']) {
  const asked = scope.split(',');
  const unknown = asked.find((each) => !scopes.some((known) => known === each));
  if (unknown !== undefined)
    throw new UsageFault(`There is no scope «${unknown}»; the scopes are ${scopes.join(', ')}.`);
  if (!/^[1-9]\d{0,6}$/.test(rate) || Number(rate) > highestRate)
    throw new UsageFault(`«${rate}» is no number of requests a minute; write one from 1 to ${highestRate}.`);
  const bound = expires === undefined ? undefined : boundOf(expires);
  if (expires !== undefined && bound === undefined)
    throw new UsageFault(
      `«${expires}» is no time; write a day (2027-01-01) or a time with its zone (2027-01-01T09:00:00Z).`,
    );
  if (name === '' || name.length > 100)
    throw new UsageFault('A key needs a name of 1 to 100 characters, to be known by.');
  return {
    name,
    scopes: [...new Set(asked)] as Scope[],
    rate: Number(rate),
    ...(bound && { expiresAt: new Date(bound.moment ?? Date.parse(bound.day)).toISOString() }),
  };
}
