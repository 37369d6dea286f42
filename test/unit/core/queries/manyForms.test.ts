/** An inflected name in many documents is put to a base in more, also where not all of them are compared. */
import { beforeEach, expect, it, vi } from 'vitest';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { cabinet, posting, talks } from '../../functions/okoye.ts';

let table: MemoryTable;
beforeEach(() => {
  table = new MemoryTable();
});

const idOf = (name: string) => `person/${name.toLowerCase().replace(' ', '-')}`;
const form = posting('form', 'Alan Velmarin', cabinet, talks, 'Fisheries talks go on');

/** A name in so many documents, which are called by it and a number from `first` on. */
async function put(name: string, documents: number, first = 0): Promise<void> {
  const id = idOf(name);
  const folded = name.slice(5).toLowerCase();
  await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
  for (let n = first; n < first + documents; n++)
    await table.put({
      ...keys.posting(id, form.day, `${name}${n}`),
      ...form,
      doc: `${name}${n}`,
      form: name,
    });
}

const isPut = async () => {
  const { ranked } = await new LinkReader(table).answer(idOf(form.form), form);
  return ranked.length > 0;
};

it('counts the documents of a base beyond those that are compared', async () => {
  await put('Alan Velmar', 90);
  await put(form.form, 89);
  expect(await isPut()).toBe(true);
  await put(form.form, 1, 89);
  expect(await isPut()).toBe(false);
});

it.each([5, 65])('adds up those of all bases, of which one is in %i', async (documents) => {
  await put('Alan Velmar', documents);
  await put('Alan Velmari', 90);
  await put(form.form, documents + 89);
  expect(await isPut()).toBe(true);
  await put(form.form, 1, documents + 89);
  expect(await isPut()).toBe(false);
});

it.each([89, 200])('does not count the document itself beside %i others', async (documents) => {
  await put('Alan Velmar', documents);
  const id = idOf('Alan Velmar');
  await table.put({ ...keys.posting(id, form.day, form.doc), ...form, form: 'Alan Velmar' });
  await put(form.form, documents - 1);
  expect(await isPut()).toBe(true);
  await put(form.form, 1, documents - 1);
  expect(await isPut()).toBe(false);
});

it('reads no more of a base where it has compared them all', async () => {
  await put('Alan Velmar', 58);
  await put(form.form, 60);
  const query = vi.spyOn(table, 'query');
  expect(await isPut()).toBe(false);
  const ofBase = query.mock.calls.filter(([{ pk }]) => pk === keys.entity('person/alan-velmar').pk);
  expect(ofBase.map(([{ from }]) => from?.slice(0, 4)).sort()).toEqual(['DAY#', 'NAME']);
});

it('reads no more of a base than counts', async () => {
  await put('Alan Velmar', 60);
  await put(form.form, 60);
  const query = vi.spyOn(table, 'query');
  expect(await isPut()).toBe(false);
  const ofBase = query.mock.calls.filter(([{ pk }]) => pk === keys.entity('person/alan-velmar').pk);
  const rows = ofBase.filter(([{ from }]) => from?.startsWith('NAME#')).map(([{ limit }]) => limit);
  // Some more than are wanted, since rows of what is gone do not count.
  expect(rows).toEqual([60 + 40, thresholds.crowdedDocuments + 1 + 40]);
});
