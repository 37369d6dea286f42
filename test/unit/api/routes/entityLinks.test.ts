import { beforeAll, describe, expect, it } from 'vitest';
import type { StorySpec } from '../../../../bench/storyRecords.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Newsroom } from '../newsroom.ts';
import { link } from './linkedStory.ts';

const talks = 'The ministers discussed fisheries quotas during lengthy negotiations about harbour subsidies.';
const cabinet = ['Chidi Bello', 'Ngozi Adeyemi', 'Tunde Balogun'];

/** A story that names these people. */
const story = (key: string, title: string, people: readonly string[], text = talks): StorySpec => ({
  ...{ key, title, published: '2021-05-03', paragraphs: [text, `${people.join(', ')} were there.`] },
  names: { person: [...people] },
});

describe('GET /v1/entities/{type}/{slug}/links', () => {
  const room = new Newsroom();
  let linked: string;
  let open: string;
  beforeAll(async () => {
    for (let n = 0; n < 6; n++)
      await room.add(story(`talks${n}.txt`, 'Okoye in fisheries talks', ['Amara Okoye', ...cabinet]));
    await room.tallyEntities();
    linked = await link(room, story('linked.txt', 'Fisheries talks go on', ['Okoye', ...cabinet]));
    const match = 'The striker scored twice before halftime while the goalkeeper watched.';
    open = await link(room, story('open.txt', 'Two goals', ['Okoye', 'Owen Price'], match));
  });

  it('lists what was put to an entity, with confidence and evidence in words', async () => {
    const { items } = await room.json('/v1/entities/person/amara-okoye/links');
    expect(items).toMatchObject([
      {
        document: { id: linked, title: 'Fisheries talks go on' },
        name: { id: 'person/okoye', form: 'Okoye' },
        to: 'person/amara-okoye',
      },
    ]);
    const [candidate] = items[0].candidates;
    expect(candidate.confidence).toBeGreaterThan(0.6);
    expect(candidate.evidence).toEqual(
      expect.arrayContaining(['6 documents of the same week name Amara Okoye', '6 share Chidi Bello']),
    );
  });

  it('lists the documents of a short name, the open ones with whom they are open between', async () => {
    const { items } = await room.json('/v1/entities/person/okoye/links');
    const byDocument = new Map(items.map((item: { document: { id: string } }) => [item.document.id, item]));
    expect(byDocument.get(linked)).toMatchObject({ to: 'person/amara-okoye' });
    expect(byDocument.get(open)).toMatchObject({ to: null, candidates: [{ id: 'person/amara-okoye' }] });
  });

  it('lists what was put to any id that is read together with the entity', async () => {
    const room = new Newsroom();
    for (let n = 0; n < 6; n++)
      await room.add(story(`talks${n}.txt`, 'Okoye in fisheries talks', ['Amara J Okoye', ...cabinet]));
    await room.tallyEntities();
    const doc = await link(room, story('linked.txt', 'Fisheries talks go on', ['Okoye', ...cabinet]));
    await room.add(story('short.txt', 'Fisheries talks end', ['Amara Okoye', ...cabinet]));
    await room.tallyEntities();
    for (const id of ['person/amara-okoye', 'person/amara-j-okoye'])
      expect(await room.allItems(`/v1/entities/${id}/links?limit=1`)).toMatchObject([
        { document: { id: doc }, to: 'person/amara-j-okoye' },
      ]);
  });

  it('says what people decided of a name, and why', async () => {
    const body = { action: 'pin', document: open, entity: 'person/okoye', to: 'person/owen-price' };
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const why = { author: 'Desk', reason: 'The keeper.' };
    const { id } = await room.json('/v1/decisions', { ...init, body: JSON.stringify({ ...body, ...why }) });
    const decided = { entities: { 'person/okoye': { to: 'person/owen-price', by: [id] } } };
    await room.table.update(keys.document(open), { decided });
    const of = async (doc: string) =>
      (await room.json('/v1/entities/person/okoye/links')).items.find(
        (item: { document: { id: string } }) => item.document.id === doc,
      );
    expect(await of(open)).toMatchObject({ to: 'person/owen-price', decisions: [{ id, ...why }] });
    expect(await of(linked)).not.toHaveProperty('decisions');
    await room.table.update(keys.document(open), { decided: undefined });
    expect(await of(open)).toMatchObject({ to: null });
  });

  it('has pages', async () => {
    expect(await room.allItems('/v1/entities/person/okoye/links?limit=1')).toHaveLength(2);
    expect((await room.allItems('/v1/entities/person/chidi-bello/links')).length).toBe(0);
  });

  it('has a document once whose link is changing, so that it has both kinds of rows', async () => {
    const posting = await room.table.get(keys.posting('person/okoye', '2021-05-03', open));
    const both = { ...posting, ...keys.shortName('person/okoye', '2021-05-03', open) };
    await room.table.put(both);
    expect(await room.allItems('/v1/entities/person/okoye/links?limit=1')).toHaveLength(2);
    await room.table.delete({ pk: both.pk, sk: both.sk });
  });

  it('is what mentions say', async () => {
    const mentions = await room.allItems(`/v1/documents/${linked}/mentions`);
    const okoye = mentions.find(({ surface }: { surface: string }) => surface === 'Okoye');
    expect(okoye).toMatchObject({
      entity: 'person/amara-okoye',
      link: { reason: 'surname, by other documents', of: 'Okoye' },
      links: [{ id: 'person/amara-okoye' }],
    });
  });

  it('is a 404 for an entity that no document mentions', async () => {
    expect(await room.problem('/v1/entities/person/nobody/links')).toMatchObject({ httpStatus: 404 });
  });
});
