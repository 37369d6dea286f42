/** Which rows a document may have, as its META says what it was made from. */
import { beforeEach, expect, it } from 'vitest';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import { putAnnotation, putPayload } from '../../../../core/records/archive.ts';
import type { DocumentMeta } from '../../../../core/records/document.ts';
import { readOwnedPostings } from '../../../../functions/store/ownedRows.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { silentLog } from '../../../silentLog.ts';

const people = ['person/amara-eze', 'person/okoye', 'person/a-okoye'];
const [day, later] = ['2021-05-03', '2021-05-04'];
let archive: MemoryObjects;
const errors: unknown[] = [];

/** What was made of a payload by a model. */
async function make(payload: string, model: string, published: string, ids: readonly string[]) {
  const content = {
    ...{ schema: 'news.doc/1', title: 'Talks', authors: [], paragraphs: [], subjects: [] },
    published: { value: published, source: 'text', precision: 'day', tzKnown: false },
    ...{ language: { tag: 'en', confidence: 1, source: 'none' }, source: { name: 'Wire' } },
    quality: { extractor: 'text', confidence: 1, flags: [] },
  };
  await putPayload({ archive, clock: () => 0 }, payload, JSON.stringify(content));
  const entities = ids.map((id) => ({
    id,
    type: 'person',
    name: id.slice(7).replace('-', ' '),
    mentions: 1,
  }));
  await putAnnotation(archive, {
    ...{ schema: 'news.annotation/1', payload, model, mentions: [] },
    entities,
  } as unknown as Annotation);
  return { payload, model };
}

beforeEach(() => {
  archive = new MemoryObjects(() => 0);
  errors.length = 0;
});

function owned(meta: Partial<DocumentMeta>) {
  const log = { info() {}, warn() {}, error: (...said: unknown[]) => void errors.push(said) };
  return readOwnedPostings({ archive, log }, { doc: 'd', token: 1, pending: [], ...meta } as DocumentMeta);
}

it('none, if it was never stored', async () => {
  expect(await readOwnedPostings({ archive, log: silentLog }, undefined)).toEqual([]);
  expect(await owned({})).toEqual([]);
  expect(await owned({ applied: { token: 1 } })).toEqual([]);
});

it('those of what is applied and of what is pending, each once', async () => {
  const first = await make('p1', 'm1', day, people);
  const second = await make('p1', 'm2', day, ['person/ada-amber']);
  const third = await make('p2', 'm1', later, ['person/bea-brown']);
  const applied = { token: 1, basis: first };
  const of = (its: string, entities: readonly string[], short: readonly string[] = []) => ({
    ...{ day: its, entities, short, hidden: [] },
  });
  expect(await owned({ applied })).toEqual([of(day, people, ['person/a-okoye'])]);
  const all = await owned({ applied, pending: [first, second, third] });
  expect(all.toSorted((a, b) => (a.entities.join() < b.entities.join() ? -1 : 1))).toEqual([
    of(day, ['person/ada-amber']),
    of(day, people, ['person/a-okoye']),
    of(later, ['person/bea-brown']),
  ]);
  expect(errors).toEqual([]);
});

it('those that links and decisions make, shown or hidden; then surnames too may have rows', async () => {
  const applied = { token: 1, basis: await make('p1', 'm1', day, people) };
  const own = { day, entities: people, short: ['person/okoye', 'person/a-okoye'], hidden: [] };
  const shown = { day: later, entities: ['person/q'], short: [], hidden: [] };
  expect(await owned({ applied, linking: [`${later} person/q`] })).toEqual([own, shown]);
  expect(await owned({ applied, deciding: [`${later} person/q`] })).toEqual([own, shown]);
  expect(await owned({ applied, deciding: [`${later} person/q hidden`] })).toEqual([
    own,
    { ...shown, entities: [], hidden: ['person/q'] },
  ]);
});

it.each(['payloads/', 'annotations/'])(
  'none of what the archive has lost, which is logged: %s',
  async (lost) => {
    const pending = [await make('p1', 'm1', day, people)];
    for (const { key } of (await archive.list(lost)).items) await archive.delete(key);
    expect(await owned({ pending, linking: [`${day} person/q`] })).toMatchObject([
      { entities: ['person/q'] },
    ]);
    expect(errors).toEqual([[expect.stringContaining('lost'), { document: 'd' }]]);
  },
);
