import { describe, expect, it } from 'vitest';
import { hash } from '../../../../../core/hash.ts';
import { payloadKey, readingKey } from '../../../../../core/records/archive.ts';
import {
  digitsFor,
  Entries,
  nameOfObject,
  nextPrefix,
  outdatedFiles,
  placedToken,
  placedTokenValue,
  readEntries,
  writeEntries,
} from '../../../../../functions/sweep/pass/sliceFiles.ts';
import { MemoryObjects } from '../../../../../runtime/memory/objects.ts';

const folder = { epoch: 'e', pass: 'p', kind: 'documents' } as const;

const valueAt = (token: number) => placedTokenValue({ token, day: '2021-05-03', gone: false });

async function archiveWith(names: readonly string[], perFile: number) {
  const archive = new MemoryObjects(() => 0);
  for (let step = 0; step * perFile < names.length; step++) {
    const entries = new Entries();
    for (const name of names.slice(step * perFile, (step + 1) * perFile)) entries.add(name, valueAt(step));
    await writeEntries(archive, folder, { step, token: 1, entries });
  }
  return archive;
}

describe('the files of a pass', () => {
  const names = Array.from({ length: 800 }, (_, i) => hash(String(i)));

  it('give each entry in exactly one slice, and no slice more than it may hold', async () => {
    const archive = await archiveWith(names, 50);
    const most = 40;
    const digits = digitsFor(names.length, most);
    const seen = new Map<string, number>();
    let divided = 0;
    for (let prefix: string | undefined = '0'.repeat(digits); prefix !== undefined; ) {
      const slice = await readEntries(archive, folder, prefix, most);
      if (slice === undefined) {
        divided++;
        prefix = `${prefix}0`;
        continue;
      }
      expect(slice.size).toBeLessThanOrEqual(most);
      for (const [name, [value = '']] of slice) {
        expect(name.startsWith(prefix)).toBe(true);
        seen.set(name, placedToken(value).token);
      }
      prefix = nextPrefix(prefix, digits);
    }
    expect(seen.size).toBe(names.length);
    expect([...seen].every(([name, step]) => names.indexOf(name) >= step * 50)).toBe(true);
    expect(divided).toBe(0);
  });

  it('are too many for a slice, however many files they are in', async () => {
    const [few, many] = [await archiveWith(names.slice(0, 40), 1), await archiveWith(names.slice(0, 80), 1)];
    expect((await readEntries(few, folder, '', 40))?.size).toBe(40);
    expect(await readEntries(many, folder, '', 40)).toBeUndefined();
  });

  it('are in the slice of their first digits, from the lowest name to the highest', async () => {
    const [lowest, highest] = [`a5${'0'.repeat(30)}`, `a5${'f'.repeat(30)}`];
    const others = [`a4${'f'.repeat(30)}`, `a6${'0'.repeat(30)}`];
    const archive = await archiveWith([lowest, highest, ...others], 4);
    expect([...((await readEntries(archive, folder, 'a5', 9))?.keys() ?? [])]).toEqual([lowest, highest]);
  });

  it('are divided further where hashes lie close together', async () => {
    const close = Array.from({ length: 100 }, (_, i) => `ab${i.toString(16).padStart(30, '0')}`.slice(0, 32));
    const archive = await archiveWith(
      close.map((name, i) => `ab${(i * 2).toString(16).padStart(2, '0')}${name.slice(4)}`),
      9,
    );
    let found = 0;
    let slices = 0;
    for (let prefix: string | undefined = '0'; prefix !== undefined; slices++) {
      const slice = await readEntries(archive, folder, prefix, 20);
      found += slice?.size ?? 0;
      prefix = slice === undefined ? `${prefix}0` : nextPrefix(prefix, 1);
    }
    expect(found).toBe(100);
    expect(slices).toBeLessThan(100);
  });

  it('keep both entries of a step that a sweep without its lease writes again', async () => {
    const archive = await archiveWith(names.slice(0, 5), 10);
    const entries = new Entries();
    entries.add(names[9] ?? '', valueAt(7));
    await writeEntries(archive, folder, { step: 0, token: 2, entries });
    expect((await readEntries(archive, folder, '', 100))?.size).toBe(6);
  });

  it('give sixteen values of a name, and none of them twice', async () => {
    const [name = ''] = names;
    const archive = await archiveWith([...Array<string>(20).fill(name)], 1);
    const again = new Entries();
    for (let i = 0; i < 20; i++) again.add(name, valueAt(0));
    await writeEntries(archive, folder, { step: 0, token: 0, entries: again });
    const values = (await readEntries(archive, folder, '', 100))?.get(name) ?? [];
    expect([values.length, new Set(values).size]).toEqual([16, 16]);
  });

  it('leave out what is not named by a hash', () => {
    const entries = new Entries();
    entries.add('kept', valueAt(1));
    expect(entries.size).toBe(0);
  });

  it('give a value of zeros where it was no hash', async () => {
    const archive = new MemoryObjects(() => 0);
    const entries = new Entries();
    const values = ['a document of another kind', hash('a value'), hash('a longer value').toUpperCase()];
    for (const [i, value] of values.entries()) entries.add(names[i] ?? '', value);
    await writeEntries(archive, folder, { step: 0, token: 1, entries });
    const [none, value] = ['0'.repeat(32), hash('a value')];
    expect(await readEntries(archive, folder, '', 100)).toEqual(
      new Map([none, value, none].map((each, i) => [names[i], [each]])),
    );
  });
});

