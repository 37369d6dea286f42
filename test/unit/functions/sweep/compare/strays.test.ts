/** Repairs leave alone what a handler is at work on, and what was put right since the sweep read it. */
import { beforeEach, describe, expect, it } from 'vitest';
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
} from '../../../../../functions/sweep/compare/strays.ts';
import type { SweepPass } from '../../../../../functions/sweep/pass/pass.ts';
import { MemoryQueue } from '../../../../../runtime/memory/queue.ts';
import { Records, story } from '../records.ts';

const key = 'a.txt';
const entity = 'place/london';
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
}

const repairs: [string, Repair][] = [
  [
    'a document that lacks one of its postings',
    {
      damage: () => records.remove(posting()),
      repair: (pass) => restoreNameRows(pass, doc),
      owner: () => keys.document(doc),
      waits: true,
      counts: { documents: 1 },
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
    },
  ],
  [
    'an entity that lacks one of its aliases',
    {
      damage: () => records.remove(keys.alias('london', entity)),
      repair: (pass) => restoreAliases(pass, entity),
      owner: () => keys.entity(entity),
      waits: true,
      counts: { tallies: 1 },
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
    },
  ],
  [
    'a source that its claim does not list',
    {
      damage: () => records.remove(keys.child(key, doc)),
      repair: (pass) => adoptSource(pass, doc, key),
      owner: () => keys.claim(key),
      waits: false,
      counts: { keys: 1 },
    },
  ],
];

/** @returns what the pass counts, with the number of messages that it sends */
async function repaired(repair: Repair['repair']) {
  const report = { ...nothing };
  const queue = new MemoryQueue();
  const queues = { uploads: queue, normalized: queue, extracted: queue, touched: queue };
  await repair({ ports: { ...records.ports, queues }, report } as unknown as SweepPass);
  return { ...report, messages: queue.take(10).length };
}

describe.each(repairs)('%s', (_, { damage, repair, owner, counts }) => {
  it('is repaired, under a higher token of its owner', async () => {
    const before = records.rows(owner().pk, 'META')[0];
    await damage();
    const { messages, ...counted } = await repaired(repair);
    expect(counted).toEqual({ ...nothing, ...counts });
    expect(messages).toBeGreaterThan(0);
    expect(Number(rowAt(owner()).token)).toBeGreaterThan(Number(before?.token ?? 0));
  });

  it('is left alone if it was put right meanwhile', async () => {
    const before = records.rows('');
    expect(await repaired(repair)).toEqual({ ...nothing, messages: 0 });
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
    expect(await repaired(repair)).toEqual({ ...nothing, messages: 0 });
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
    messages: 0,
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
  expect(await repaired((pass) => restoreNameRows(pass, doc))).toEqual({ ...nothing, messages: 0 });
});
