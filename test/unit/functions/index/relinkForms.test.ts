/** Which names of the archive are looked at because they may be forms of an entity's name. */
import { beforeEach, expect, it, vi } from 'vitest';
import { entityId } from '../../../../core/entities/slug.ts';
import { inflectedAlias } from '../../../../core/identity/inflectedNames.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Relinking } from '../../../../functions/index/relink.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { posting } from '../okoye.ts';

const day = '2021-05-03';
let table: MemoryTable;
beforeEach(() => {
  table = new MemoryTable();
});

/** As the archive lists a name that may be a form of another. */
async function list(name: string, fields: object = {}): Promise<string> {
  const id = entityId('person', name) ?? '';
  const folded = inflectedAlias(name) ?? '';
  await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1, ...fields });
  return id;
}

/** What is asked of postings and places, beside those of the own short names. */
async function queriesFor(entity: string) {
  const query = vi.spyOn(table, 'query');
  await new Relinking({ table, queues: { extracted: new MemoryQueue() } }).relink(entity, [day]);
  const own = ['person/lindqvist', 'person/m-lindqvist', 'person/quell', 'person/m-quell'];
  return query.mock.calls
    .map(([asked]) => asked)
    .filter(({ pk }) => pk.startsWith('ENT#') && !own.includes(pk.slice('ENT#'.length)));
}
const askedFor = async (entity: string) =>
  new Set((await queriesFor(entity)).map(({ pk }) => pk.slice('ENT#'.length)));

it('those listed under the stem that may be a form or a slip of it, alone or with a given name', async () => {
  const listed = [
    await list('Lindqvits'), // a slip that is no form of any name
    await list('Lindqvistin'),
    await list('Eva Lindqvistin'),
  ];
  await list('Lindqirnin');
  const gone = 'person/lindqvistan';
  await table.put({ ...keys.alias('li~lindqvistan', gone), entity: gone, token: 2, gone: true });
  expect(await askedFor('person/max-lindqvist')).toEqual(new Set(listed));
});

it('of slips only surnames alone', async () => {
  const listed = [];
  for (const name of ['Lindqvitsin', 'E. Lindqvitsin', 'Eva Lindqvitsin']) listed.push(await list(name));
  const asked = await askedFor('person/max-lindqvistin');
  expect(listed.map((id) => asked.has(id))).toEqual([true, false, false]);
});

it('also one that is a form of one name only', async () => {
  const listed = await list('Quellle');
  expect(await askedFor('person/max-quell')).toEqual(new Set([listed]));
});

it.each(['Ewa Wałęsę', 'Wałęsę', "Wałęsa'nın"])(
  'also %s, of which only the marks on its letters, or between them, say that it is a form',
  async (name) => {
    const listed = await list(name); // of Ewa Wałęsa, in Polish or Turkish
    expect(await askedFor('person/ewa-walesa')).toContain(listed);
  },
);

it('nothing of what is no person', async () => {
  await list('Lindqvistin');
  expect(await queriesFor('place/max-lindqvist')).toEqual([]);
  expect(vi.mocked(table.query).mock.calls).toEqual([]);
});

it('none for a surname alone, and those of the surname for a name with an initial', async () => {
  const listed = await list('Lindqvistin');
  expect(await askedFor('person/lindqvist')).toEqual(new Set());
  expect(await askedFor('person/m-lindqvist')).toEqual(new Set([listed]));
});

it('of a name that has nobody to be put to few rows are read', async () => {
  const id = await list('Eva Lindqvistin');
  const limitsWith = async (docs: number) => {
    for (let doc = 0; doc < docs; doc++) {
      const own = posting(`d${doc}`, 'Eva Lindqvistin', [], 'talks', 'Talks');
      await table.put({ ...keys.shortName(id, own.day, own.doc), ...own });
    }
    const asked = (await queriesFor('person/max-lindqvist')).filter(({ pk }) => pk === `ENT#${id}`);
    vi.restoreAllMocks();
    return asked.map(({ limit }) => limit);
  };
  expect(await limitsWith(2)).toEqual([16]);
  expect(await limitsWith(17)).toEqual([16, 32, 32]);
});
