import { describe, expect, it } from 'vitest';
import { auditOutcome } from '../../supply/auditOutcome.ts';
import { isAllowed, type LockedPackage, licenceOf, supplyFaults } from '../../supply/supply.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;
const good: LockedPackage = { version: '1.2.3', integrity, license: 'MIT' };
const mit = () => ({ version: '1.2.3', license: 'MIT' });
const faultsOf = (locked: LockedPackage, installed: Parameters<typeof supplyFaults>[1] = mit) =>
  supplyFaults({ '': {}, 'node_modules/a': locked }, installed);

describe('a locked package', () => {
  it('has a hash, an exact version, and npm as its origin', () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, resolved: 'https://registry.npmjs.org/a/-/a-1.2.3.tgz' })).toEqual([]);
    const { integrity: _, ...unhashed } = good;
    expect(faultsOf(unhashed)).toEqual(['node_modules/a has no SHA-512 hash.']);
    expect(faultsOf({ ...good, integrity: 'sha1-AAAA' })).toHaveLength(1);
    expect(faultsOf({ ...good, resolved: 'git+ssh://git@example.org/a.git#1' })).toHaveLength(1);
    expect(faultsOf({ ...good, resolved: 'https://registry.npmjs.org.example/a.tgz' })).toHaveLength(1);
    expect(faultsOf({ ...good, link: true })).toHaveLength(1);
  });

  it('inside the archive of another is covered by that hash', () => {
    const inner = { version: '1.2.3', inBundle: true };
    expect(supplyFaults({ 'node_modules/a': good, 'node_modules/a/node_modules/b': inner }, mit)).toEqual([]);
    expect(supplyFaults({ 'node_modules/a/node_modules/b': inner }, mit)).toHaveLength(1);
  });

  it('is installed in its version, under a licence that is allowed', () => {
    expect(faultsOf(good, () => ({ version: '1.2.4', license: 'MIT' }))).toHaveLength(1);
    expect(faultsOf(good, () => ({ version: '1.2.3', license: 'GPL-3.0-only' }))).toHaveLength(1);
    expect(faultsOf(good, () => ({ version: '1.2.3' }))).toHaveLength(1);
    expect(faultsOf(good, () => undefined)).toHaveLength(1);
    expect(faultsOf({ ...good, optional: true, license: 'LGPL-3.0-or-later' }, () => undefined)).toEqual([]);
  });
});

describe('licences', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['Apache-2.0 AND MIT', true],
    ['Apache-2.0 AND LGPL-3.0-or-later', false],
    ['(Apache-2.0 AND GPL-2.0) OR ISC', true],
    ['UNLICENSED', false],
    ['SEE LICENSE IN LICENSE.txt', false],
  ])('%s is allowed: %s', (expression, allowed) => expect(isAllowed(expression)).toBe(allowed));

  it('are read from old fields too', () => {
    expect(licenceOf({ licenses: [{ type: 'MIT', url: 'x' }, { type: 'GPL-2.0' }] })).toBe('MIT OR GPL-2.0');
    expect(licenceOf({ license: { type: 'ISC' } })).toBe('ISC');
    expect(licenceOf({})).toBeUndefined();
  });
});

describe('an audit', () => {
  it('that got no answer fails nothing', () => {
    for (const output of ['', 'x', '{"message":"405","error":{}}'])
      expect(auditOutcome(output).severe).toBe(false);
  });

  it('fails for high and critical advisories', () => {
    const outcome = (severity: string) =>
      auditOutcome(JSON.stringify({ vulnerabilities: { a: { severity, range: '<2' } } }));
    expect(outcome('critical').severe).toBe(true);
    expect(outcome('moderate')).toEqual({
      severe: false,
      message: 'moderate: a <2\naudit: 1 packages with advisories',
    });
  });
});
