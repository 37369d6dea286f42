/** What a decision does to everything that shows an entity, and that an undo leaves no trace of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { normalForm } from '../../../../cli/verify/normalForm.ts';
import { paginate } from '../../../../core/protocol/paginate.ts';
import { DecidedArchive } from './decidedArchive.ts';

const story = (day: number, who: string) =>
  ` date 2021-05-0${day} Talks in Lerwick\n\n${who} met the mayor of Lerwick on Monday. ` +
  `The talks between ${who} and the council of Norway went on until the evening, officials said.`;

const [first, second] = ['person/maria-okoye', 'person/mary-okoye-brown'];
const merge = { action: 'merge', entity: second, into: first };

let archive: DecidedArchive;
beforeEach(async () => {
  archive = new DecidedArchive();
  await archive.put('a.txt', story(3, 'Maria Okoye'));
  await archive.put('b.txt', story(4, 'Mary Okoye Brown'));
});

/** All that a reader sees, in one list of lines. */
async function records(): Promise<string[]> {
  const items = await Array.fromAsync(paginate((cursor) => archive.room.table.scan(cursor)));
  return normalForm(items, archive.room.search.all());
}

async function documentsOf(id: string): Promise<string[]> {
  const { items } = await archive.room.json(`/v1/entities/${id}/documents`);
  return items.map(({ key }: { key: string }) => key).sort();
}

async function documentOf(key: string): Promise<string> {
  const { items } = await archive.room.json('/v1/documents');
  return items.find((each: { key: string }) => each.key === key).id;
}

const isGone = async (id: string) => (await archive.room.request(`/v1/entities/${id}`)).status === 404;

describe('a merge', () => {
  it('is followed by all that shows the entity, and undone without a trace', async () => {
    const before = await records();
    const { id, applied } = await archive.decide(merge);
    expect(applied).toEqual({ documents: 0 });
    const { room } = archive;
    expect(await room.json(`/v1/entities/${first}`)).toMatchObject({
      id: first,
      name: 'Maria Okoye',
      documents: 2,
      decisions: [{ id, action: 'merge', author: 'Desk', reason: 'As the desk knows.' }],
    });
    expect(await room.json(`/v1/entities/${second}`)).toMatchObject({ id: first });
    expect(await documentsOf(first)).toEqual(['a.txt', 'b.txt']);
    expect((await room.json(`/v1/entities/${first}/timeline`)).items).toHaveLength(2);
    const { items: companions } = await room.json('/v1/entities/place/lerwick/co-mentions');
    expect(companions).toContainEqual(
      expect.objectContaining({ entity: expect.objectContaining({ id: first }), documents: 2 }),
    );
    expect(JSON.stringify(companions)).not.toContain(second);
    for (const one of [first, second])
      expect((await room.json(`/v1/search?q=entity:${one}`)).items).toHaveLength(2);
    const { items: found } = await room.json('/v1/entities?q=mary+okoye');
    expect(found.map((each: { id: string }) => each.id)).toEqual([first]);
    const { items: mentions } = await room.json(`/v1/documents/${await documentOf('b.txt')}/mentions`);
    const mention = mentions.find((each: { surface: string }) => each.surface === 'Mary Okoye Brown');
    expect(mention).toMatchObject({ entity: first, decisions: [{ id, author: 'Desk' }] });

    await archive.put('c.txt', story(5, 'Mary Okoye Brown'));
    expect(await documentsOf(first)).toEqual(['a.txt', 'b.txt', 'c.txt']);
    await room.inbox.delete('c.txt');
    await archive.room.queues.uploads.send([JSON.stringify({ hint: 'key/1', key: 'c.txt' })]);
    await archive.work();

    expect((await room.json('/v1/decisions')).items[0]).toMatchObject({
      id,
      applied: { documents: 1, done: expect.any(String) },
    });
    await archive.decide({ action: 'undo', decision: id });
    expect(await records()).toEqual(before);
    expect((await room.json('/v1/decisions')).items).toMatchObject([
      { action: 'undo' },
      { id, undoneBy: expect.any(String) },
    ]);
  });

  it('of one that a document has beside the other adds their mentions up', async () => {
    await archive.put('d.txt', story(6, 'Maria Okoye and Mary Okoye Brown'));
    await archive.decide(merge);
    expect(await archive.room.json(`/v1/entities/${first}`)).toMatchObject({ documents: 3 });
    const { entities } = await archive.room.json(`/v1/documents/${await documentOf('d.txt')}`);
    expect(entities.filter(({ id }: { id: string }) => id.includes('okoye'))).toMatchObject([
      { id: first, mentions: 4 },
    ]);
  });

  it('leaves the entity its own name, however many documents have the other', async () => {
    await archive.put('d.txt', story(6, 'Mary Okoye Brown'));
    await archive.decide(merge);
    expect(await archive.room.json(`/v1/entities/${first}`)).toMatchObject({
      name: 'Maria Okoye',
      documents: 3,
    });
  });

  it('is told again without a second decision', async () => {
    const { id } = await archive.decide(merge);
    expect(await archive.decide(merge)).toMatchObject({ id });
    expect((await archive.room.json('/v1/decisions')).items).toHaveLength(1);
  });
});

