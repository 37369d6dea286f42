/** Of which names of a document it is asked who is meant. */
import { expect, it } from 'vitest';
import { askedNames, isShortName, unaskedNames } from '../../../../core/identity/askedNames.ts';

const named = (id: string, name: string) => ({ id, name });

it.each([
  ['a surname', named('person/okoye', 'Okoye'), true],
  ['an initial with a surname', named('person/a-okoye', 'A Okoye'), true],
  ['a name with a single possible base', named('person/micheal-howard', 'Micheal Howard'), true],
  ['a double surname', named('person/orsk-velmar', 'Orsk-Velmar'), true],
  ['a full name with the same id', named('person/orsk-velmar', 'Orsk Velmar'), false],
  ['a full name', named('person/amara-okoye', 'Amara Okoye'), false],
  ['an inflected name of something else', named('place/boris-johnsonin', 'Boris Johnsonin'), false],
])('%s: %o %o', (_, name, asked) => {
  expect(isShortName(name)).toBe(asked);
  expect(askedNames([name])).toEqual(asked ? [name] : []);
});

it('are the first forty, and the others are known to be left out', () => {
  const full = Array.from({ length: 10 }, (_, n) => named(`person/amara-okoye${n}`, `Amara Okoye${n}`));
  const short = Array.from({ length: 42 }, (_, n) => named(`person/okoye${n}`, `Okoye${n}`));
  const ids = (names: readonly { id: string }[]) => names.map(({ id }) => id);
  expect(askedNames([...full, ...short])).toEqual(short.slice(0, 40));
  expect([...unaskedNames([...full, ...short])]).toEqual(ids(short.slice(40)));
  expect([...unaskedNames([...full, ...short.slice(0, 40)])]).toEqual([]);
});
