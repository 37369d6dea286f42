import { describe, expect, it } from 'vitest';
import type { ReadableObject } from '../../../../core/formats/format.ts';
import { readObject } from '../../../../core/formats/read.ts';
import { authorityReader } from '../../../../core/queries/authority.ts';
import { authorityPartition, keys } from '../../../../core/records/keys.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { entriesAuthority } from '../entities/authority/entriesAuthority.ts';

const shipped = entriesAuthority([
  { id: 'place/pier', name: 'Pier', aliases: [], type: 'place', source: 'shipped' },
]);

/** An inbox with files of the authority, as normalize lists them, and the readings and warnings so far. */
function setUp(bounds?: { files: number; bytes: number }) {
  const [inbox, table] = [new MemoryObjects(() => 0), new MemoryTable()];
  const readings: string[] = [];
  const warnings: unknown[] = [];
  const read = (object: ReadableObject) => {
    readings.push(object.key);
    return readObject(object);
  };
  const log = {
    info: () => {},
    error: () => {},
    warn: (_: string, details: unknown) => warnings.push(details),
  };
  const authority = authorityReader({ table, inbox, read, log }, shipped, bounds);
  let minute = 0;
  const put = async (key: string, text: string) => {
    const { version } = await inbox.put(key, new TextEncoder().encode(text));
    const { pk, sk } = keys.claim(key);
    const listSk = `2026-03-06T08:${String(minute++).padStart(2, '0')}#${pk}`;
    await table.put({ pk, sk, token: 1, key, version, listPk: authorityPartition, listSk });
  };
  const namesOf = async (name: string) => (await authority()).named(name).map(({ source }) => source);
  return { put, authority, namesOf, readings, warnings };
}

const line = (source: string, id = 'place/pier') => JSON.stringify({ id, name: 'Pier', source });

describe('the authority as it is now', () => {
  it('is what ships, and above it the files, the newest first', async () => {
    const { put, namesOf } = setUp();
    expect(await namesOf('pier')).toEqual(['shipped']);
    await put('authority/a.jsonl', line('a'));
    expect(await namesOf('pier')).toEqual(['a']);
    await put('authority/b.jsonl', `${line('b')}\n${line('b', 'place/other')}`);
    expect(await namesOf('pier')).toEqual(['b', 'b']);
    await put('authority/b.jsonl', line('b2', 'place/other'));
    expect(await namesOf('pier')).toEqual(['b2', 'a']);
  });

  it('reads each version once, for requests side by side too', async () => {
    const { put, authority, readings } = setUp();
    await put('authority/a.jsonl', line('a'));
    await Promise.all([authority(), authority(), authority()]);
    expect(readings).toEqual(['authority/a.jsonl']);
    await put('authority/b.jsonl', line('b'));
    await Promise.all([authority(), authority()]);
    expect(readings).toEqual(['authority/a.jsonl', 'authority/b.jsonl']);
  });

  it('leaves out the older files that do not fit into memory, and says so', async () => {
    const { put, namesOf, warnings } = setUp({ files: 3, bytes: 70 });
    await put('authority/a.jsonl', line('a'));
    await put('authority/b.jsonl', line('b', 'place/b'));
    await put('authority/c.jsonl', line('c', 'place/c'));
    expect(await namesOf('pier')).toEqual(['c', 'b', 'shipped']);
    expect(warnings).toEqual([{ leftOut: 1 }]);
  });

  it('does without a file that is refused', async () => {
    const { put, namesOf } = setUp();
    await put('authority/a.jsonl', 'no entry');
    expect(await namesOf('pier')).toEqual(['shipped']);
  });

  it('asks again if a file could not be read', async () => {
    const { put, authority, namesOf, readings } = setUp();
    await put('authority/a.jsonl', line('a'));
    const push = readings.push.bind(readings);
    readings.push = () => {
      readings.push = push;
      throw new Error('the parser is gone');
    };
    await expect(authority()).rejects.toThrow('the parser is gone');
    expect(await namesOf('pier')).toEqual(['a']);
  });
});