describe('other decisions, each undone without a trace', () => {
  const check = async (fields: Record<string, string>, look: () => Promise<void>) => {
    const before = await records();
    const { id } = await archive.decide(fields);
    await look();
    expect(await records()).not.toEqual(before);
    await archive.decide({ action: 'undo', decision: id });
    expect(await records()).toEqual(before);
  };

  it('rename: shown everywhere, found under both names', () =>
    check({ action: 'rename', entity: first, name: 'Maria Adaeze Okoye' }, async () => {
      const { room } = archive;
      expect(await room.json(`/v1/entities/${first}`)).toMatchObject({
        id: first,
        name: 'Maria Adaeze Okoye',
      });
      for (const name of ['maria+adaeze', 'maria+okoye'])
        expect((await room.json(`/v1/entities?q=${name}`)).items).toMatchObject([
          { id: first, name: 'Maria Adaeze Okoye' },
        ]);
      expect(JSON.stringify(await room.json(`/v1/documents/${await documentOf('a.txt')}`))).toContain(
        'Maria Adaeze',
      );
    }));

  it('retype: the old id leads to the new one', () =>
    check({ action: 'retype', entity: first, type: 'organization' }, async () => {
      const { room } = archive;
      expect(await room.json(`/v1/entities/${first}`)).toMatchObject({
        id: 'organization/maria-okoye',
        type: 'organization',
      });
      const { items } = await room.json(`/v1/documents/${await documentOf('a.txt')}/mentions`);
      expect(items).toContainEqual(
        expect.objectContaining({ entity: 'organization/maria-okoye', type: 'organization' }),
      );
    }));

  it('hide: in no list, count, search or company', () =>
    check({ action: 'hide', entity: first }, async () => {
      const { room } = archive;
      expect(await isGone(first)).toBe(true);
      expect((await room.json('/v1/entities?q=maria')).items).toEqual([]);
      expect((await room.json(`/v1/search?q=entity:${first}`)).items).toEqual([]);
      const all = [
        await room.json('/v1/entities/place/lerwick/co-mentions'),
        await room.json(`/v1/documents/${await documentOf('a.txt')}`),
      ];
      expect(JSON.stringify(all)).not.toContain('okoye"');
      const { items } = await room.json(`/v1/documents/${await documentOf('a.txt')}/mentions`);
      expect(items.find((each: { surface: string }) => each.surface === 'Maria Okoye')).toMatchObject({
        entity: null,
        decisions: [{ action: 'hide' }],
      });
    }));

  it('split: in these documents it is another', async () => {
    await archive.put('d.txt', story(6, 'Maria Okoye'));
    const documents = await documentOf('d.txt');
    await check({ action: 'split', entity: first, documents, into: 'person/maria-okoye-judge' }, async () => {
      expect(await documentsOf(first)).toEqual(['a.txt']);
      expect(await documentsOf('person/maria-okoye-judge')).toEqual(['d.txt']);
      const { name } = await archive.room.json('/v1/entities/person/maria-okoye-judge');
      expect(name).toBe('Maria Okoye');
    });
  });

  it('pin: the name of one document, or what is written in one way', async () => {
    const document = await documentOf('a.txt');
    const look = async () => expect(await documentsOf(second)).toEqual(['a.txt', 'b.txt']);
    await check({ action: 'pin', document, entity: first, to: second }, look);
    await check({ action: 'pin', document, surface: 'Maria Okoye', to: second }, look);
  });
});

