/** Whom a double surname without a given name is put to: its hyphen tells that it is no full name. */
import { expect, it } from 'vitest';
import { evidenceDays } from '../../../../core/identity/evidenceDays.ts';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { cabinet, posting, talks } from '../../functions/okoye.ts';

type Posting = ReturnType<typeof posting>;

const put = (table: MemoryTable, id: string, row: Posting) =>
  table.put({ ...keys.posting(id, row.day, row.doc), ...row });

/** Somebody in six documents about fisheries, under the alias of the surname. */
async function tableOf(...people: readonly [id: string, name: string, surname: string][]) {
  const table = new MemoryTable();
  for (const [id, name, folded] of people) {
    await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
    for (let n = 0; n < 6; n++)
      await put(table, id, posting(`${id}${n}`, name, cabinet, talks, 'Talks go on'));
  }
  return table;
}

const ana = ['person/ana-orsk-velmar', 'Ana Orsk-Velmar', 'orsk velmar'] as const;
const tom = ['person/tom-velmar', 'Tom Velmar', 'velmar'] as const;
const id = 'person/orsk-velmar';
const own = posting('own', 'Orsk-Velmar', cabinet, talks, 'Fisheries talks go on');
const apart = { ...own, form: 'Orsk Velmar' };

it('is who bears both surnames, however many documents have it alone', async () => {
  const table = await tableOf([...ana], [...tom]);
  for (let n = 0; n < 9; n++) await put(table, id, { ...own, doc: `alone${n}` });
  expect((await new LinkReader(table).answer(id, own)).chosen?.id).toBe('person/ana-orsk-velmar');
});

it('is nobody by the second surname, and without the hyphen it may be a full name', async () => {
  expect(await new LinkReader(await tableOf([...tom])).answer(id, own)).toEqual({ ranked: [] });
  expect(await new LinkReader(await tableOf([...ana])).answer(id, apart)).toEqual({ ranked: [] });
});

it('has bearers, also if one of its documents has no hyphen', async () => {
  const days = evidenceDays(own.day);
  expect(await new LinkReader(await tableOf([...ana])).hasBearers(id, apart.form, days)).toBe(true);
  expect(await new LinkReader(await tableOf([...tom])).hasBearers(id, apart.form, days)).toBe(false);
});