it.each([
  [false, ['sweep/e/old/1']],
  [true, ['sweep/e/old/1', 'sweep/other/p/1']],
])('outdated are those of other passes; of other epochs: %s', async (others, expected) => {
  const archive = new MemoryObjects(() => 0);
  for (const key of ['sweep/e/p/1', 'sweep/e/q/1', 'sweep/e/old/1', 'sweep/other/p/1'])
    await archive.put(key, '');
  const found = await outdatedFiles(archive, 'e', ['p', 'q'], { others });
  expect(found.map(({ key }) => key).sort()).toEqual(expected);
});

it('the prefixes of slices follow each other to the end', () => {
  expect(nextPrefix('', 0)).toBeUndefined();
  expect(nextPrefix('ff', 2)).toBeUndefined();
  expect(nextPrefix('0f', 2)).toBe('10');
  expect(nextPrefix('a3f', 2)).toBe('a4');
  expect(nextPrefix('a3e', 2)).toBe('a3f');
});

it('slices are so many that evenly spread names fill half of each', () => {
  for (const [names, digits] of [
    [0, 0],
    [50, 0],
    [51, 1],
    [800, 1],
    [801, 2],
    [10 ** 20, 8],
  ] as const)
    expect(digitsFor(names, 100), `${names}`).toBe(digits);
});

it('an object is named by half of its own name, and half of a hash of all of it', () => {
  for (const key of [payloadKey(hash('a text')), readingKey(hash('a version'))]) {
    const own = key.slice(key.indexOf('/') + 1);
    expect(nameOfObject(key)).toBe(own.slice(0, 16) + hash(key).slice(0, 16));
  }
});

it('a token is written with its day', () => {
  for (const day of ['2021-05-03', 'undated'])
    for (const gone of [false, true])
      expect(placedToken(placedTokenValue({ token: 2 ** 40, day, gone }))).toEqual({
        token: 2 ** 40,
        day,
        gone,
      });
});

it('a token and its day take as much room whatever the day is, so that a bad one spoils no other', () => {
  const room = valueAt(1).length;
  for (const day of ['', 'undated', '2021-05-03T10:00', '12021-05-03'])
    expect(placedTokenValue({ token: 1, day, gone: false }), day).toHaveLength(room);
});