describe('what cannot be decided', () => {
  it('is a problem with a code, and leaves no decision', async () => {
    const document = await documentOf('a.txt');
    const pin = { action: 'pin', document, entity: first };
    await archive.decide(merge);
    expect(await archive.refused({ ...merge, entity: first, into: second })).toMatchObject({
      httpStatus: 409,
      type: 'urn:problem-type:dateline:decision.cycle',
    });
    const type = (code: string) => ({ type: `urn:problem-type:dateline:decision.${code}` });
    expect(await archive.refused({ action: 'hide', entity: second })).toMatchObject(type('gone'));
    expect(await archive.refused({ action: 'hide', entity: 'person/nobody' })).toMatchObject({
      ...type('unknown'),
      httpStatus: 404,
    });
    expect(await archive.refused({ ...pin, entity: 'person/nobody', to: first })).toMatchObject(
      type('unknown'),
    );
    expect(await archive.refused({ ...pin, document: '0'.repeat(32), to: first })).toMatchObject(
      type('unknown'),
    );
    expect(await archive.refused({ action: 'undo', decision: '0'.repeat(12) })).toMatchObject(
      type('unknown'),
    );
    await archive.decide({ ...pin, to: 'person/another' });
    expect(await archive.refused({ ...pin, to: 'person/third' })).toMatchObject(type('contradiction'));
    expect((await archive.room.json('/v1/decisions')).items).toHaveLength(2);
  });

  it('is a 400 if the fields are not those of the action', async () => {
    const wrong: [string, Record<string, string>][] = [
      ['into', { action: 'merge', entity: first }],
      ['into', { action: 'hide', entity: first, into: second }],
      ['entity', { action: 'hide', entity: 'Maria' }],
      ['reason', { ...merge, reason: 'x'.repeat(501) }],
      ['author', { ...merge, author: ' ' }],
      ['documents', { action: 'split', entity: first, into: second, documents: 'a.txt' }],
      ['action', { action: 'marry', entity: first, into: second }],
      ['surface', { action: 'pin', document: '0'.repeat(32), to: first }],
    ];
    for (const [parameter, fields] of wrong)
      expect(await archive.refused(fields), JSON.stringify(fields)).toMatchObject({
        httpStatus: 400,
        parameter,
      });
  });
});

it('pages through decisions, of one entity too', async () => {
  await archive.decide(merge);
  await archive.decide({ action: 'rename', entity: first, name: 'M. Okoye' });
  await archive.decide({ action: 'hide', entity: 'place/norway' });
  expect(await archive.room.allItems('/v1/decisions?limit=1')).toMatchObject([
    { action: 'hide' },
    { action: 'rename' },
    { action: 'merge' },
  ]);
  expect((await archive.room.json(`/v1/decisions?entity=${second}`)).items).toMatchObject([
    { action: 'merge' },
  ]);
  expect((await archive.room.request('/v1/decisions', { method: 'DELETE' })).headers.get('allow')).toBe(
    'GET, HEAD, POST',
  );
});
