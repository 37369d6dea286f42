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
} from '../../../../../functions/sweep/compare/strays.ts';
import { alias, entity, key, nothing, type Repair, RepairedRecords } from './repairing.ts';

const person = 'person/antony-blinken';

let records: RepairedRecords;
let doc: string;
beforeEach(async () => {
  records = await RepairedRecords.open();
  doc = records.doc;
});

const rowAt = (at: Key): Item => records.rowAt(at);
const posting = (): Item => records.posting();
const stray = (): Item => records.stray();
const repaired = (repair: Repair) => records.repaired(repair);

interface Damage {
  damage: () => Promise<unknown>;
  repair: Repair;
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

const repairs: [string, Damage][] = [
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
