import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashQuery, signCursor } from '../../../../api/http/cursor.ts';
import { hash } from '../../../../core/hash.ts';
import { startEpoch } from '../../../../core/records/epoch.ts';
import { keys } from '../../../../core/records/keys.ts';
import { fixedCursorKeys, Newsroom } from '../newsroom.ts';

const doc = (name: string) => hash(name);

/** Records a change as `store` does. */
async function recordChange(
  newsroom: Newsroom,
  name: string,
  time: string,
  reason = 'created',
): Promise<void> {
  await newsroom.table.put({
    ...keys.change(time, doc(name)),
    doc: doc(name),
    reason,
    title: `About ${name}`,
    time,
  });
}

describe('GET /v1/changes', () => {
  it('lists what happened since a time, earliest first, and continues later where it ended', async () => {
    const newsroom = new Newsroom();
    newsroom.now = Date.parse('2021-05-03T09:00:00Z');
    await recordChange(newsroom, 'b', '2021-05-03T08:00:01.000Z');
    await recordChange(newsroom, 'a', '2021-05-03T08:00:00.000Z');
    await recordChange(newsroom, 'a', '2021-05-02T23:00:00.000Z', 'revised');
    await recordChange(newsroom, 'old', '2021-05-01T10:00:00.000Z');
    const first = await newsroom.json('/v1/changes?since=2021-05-02');
    expect(first.items).toEqual([
      { time: '2021-05-02T23:00:00.000Z', reason: 'revised', id: doc('a'), title: 'About a' },
      { time: '2021-05-03T08:00:00.000Z', reason: 'created', id: doc('a'), title: 'About a' },
      { time: '2021-05-03T08:00:01.000Z', reason: 'created', id: doc('b'), title: 'About b' },
    ]);
    expect(first.more).toBe(false);
    const later = `/v1/changes?since=2021-05-02&cursor=${first.next}`;
    expect((await newsroom.json(later)).items).toEqual([]);
    await recordChange(newsroom, 'c', '2021-05-03T08:59:55.000Z', 'removed');
    // Too recent: another change of the same time may still be on its way.
    expect((await newsroom.json(later)).items).toEqual([]);
    newsroom.now += 60_000;
    expect((await newsroom.json(later)).items).toMatchObject([{ id: doc('c'), reason: 'removed' }]);
  });

  it('loses nothing and repeats nothing, for any page size', async () => {
    const hours = fc.array(fc.tuple(fc.integer({ min: 0, max: 80 * 24 }), fc.integer({ min: 0, max: 40 })), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(hours, fc.integer({ min: 1, max: 7 }), async (made, limit) => {
        const newsroom = new Newsroom();
        const start = Date.parse('2021-01-01T00:00:00Z');
        newsroom.now = start + 100 * 24 * 3_600_000;
        const all = new Set<string>();
        for (const [hour, name] of made) {
          const time = new Date(start + hour * 3_600_000).toISOString();
          await recordChange(newsroom, String(name), time);
          all.add(`${time}#${doc(String(name))}`);
        }
        const seen: string[] = [];
        let cursor = '';
        for (let more = true, pages = 0; more; pages++) {
          expect(pages).toBeLessThan(100);
          const page = await newsroom.json(`/v1/changes?since=2021-01-01&limit=${limit}${cursor}`);
          seen.push(...page.items.map(({ time, id }: { time: string; id: string }) => `${time}#${id}`));
          ({ more } = page);
          cursor = `&cursor=${page.next}`;
        }
        expect(seen).toEqual([...all].sort());
      }),
      { numRuns: 40 },
    );
  });

  it('reads at most 31 empty days per request', async () => {
    const newsroom = new Newsroom();
    await recordChange(newsroom, 'a', '2021-05-03T08:00:00.000Z');
    await newsroom.json('/v1/changes?since=2021-05-03');
    expect(newsroom.tableCalls).toEqual({ get: 1, batchGet: 0, query: 16, scan: 0 });
    const { items, more } = await newsroom.json('/v1/changes?since=2020-01-01');
    expect([items, more]).toEqual([[], true]);
    expect(newsroom.tableCalls.query).toBe(31 * 16);
  });

  it('refuses to go on in a table that was lost or restored: some changes may be in neither', async () => {
    const newsroom = new Newsroom();
    const { table } = newsroom;
    const clock = () => newsroom.now;
    const read = async (cursor = '') => {
      const { next } = await newsroom.json(`/v1/changes?since=2021-05-03${cursor}`);
      return `&cursor=${next}`;
    };
    // A new table gets its epoch with its first documents.
    const before = await read();
    await startEpoch({ table, clock });
    const cursor = await read(await read(before));
    newsroom.now += 60_000;
    const { began } = await startEpoch({ table, clock });
    const problem = await newsroom.problem(`/v1/changes?since=2021-05-03${cursor}`);
    expect(problem).toMatchObject({
      status: 410,
      type: 'urn:problem-type:dateline:log-interrupted',
      parameter: 'cursor',
    });
    expect(problem.detail).toContain(new Date(began).toISOString());
    await read(await read());
    await table.delete(keys.epoch);
    expect(await newsroom.problem(`/v1/changes?since=2021-05-03${cursor}`)).toMatchObject({ status: 410 });
  });

  it('goes on with a cursor of the version before, which had no epoch', async () => {
    const newsroom = new Newsroom();
    await startEpoch({ table: newsroom.table, clock: () => newsroom.now });
    const url = 'http://localhost/v1/changes?since=2021-05-03';
    const [key] = await fixedCursorKeys();
    const at = (time: string) => {
      const cursor = signCursor(key, hashQuery(url), `2021-05-03T${time}.000Z`);
      return `/v1/changes?since=2021-05-03&cursor=${cursor}`;
    };
    expect((await newsroom.json(at('09:00:00'))).items).toEqual([]);
    expect(await newsroom.problem(at('08:59:59'))).toMatchObject({ status: 410 });
  });

  it('requires a valid time', async () => {
    const newsroom = new Newsroom();
    expect(await newsroom.problem('/v1/changes')).toMatchObject({ status: 400, parameter: 'since' });
    expect(await newsroom.problem('/v1/changes?since=yesterday')).toMatchObject({
      status: 400,
      parameter: 'since',
      got: 'yesterday',
    });
    expect((await newsroom.json('/v1/changes?since=2999-01-01')).items).toEqual([]);
  });
});
