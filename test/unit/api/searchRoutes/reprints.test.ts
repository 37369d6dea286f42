import { describe, expect, it } from 'vitest';
import { Newsroom } from '../newsroom.ts';

const words =
  'The port of Harwick reopened on Tuesday after the storm had kept its cranes idle for nine days and cost it its best week';
const body = [
  words,
  'Dockers had cleared the last of the containers by noon, said the harbour master, and the first ship was due at six.',
];

async function threePrints() {
  const room = new Newsroom();
  const wire = await room.add({
    key: 'wire/a',
    title: 'Port reopens',
    paragraphs: body,
    published: '2021-05-04T06:00:00Z',
  });
  const local = await room.add({
    key: 'local/b',
    title: 'Harwick breathes again',
    paragraphs: [body[0] ?? '', (body[1] ?? '').replace('at six', 'at seven')],
    published: '2021-05-04T09:30:00Z',
    source: 'Gazette',
  });
  const late = await room.add({
    key: 'late/c',
    title: 'Port opens',
    paragraphs: body,
    published: '2021-05-06',
    source: 'Post',
  });
  await room.add({
    key: 'other/d',
    title: 'Port reopens',
    paragraphs: ['A ferry line to the islands has closed for good.'],
    published: '2021-05-04',
  });
  return { room, wire, local, late };
}

describe('GET /v1/documents/{id}/reprints', () => {
  it('lists who printed the story, in what order and with what changes', async () => {
    const { room, wire, local, late } = await threePrints();
    const { items, next, partial } = await room.json(`/v1/documents/${wire}/reprints`);
    expect(items.map(({ id, source }: { id: string; source: string }) => [id, source])).toEqual([
      [wire, 'Wire'],
      [local, 'Gazette'],
      [late, 'Post'],
    ]);
    expect([next, partial]).toEqual([null, undefined]);
    expect(items[0]).toMatchObject({ resemblance: 1, printed: '2021-05-04T06:00:00.000Z' });
    expect(items[0].changes).toBeUndefined();
    expect(items[1].resemblance).toBeGreaterThan(0.9);
    expect(items[1].changes).toMatchObject({
      title: { from: 'Port reopens', to: 'Harwick breathes again' },
      words: { added: 1, removed: 1 },
    });
    expect(items[1].changes.passages[0]).toEqual(
      expect.arrayContaining([
        { op: 'remove', text: 'six' },
        { op: 'add', text: 'seven' },
      ]),
    );
    expect(items[2]).toMatchObject({
      resemblance: 1,
      printed: '2021-05-06T00:00:00.000Z',
      changes: { words: { added: 0, removed: 0 } },
    });
  });

  it('is the same list for each of the prints, also page by page', async () => {
    const { room, wire, local, late } = await threePrints();
    for (const id of [wire, local, late]) {
      const items = await room.allItems(`/v1/documents/${id}/reprints?limit=1`);
      expect(items.map((item) => item.id)).toEqual([wire, local, late]);
    }
  });

  it('leaves out removed documents at once', async () => {
    const { room, wire, local, late } = await threePrints();
    await room.remove(local);
    expect((await room.allItems(`/v1/documents/${wire}/reprints`)).map((item) => item.id)).toEqual([
      wire,
      late,
    ]);
    expect(await room.problem(`/v1/documents/${local}/reprints`)).toMatchObject({ status: 404 });
  });

  it('contains only the document itself if its body has no words', async () => {
    const room = new Newsroom();
    const id = await room.add({ key: 'a', title: 'Title alone' });
    await room.add({ key: 'b', title: 'Title alone' });
    expect((await room.allItems(`/v1/documents/${id}/reprints`)).map((item) => item.id)).toEqual([id]);
  });
});
