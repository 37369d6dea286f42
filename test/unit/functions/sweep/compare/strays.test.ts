/** Repairs leave alone what a handler is at work on, and what was put right since the sweep read it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { undated } from '../../../../../core/dates/calendar.ts';
import type { Item, Key } from '../../../../../core/ports/table.ts';
import { keys } from '../../../../../core/records/keys.ts';
import {
  adoptKeyRows,
  adoptSource,
  buryAlias,
  buryPostings,
  raiseClaim,
  restoreAliases,
  restoreNameRows,
  restoreSources,
  storeAgain,
} from '../../../../../functions/sweep/compare/strays.ts';
import type { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { MemoryQueue } from '../../../../../runtime/memory/queue.ts';
import { Records, story } from '../records.ts';

const key = 'a.txt';
const entity = 'place/london';
const person = 'person/antony-blinken';
const nothing = { keys: 0, documents: 0, tallies: 0, strays: 0 };

let records: Records;
let doc: string;
beforeEach(async () => {
  records = new Records();
  await records.put(key, story('Ministers meet in the capital'));
  doc = String(records.rows('DOC#', 'META')[0]?.doc);
});

const rowAt = ({ pk, sk }: Key): Item => records.row((row) => row.pk === pk && row.sk === sk);
const posting = (): Item => records.rows(`ENT#${entity}`, 'DAY#')[0] as Item;
const stray = (): Item => ({ ...posting(), pk: keys.entity('place/paris').pk, token: 77 });
const alias = { ...keys.alias('paris', entity), entity, folded: 'paris', token: 70 };

interface Repair {
  damage: () => Promise<unknown>;
  repair: (pass: SweepPass) => Promise<void>;
  /** Whose lease the repair takes. */
  owner: () => Key;
  /** Whether it waits for a handler that is at work. */
  waits: boolean;
  counts: Partial<typeof nothing>;
  /** The highest token among the rows that it is about. */
  highest: number;
  sends: () => object[];
}

const keyMessage = () => ({ hint: 'key/1', key });
const documentMessage = () => ({ hint: 'document/1', doc });
const tallyMessage = (of: string) => ({ hint: 'tally/1', day: undated, entities: [of] });
/** Another row of those that the repair reads, as if somebody had written it under a much higher token. */
const raise = (row: Item | undefined) => records.table.put({ ...row, token: 77 } as Item);

const repairs: [string, Repair][] = [
  [
    'a document that lacks one of its postings',
    {
      damage: async () => {
        await records.remove(posting());
        await raise(records.rows('ENT#', 'DAY#')[0]);
      },
      repair: (pass) => restoreNameRows(pass, doc),
      owner: () => keys.document(doc),
      waits: true,
      counts: { documents: 1 },
      highest: 77,
      sends: () => [documentMessage()],
    },
  ],
  [
    'a posting that its document does not have',
    {
      damage: () => records.table.put(stray()),
      repair: (pass) => buryPostings(pass, doc, [stray()]),
      owner: () => keys.document(doc),
      waits: true,
      counts: { strays: 1 },
      highest: 77,
      sends: () => [tallyMessage('place/paris'), documentMessage()],
    },
  ],
  [
    'a claim whose document lacks the source',
    {
      damage: () => records.remove(keys.from(doc, key)),
      repair: (pass) => restoreSources(pass, key, [rowAt(keys.child(key, doc))]),
      owner: () => keys.claim(key),
      waits: true,
      counts: { keys: 1 },
      highest: 0,
      sends: () => [keyMessage()],
    },
  ],
  [
    'an alias that its entity does not list',
    {
      damage: () => records.table.put(alias),
      repair: (pass) => buryAlias(pass, alias, entity, 'paris'),
      owner: () => keys.entity(entity),
      waits: true,
      counts: { strays: 1 },
      highest: 70,
      sends: () => [tallyMessage(entity)],
    },
  ],
  [
    'an entity that lacks one of its aliases',
    {
      damage: async () => {
        await records.remove(keys.alias('blinken', person));
        await raise(rowAt(keys.alias('antony blinken', person)));
      },
      repair: (pass) => restoreAliases(pass, person),
      owner: () => keys.entity(person),
      waits: true,
      counts: { tallies: 1 },
      highest: 77,
      sends: () => [tallyMessage(person)],
    },
  ],
  [
    'a claim behind one of its rows',
    {
      damage: () => records.table.put({ ...rowAt(keys.child(key, doc)), token: 77 }),
      repair: (pass) => raiseClaim(pass, key, [keys.child(key, doc) as Item]),
      owner: () => keys.claim(key),
      waits: false,
      counts: { keys: 1 },
      highest: 77,
      sends: () => [keyMessage()],
    },
  ],
  [
    'rows of a claim that is lost',
    {
      damage: () => records.remove(keys.claim(key)),
      repair: (pass) => adoptKeyRows(pass, keys.claim(key).pk, [rowAt(keys.child(key, doc))]),
      owner: () => keys.claim(key),
      waits: false,
      counts: { keys: 1 },
      highest: 0,
      sends: () => [keyMessage()],
    },
  ],
  [
    'a source that its claim does not list',
    {
      damage: async () => {
        await records.remove(keys.child(key, doc));
        await raise(rowAt(keys.from(doc, key)));
      },
      repair: (pass) => adoptSource(pass, doc, key),
      owner: () => keys.claim(key),
      waits: false,
      counts: { keys: 1 },
      highest: 77,
      sends: () => [keyMessage()],
    },
  ],
];

