/**
 * A document puts two objects into the archive, whatever its format: what it says, and the names in it. A
 * feed adds two for each version: what it was read as, and what all versions come to.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { Records } from './sweep/records.ts';

const samples = new URL('../../../seeds/formats/', import.meta.url);

/** An archive that counts what is put into it, by the first part of its name. */
class CountedArchive extends MemoryObjects {
  readonly puts: Record<string, number> = {};

  override put(...[name, ...rest]: Parameters<MemoryObjects['put']>) {
    const [kind = ''] = name.split('/');
    this.puts[kind] = (this.puts[kind] ?? 0) + 1;
    return super.put(name, ...rest);
  }
}

test.each(readdirSync(samples))('%s', async (name) => {
  const records = new Records();
  const archive = new CountedArchive(() => records.now);
  Object.assign(records, { archive });
  await records.inbox.put(name, readFileSync(new URL(name, samples)));
  await records.handle(name);
  const documents = records.rows('DOC#', 'META').length;
  const isFeed = records.rows('OBJ#', 'META')[0]?.feed === true;
  expect(archive.puts).toEqual({
    ...(documents > 0 && { payloads: documents, annotations: documents }),
    ...(isFeed && { readings: 2 }),
  });
});
