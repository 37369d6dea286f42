/** META says where its text comes from, even if only that has changed. */
import { expect, it } from 'vitest';
import { documentMeta } from '../../../../core/records/document.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { Records, story } from '../sweep/records.ts';

class Unversioned extends MemoryObjects {
  protected override isVersioned(): boolean {
    return false;
  }
}

class UnversionedRecords extends Records {
  override readonly inbox = new Unversioned(() => this.now);

  get bytes(): number | undefined {
    return documentMeta.parse(this.rows('DOC#', 'META')[0]).provenance?.bytes;
  }
}

it('follows an object that is replaced in the same second by other bytes of the same text', async () => {
  const records = new UnversionedRecords();
  const text = story('Ministers meet in the capital');
  await records.put('a.txt', text);
  await records.put('a.txt', `${text}\n\n`);
  expect(records.bytes).toBe(Buffer.byteLength(text) + 2);
  expect(await records.differences()).toEqual([]);
});

it('is compared by the sweep', async () => {
  const records = new UnversionedRecords();
  await records.put('a.txt', story('Ministers meet in the capital'));
  const [meta] = records.rows('DOC#', 'META');
  const provenance = { ...(meta?.provenance as object), charset: 'windows-1252' };
  if (meta !== undefined) await records.table.put({ ...meta, provenance });
  expect(await records.sweep()).toMatchObject({ documents: 1 });
  expect(await records.differences()).toEqual([]);
});