/** @returns what the pass counts, with the number of messages that it sends */
async function repaired(repair: Repair['repair']) {
  const report = { ...nothing };
  const queue = new MemoryQueue();
  const queues = { uploads: queue, normalized: queue, extracted: queue, touched: queue };
  await repair({ ports: { ...records.ports, queues }, report } as unknown as SweepPass);
  return { ...report, messages: queue.take(10).map(({ body }): object => JSON.parse(body)) };
}

describe.each(repairs)('%s', (_, { damage, repair, owner, counts, highest, sends }) => {
  it('is repaired, under a higher token of its owner', async () => {
    const before = records.rows(owner().pk, 'META')[0];
    await damage();
    const { messages, ...counted } = await repaired(repair);
    expect(counted).toEqual({ ...nothing, ...counts });
    expect(messages).toEqual(sends());
    expect(rowAt(owner()).token).toBe(Math.max(highest, Number(before?.token)) + 1);
  });

  it('is left alone if it was put right meanwhile', async () => {
    const before = records.rows('');
    expect(await repaired(repair)).toEqual({ ...nothing, messages: [] });
    expect(records.rows('')).toEqual(before);
  });
});

it.each(repairs.filter(([, { waits }]) => waits))(
  '%s is left alone while a handler of its owner is at work',
  async (_, { damage, repair, owner }) => {
    await damage();
    const row = rowAt(owner());
    await records.table.put({ ...row, token: Number(row.token) + 1 });
    const before = records.rows('');
    expect(await repaired(repair)).toEqual({ ...nothing, messages: [] });
    expect(records.rows('')).toEqual(before);
  },
);

it('rows of a claim that is lost come under a token above those of the sources too', async () => {
  const from = { ...rowAt(keys.from(doc, key)), token: 77 };
  await records.table.put(from);
  const child = rowAt(keys.child(key, doc));
  await records.remove(keys.claim(key));
  await repaired((pass) => adoptKeyRows(pass, keys.claim(key).pk, [child]));
  expect(rowAt(keys.claim(key)).token).toBe(78);
});

it('rows of a claim that is lost are left alone if they went meanwhile', async () => {
  const child = rowAt(keys.child(key, doc));
  await records.remove(keys.claim(key));
  await records.remove(child);
  expect(await repaired((pass) => adoptKeyRows(pass, child.pk, [child]))).toEqual({
    ...nothing,
    messages: [],
  });
  expect(records.rows(child.pk, 'META')).toEqual([]);
});

it('a source is listed again although its claim has buried the row that listed it', async () => {
  const child = keys.child(key, doc);
  await records.table.put({ ...child, token: 77, gone: true });
  expect(await repaired((pass) => adoptSource(pass, doc, key))).toMatchObject({ keys: 1 });
  expect(rowAt(child)).toEqual({ ...child, token: 78 });
});

