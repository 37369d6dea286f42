/**
 * Days of an entity: open in META, closed in the months' items, hot ones by shards.
 * Longer than 250 lines: all ways that a day is counted are compared on one entity.
 */
import { describe, expect, it } from 'vitest';
import { normalForm } from '../../../../cli/verify/normalForm.ts';
import { undated } from '../../../../core/dates/calendar.ts';
import { daysAfter } from '../../../../core/dates/interval.ts';
import { hash } from '../../../../core/hash.ts';
import type { Item, Table } from '../../../../core/ports/table.ts';
import { type Thresholds, thresholds } from '../../../../core/protocol/thresholds.ts';
import { Random } from '../../../../core/random.ts';
import { entityMeta, storeSummary, storeTally } from '../../../../core/records/entity.ts';
import { keys } from '../../../../core/records/keys.ts';
import { differingDays, isDayCounted } from '../../../../functions/index/differingDays.ts';
import { emptySummary } from '../../../../functions/index/summary.ts';
import { entityRows, tallyEntity } from '../../../../functions/index/tallies.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'place/london';
const { pk } = keys.entity(entity);
const small: Thresholds = { ...thresholds, shardDocuments: [4, 8], openCharacters: 120, openDays: 2 };
const docs = Array.from({ length: 1500 }, (_, i) => hash(String(i)));

/** An entity whose documents come and go. */
class Entity {
  readonly table = new MemoryTable();
  /** Rows read, by the beginning of their sort keys. */
  read: Record<string, number> = {};
  /** Called before each write of the entity's rows; what it throws, the write throws. */
  beforeWrite: (sk: string) => void = () => {};
  readonly #thresholds: Thresholds;

  constructor(own: Thresholds = thresholds) {
    this.#thresholds = own;
  }

  async put(doc: string, day: string, form = 'London'): Promise<void> {
    const posting = { doc, day, token: 1, title: 'x', source: 'wire', form, mentions: 2, others: [] };
    await this.table.put({ ...keys.posting(entity, day, doc), ...posting });
  }

  async remove(doc: string, day: string): Promise<void> {
    await this.table.put({ ...keys.posting(entity, day, doc), token: 2, gone: true });
  }

  async count(day: string, doc?: string): Promise<void> {
    const hint = doc === undefined ? {} : { shards: new Set([doc.slice(0, 4)]) };
    const ports = { table: this.#metered(), clock: () => 1e12, thresholds: this.#thresholds };
    await tallyEntity(ports, entity, new Map([[day, hint]]));
  }

  get rows(): Item[] {
    return [...this.table.items()].filter((row) => row.pk === pk);
  }

  get meta() {
    return entityMeta.parse(this.rows.find(({ sk }) => sk === 'META'));
  }

  #metered(): Table {
    const note = (rows: readonly (Item | undefined)[]) => {
      for (const row of rows) {
        const kind = row?.sk.split('#')[0];
        if (kind !== undefined) this.read[kind] = (this.read[kind] ?? 0) + 1;
      }
    };
    const { table } = this;
    return {
      get: async (key) => {
        const row = await table.get(key);
        note([row]);
        return row;
      },
      query: async (query) => {
        const page = await table.query(query);
        note(page.items);
        return page;
      },
      update: async (key, set, condition) => {
        this.beforeWrite(key.sk);
        return table.update(key, set, condition);
      },
      put: (item, condition) => table.put(item, condition),
      batchGet: (all) => table.batchGet(all),
      delete: (key, condition) => table.delete(key, condition),
      scan: () => table.scan(),
    };
  }
}

