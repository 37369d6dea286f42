/** Which documents are stored again because the evidence for a link changed. */
import { describe, expect, it, vi } from 'vitest';
import { inflectedAlias } from '../../../../core/identity/inflectedNames.ts';
import { enqueueTallies, mostReturns, parseDocumentMessage } from '../../../../core/protocol/messages.ts';
import { keys } from '../../../../core/records/keys.ts';
import { indexStage } from '../../../../functions/index/indexStage.ts';
import { Relinking } from '../../../../functions/index/relink.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';
import { archive, cabinet, lone, match, posting, talks, team } from '../okoye.ts';

describe('a change of evidence', () => {
  it.each(['person/amara-okoye', 'person/okoye'])(
    'has documents stored again whose lone name belongs elsewhere now: of %s',
    async (entity) => {
      const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
      const extracted = new MemoryQueue();
      await new Relinking({ table, queues: { extracted } }).relink(entity, ['2021-05-03']);
      expect(extracted.take(10).map(({ body }) => parseDocumentMessage(body))).toEqual([
        { doc: 'lone', trace: undefined, returned: 1 },
      ]);
    },
  );

  it('has documents stored again whose misspelt given name is another one now', async () => {
    const own = posting('own', 'Micheal Okoye', cabinet, talks, 'Fisheries talks go on');
    const [misspelt, right] = ['person/micheal-okoye', 'person/michael-okoye'];
    const table = new MemoryTable();
    const listed = inflectedAlias(own.form) ?? '';
    await table.put({ ...keys.alias(listed, misspelt), entity: misspelt, folded: listed, token: 1 });
    await table.put({ ...keys.alias('okoye', right), entity: right, folded: 'okoye', token: 1 });
    await table.put({ ...keys.posting(misspelt, own.day, own.doc), ...own });
    for (let n = 0; n < 6; n++) {
      const row = posting(`other${n}`, 'Michael Okoye', cabinet, talks, 'Okoye in fisheries talks');
      await table.put({ ...keys.posting(right, row.day, row.doc), ...row });
    }
    const extracted = new MemoryQueue();
    await new Relinking({ table, queues: { extracted } }).relink(right, [own.day]);
    expect(extracted.take(10).map(({ body }) => parseDocumentMessage(body).doc)).toEqual(['own']);
  });

  it('has documents stored again that take a thing for a person', async () => {
    const own = posting('own', 'Morvale', cabinet, talks, 'Fisheries talks go on');
    const table = await archive(own);
    await table.put({ ...keys.posting('person/morvale', own.day, own.doc), ...own, bare: true });
    for (const doc of ['port1', 'port2'])
      await table.put({ ...keys.posting('place/morvale', own.day, doc), ...own, doc });
    const extracted = new MemoryQueue();
    const relink = async (entity: string) => {
      await new Relinking({ table, queues: { extracted } }).relink(entity, ['2021-05-03']);
      return extracted.take(10).map(({ body }) => parseDocumentMessage(body).doc);
    };
    expect(await relink('place/morvale')).toEqual(['own']);
    expect(await relink('place/morvale-harbour')).toEqual([]);
    const query = vi.spyOn(table, 'query');
    await relink('place/skarmouth');
    // Where the lone name stands, and nothing more.
    expect(new Set(query.mock.calls.map(([{ pk }]) => pk))).toEqual(
      new Set([keys.entity('person/skarmouth').pk]),
    );
  });

  it('is looked at once a batch, however many names have the surname', async () => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    const extracted = new MemoryQueue();
    const query = vi.spyOn(table, 'query');
    const relinking = new Relinking({ table, queues: { extracted } });
    for (const id of ['person/amara-okoye', 'person/ben-okoye', 'person/okoye'])
      await relinking.relink(id, ['2021-05-03']);
    const places = query.mock.calls.filter(
      ([{ pk, to }]) => pk === keys.entity('person/okoye').pk && to?.startsWith('NAME#'),
    );
    expect(places).toHaveLength(1);
    expect(extracted.take(10)).toHaveLength(1);
  });

  it('is not followed further once documents have come back again and again', async () => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    const clock = () => Date.parse('2021-05-04');
    const warn = vi.fn();
    const queues = { extracted: new MemoryQueue(), touched: new MemoryQueue() };
    const ports = { ...memoryPorts(clock), table, queues };
    const index = async (...returned: number[]) => {
      const touched = { day: '2021-05-03', entities: ['person/amara-okoye'] };
      for (const times of returned) await enqueueTallies(queues.touched, [{ ...touched, returned: times }]);
      await indexStage({ ...ports, log: { info() {}, warn, error() {} } })({
        Records: queues.touched.take(9),
      });
      return queues.extracted.take(9).map(({ body }) => parseDocumentMessage(body).returned);
    };
    expect(await index(mostReturns)).toEqual([]);
    expect(warn.mock.calls).toMatchObject([[expect.stringMatching('again and again'), {}]]);
    expect(await index(mostReturns - 1)).toEqual([mostReturns]);
    // A new message begins a chain of its own.
    expect(await index(mostReturns, 0)).toEqual([1]);
  });

  it('leaves a document alone whose link is right', async () => {
    const table = await archive(lone(team, match, 'Two goals'));
    const extracted = new MemoryQueue();
    await new Relinking({ table, queues: { extracted } }).relink('person/amara-okoye', ['2021-05-03']);
    expect(extracted.take(10)).toEqual([]);
  });

  it('reads no posting for a name that is in so many documents that it is put to nobody', async () => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    for (let n = 0; n < 300; n++) {
      const place = { ...lone(cabinet, talks, 'Fisheries talks go on'), doc: `other${n}` };
      await table.put({ ...keys.shortName('person/okoye', place.day, place.doc), ...place });
    }
    const extracted = new MemoryQueue();
    const get = vi.spyOn(table, 'get');
    await new Relinking({ table, queues: { extracted } }).relink('person/amara-okoye', ['2021-05-03']);
    expect(get.mock.calls.length).toBeLessThan(3);
    expect(extracted.take(10)).toEqual([]);
  });

  it('sends a document once, also if two of its names belong elsewhere now', async () => {
    const own = lone(cabinet, talks, 'Fisheries talks go on');
    const table = await archive(own);
    await table.put({ ...keys.shortName('person/a-okoye', own.day, own.doc), ...own, form: 'A Okoye' });
    const extracted = new MemoryQueue();
    await new Relinking({ table, queues: { extracted } }).relink('person/amara-okoye', [own.day]);
    expect(extracted.take(10)).toHaveLength(1);
  });

  it('has documents stored again whose inflected name has somebody to be put to now', async () => {
    const table = await archive(lone(team, match, 'Two goals'));
    const [form, id] = ['Amara Okoyen', 'person/amara-okoyen'];
    const own = posting('inflected', form, cabinet, talks, 'Fisheries talks go on');
    await table.put({ ...keys.posting(id, own.day, own.doc), ...own });
    const folded = String(inflectedAlias(form));
    await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
    const extracted = new MemoryQueue();
    await new Relinking({ table, queues: { extracted } }).relink('person/amara-okoye', [own.day]);
    expect(extracted.take(10).map(({ body }) => JSON.parse(body).doc)).toEqual(['inflected']);
  });

  it('has documents stored again whose inflected name a link put to somebody who is gone', async () => {
    const table = new MemoryTable();
    const own = posting('inflected', 'Amara Okoyen', cabinet, talks, 'Fisheries talks go on');
    const to = 'person/amara-okoye';
    await table.put({ ...keys.shortName('person/amara-okoyen', own.day, own.doc), ...own, to });
    const folded = String(inflectedAlias(own.form));
    const entity = 'person/amara-okoyen';
    await table.put({ ...keys.alias(folded, entity), entity, folded, token: 1 });
    const extracted = new MemoryQueue();
    await new Relinking({ table, queues: { extracted } }).relink(to, [own.day]);
    expect(extracted.take(10).map(({ body }) => JSON.parse(body).doc)).toEqual(['inflected']);
  });

  it('asks of the names that may be forms of this one by their stem', async () => {
    const table = new MemoryTable();
    for (const name of ['berlin', 'berlen', 'eva-berlov']) {
      const folded = `be~${name.split('-').at(-1)}`;
      const id = `person/${name}`;
      await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
    }
    const query = vi.spyOn(table, 'query');
    const relinking = new Relinking({ table, queues: { extracted: new MemoryQueue() } });
    await relinking.relink('person/max-berl', ['2021-05-03']);
    const asked = new Set(query.mock.calls.map(([{ pk }]) => pk).filter((pk) => pk.startsWith('ENT#')));
    expect(asked).toEqual(
      new Set(['berl', 'm-berl', 'berlin', 'berlen', 'eva-berlov'].map((id) => `ENT#person/${id}`)),
    );
  });

  it('of what nobody may be called asks nothing', async () => {
    const table = new MemoryTable();
    const query = vi.spyOn(table, 'query');
    const relinking = new Relinking({ table, queues: { extracted: new MemoryQueue() } });
    await relinking.relink('place/new-york', ['2021-05-03']);
    expect(query).not.toHaveBeenCalled();
  });

  it('is judged by what was read consistently', async () => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    const query = vi.spyOn(table, 'query');
    const get = vi.spyOn(table, 'get');
    const extracted = new MemoryQueue();
    await new Relinking({ table, queues: { extracted } }).relink('person/amara-okoye', ['2021-05-03']);
    expect(query).toHaveBeenCalled();
    for (const [options] of query.mock.calls) expect(options).toMatchObject({ consistent: true });
    expect(get).not.toHaveBeenCalled();
  });
});