it('an alias of an entity that is lost is removed', async () => {
  await records.table.put(alias);
  await records.remove(keys.entity(entity));
  expect(await repaired((pass) => buryAlias(pass, alias, entity, 'paris'))).toMatchObject({ strays: 1 });
  expect(records.rows(alias.pk, alias.sk)).toEqual([]);
});

it('a posting of a removed document is buried, whatever its token', async () => {
  await records.inbox.delete(key);
  await records.handle(key);
  const { gone: _, ...live } = posting();
  const left: Item = { ...live, token: Number(rowAt(keys.document(doc)).token) };
  await records.table.put(left);
  expect(await repaired((pass) => buryPostings(pass, doc, [left]))).toMatchObject({ strays: 1 });
});

it('postings of a document that is gone are not restored', async () => {
  for (const row of records.rows('ENT#', 'DAY#')) await records.remove(row);
  await records.remove(keys.document(doc));
  expect(await repaired((pass) => restoreNameRows(pass, doc))).toEqual({ ...nothing, messages: [] });
});

/** What a repair would be about if it had not been buried, or put right, since the sweep read it. */
const changed: [string, () => Promise<(pass: SweepPass) => Promise<void>>][] = [
  [
    'a posting that is buried, and one that has the token of its document again',
    async () => {
      await records.table.put({ ...keyOf(stray()), token: 77, gone: true });
      return (pass) => buryPostings(pass, doc, [stray(), posting()]);
    },
  ],
  [
    'the child row of a source that is buried, as the source is',
    async () => {
      const [child, from] = [keys.child(key, doc), keys.from(doc, key)];
      for (const row of [child, from]) await records.table.put({ ...row, token: 77, gone: true });
      return (pass) => restoreSources(pass, key, [child as Item]);
    },
  ],
  [
    'a source that is buried',
    async () => {
      await records.remove(keys.child(key, doc));
      await records.table.put({ ...keys.from(doc, key), token: 77, gone: true });
      return (pass) => adoptSource(pass, doc, key);
    },
  ],
  [
    'an alias that is buried',
    async () => {
      await records.table.put({ ...keyOf(alias), token: 77, gone: true });
      return (pass) => buryAlias(pass, alias, entity, 'paris');
    },
  ],
  [
    'rows of a lost claim that are buried',
    async () => {
      const child = rowAt(keys.child(key, doc));
      await records.remove(keys.claim(key));
      await records.table.put({ ...keyOf(child), token: 77, gone: true });
      return (pass) => adoptKeyRows(pass, child.pk, [child]);
    },
  ],
];
const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

it.each(changed)('%s: nothing is done', async (_, change) => {
  const repair = await change();
  const before = records.rows('');
  expect(await repaired(repair)).toEqual({ ...nothing, messages: [] });
  expect(records.rows('')).toEqual(before);
});

it('rows of a lost claim that name no key, nor do their sources, are buried; their documents are stored', async () => {
  const rows = [keys.child('nowhere.txt', 'e'.repeat(32)), keys.part('nowhere.txt', 'a part', 0)];
  for (const row of rows) await records.table.put({ ...row, token: 9 });
  const { pk } = keys.claim('nowhere.txt');
  expect(await repaired((pass) => adoptKeyRows(pass, pk, records.rows(pk)))).toEqual({
    ...nothing,
    strays: 2,
    messages: [{ hint: 'document/1', doc: 'e'.repeat(32) }],
  });
  expect(rows.map(rowAt)).toMatchObject(rows.map(() => ({ token: 10, gone: true })));
  expect(rowAt({ pk, sk: 'META' })).toMatchObject({ token: 10, settled: 10, outcome: 'deleted' });
});

it('a document is stored again above the floor, whether it has META or not', async () => {
  for (const each of [doc, 'f'.repeat(32)]) {
    const { messages, ...counted } = await repaired((pass) => storeAgain(pass, each, 90));
    expect(counted).toEqual({ ...nothing, documents: 1 });
    expect(messages).toEqual([{ hint: 'document/1', doc: each }]);
    expect(rowAt(keys.document(each))).toMatchObject({ doc: each, token: 91, pending: [] });
  }
});