describe('a hot day', () => {
  it('is counted by the shard that changed, and ends up exact when most documents are gone', async () => {
    const hot = new Entity();
    for (const [i, doc] of docs.entries()) {
      await hot.put(doc, '2021-05-03');
      if (i % 97 === 0 || i === docs.length - 1) await hot.count('2021-05-03', doc);
    }
    await hot.count('2021-05-03');
    expect(hot.meta.days['2021-05-03']).toMatchObject({ documents: 1500, mentions: 3000, digits: 2 });
    hot.read = {};
    await hot.remove(docs[7] ?? '', '2021-05-03');
    await hot.count('2021-05-03', docs[7]);
    expect(hot.read.DAY).toBeLessThan(20);
    expect(hot.read).toMatchObject({ META: 1, SHARD: 1 });
    expect(hot.meta).toMatchObject({ documents: 1499, mentions: 2998 });
    for (const doc of docs.slice(0, -2)) await hot.remove(doc, '2021-05-03');
    for (const doc of docs.filter((_, i) => i % 4 === 0)) await hot.count('2021-05-03', doc);
    await hot.count('2021-05-03');
    expect(hot.meta).toMatchObject({ documents: 2, mentions: 4 });
    expect(await differingDays(entity, hot.rows)).toEqual([]);
  });

  it.each([
    ['the row of some shards', (row: Item) => row.sk.startsWith('SHARD#')],
    ['META', (row: Item) => row.sk === 'META'],
  ])('is counted again in full, and then right, if %s is lost', async (_, isLost) => {
    const hot = new Entity(small);
    for (const doc of docs.slice(0, 40)) await hot.put(doc, '2021-05-03');
    await hot.count('2021-05-03');
    const lost = hot.rows.find(isLost) as Item;
    await hot.table.delete(lost);
    const differing = await differingDays(entity, hot.rows);
    expect(differing).toEqual(['2021-05-03']);
    for (const day of differing) await hot.count(day);
    expect(await differingDays(entity, hot.rows)).toEqual([]);
    expect(hot.meta.documents).toBe(40);
  });

  it('of undated documents is counted by shards too', async () => {
    const hot = new Entity();
    for (const doc of docs) await hot.put(doc, undated);
    await hot.count(undated);
    hot.read = {};
    await hot.count(undated, docs[0]);
    expect(hot.read.DAY).toBeLessThan(20);
    expect(hot.meta).toMatchObject({ documents: 1500, days: { [undated]: { digits: 2 } } });
    expect(await isDayCounted({ table: hot.table }, entity, undated)).toBe(true);
  });
});

describe('an entity of many days', () => {
  it('keeps META small and reads no month, however old it is', async () => {
    const old = new Entity();
    const counts = { documents: 90, mentions: 120, forms: { London: 90 }, also: { Londinium: 3 }, roles: {} };
    const days = Array.from({ length: 7300 }, (_, i) => [daysAfter('2001-01-01', i), counts] as const);
    for (const row of entityRows(entity, days, 1).rows) await old.table.put({ ...row, settled: 1 });
    const day = daysAfter('2001-01-01', 7300);
    await old.put(docs[0] ?? '', day);
    await old.count(day, docs[0]); // the aliases may have to be written
    await old.put(docs[1] ?? '', day);
    old.read = {};
    await old.count(day, docs[1]);
    expect(old.read).toEqual({ META: 1, DAY: 2 });
    expect(old.meta.documents).toBe(7300 * 90 + 2);
    expect(JSON.stringify(old.rows.find(({ sk }) => sk === 'META')).length).toBeLessThan(1500);
  });

  it('reads one month where a document of a closed day comes or goes', async () => {
    const old = new Entity();
    const counts = { documents: 90, mentions: 120, forms: { London: 90 }, also: { Londinium: 3 }, roles: {} };
    const days = Array.from({ length: 730 }, (_, i) => [daysAfter('2001-01-01', i), counts] as const);
    for (const row of entityRows(entity, days, 1).rows) await old.table.put({ ...row, settled: 1 });
    await old.put(docs[0] ?? '', '2001-05-03');
    await old.count('2001-05-03', docs[0]);
    expect(old.read.TALLY).toBe(1);
    expect(old.meta.documents).toBe(729 * 90 + 1);
    // A message of the sweep names no document: all days are added up.
    await old.table.update(keys.entity(entity), { closed: storeSummary({ ...emptySummary, documents: 5 }) });
    await old.count('2001-05-03');
    expect(old.meta.documents).toBe(729 * 90 + 1);
  });

  it('is right after a handler that noted days as open which others have closed meanwhile', async () => {
    const own = new Entity(small);
    const days = Array.from({ length: 6 }, (_, i) => daysAfter('2021-05-01', i));
    for (const [i, day] of days.entries()) {
      await own.put(docs[i] ?? '', day);
      await own.count(day, docs[i]);
    }
    const { closedThrough = '', days: open, token } = own.meta;
    const tally = storeTally({
      documents: 1,
      mentions: 2,
      forms: { London: 1 },
      also: {},
      roles: {},
      token: 1,
    });
    const stored = Object.fromEntries(Object.entries(open).map(([day, each]) => [day, storeTally(each)]));
    await own.table.update(keys.entity(entity), {
      ...{ days: { ...stored, [closedThrough]: tally }, moving: [closedThrough] },
      ...{ token: token + 1, settled: undefined },
    });
    await own.count(days.at(-1) ?? '', docs[5]);
    expect(own.meta.documents).toBe(days.length);
    expect(await differingDays(entity, own.rows)).toEqual([]);
  });

  it('has the same visible rows in whatever order its documents come and go', async () => {
    const forms: string[][] = [];
    for (let seed = 1; seed <= 4; seed++) {
      const random = new Random(seed);
      const own = new Entity(small);
      const plan = docs.slice(0, 80).map((doc, i) => {
        const day = i % 5 === 0 ? undated : daysAfter('2021-04-20', (i * 7) % 20);
        return { doc, day, form: i % 3 === 0 ? 'LONDON' : 'London', goes: i % 4 === 1 };
      });
      for (let left = [...plan]; left.length > 0; ) {
        const [next] = left.splice(random.below(left.length), 1);
        if (next === undefined) break;
        await own.put(next.doc, next.day, next.form);
        if (random.chance(0.7)) await own.count(next.day, next.doc);
        if (next.goes) await own.remove(next.doc, next.day);
        if (next.goes) await own.count(next.day, next.doc);
        else if (random.chance(0.9)) await own.count(next.day, random.chance(0.5) ? next.doc : undefined);
        else await own.count(next.day, next.doc);
      }
      expect(await differingDays(entity, own.rows), `seed ${seed}`).toEqual([]);
      expect(own.rows.some(({ sk }) => sk.startsWith('TALLY#'))).toBe(true);
      forms.push(normalForm(own.table.items()).filter((line) => !/ DAY#/.test(line)));
    }
    for (const each of forms) expect(each).toEqual(forms[0]);
  });

  it.each(['TALLY#', 'SHARD#', 'META'])(
    'is right after a handler that died before a write of %s',
    async (prefix) => {
      for (let nth = 1; nth <= 6; nth++) {
        const own = new Entity(small);
        for (let i = 0; i < 60; i++) await own.put(docs[i] ?? '', daysAfter('2021-04-01', i % 6));
        for (let i = 0; i < 5; i++) await own.count(daysAfter('2021-04-01', i));
        let writes = 0;
        own.beforeWrite = (sk) => {
          if (sk.startsWith(prefix) && ++writes === nth) throw new Error('killed');
        };
        const late = daysAfter('2021-04-01', 1);
        await own.put(docs[100] ?? '', late);
        const messages = [daysAfter('2021-04-01', 5), late];
        for (const day of messages) await own.count(day).catch(() => undefined);
        own.beforeWrite = () => {};
        for (const day of messages) await own.count(day); // they come again
        expect(await differingDays(entity, own.rows), `death ${nth}`).toEqual([]);
        expect(own.meta.documents).toBe(61);
      }
    },
  );

  it('counts a closed day in full after a handler that died with one of its shards', async () => {
    const own = new Entity(small);
    const late = '2021-04-02';
    for (let i = 0; i < 60; i++) await own.put(docs[i] ?? '', daysAfter('2021-04-01', i % 6));
    for (let i = 0; i < 6; i++) await own.count(daysAfter('2021-04-01', i));
    expect(own.meta.closedThrough).toBeDefined();
    const [first = '', second = ''] = [docs[100], docs.slice(101).find((doc) => doc[0] !== docs[100]?.[0])];
    own.beforeWrite = (sk) => {
      if (sk.startsWith('TALLY#')) throw new Error('killed');
    };
    await own.put(first, late);
    await own.count(late, first).catch(() => undefined);
    own.beforeWrite = () => {};
    await own.put(second, late);
    await own.count(late, second); // before the first message comes again
    expect(own.meta.documents).toBe(62);
    expect(await differingDays(entity, own.rows)).toEqual([]);
  });
});
