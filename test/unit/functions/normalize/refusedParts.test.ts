import { describe, expect, it } from 'vitest';
import { ItemRefused } from '../../../../core/errors.ts';
import type { Condition, Item } from '../../../../core/ports/table.ts';
import { queryAll } from '../../../../core/protocol/paginate.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { listQuarantine } from '../../../../core/quarantine/listQuarantine.ts';
import { keys } from '../../../../core/records/keys.ts';
import { readRefusedParts } from '../../../../core/records/refusals.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { memoryPorts } from '../../../memoryPorts.ts';
import { tarOf } from '../../core/formats/makeArchives.ts';

const good = JSON.stringify({
  id: '1',
  title: 'Talks go on',
  content_text: 'The minister spoke in London, and people heard it.',
});
const key = 'batch.jsonl';

/** An inbox with one key that normalize handles. */
class Desk {
  now = Date.parse('2021-05-03T09:00:00Z');
  readonly #clock = () => this.now;
  readonly inbox = new MemoryObjects(this.#clock);
  readonly table = new StrictTable(':memory:');
  readonly normalized = new MemoryQueue();
  readonly #ports = {
    ...memoryPorts(this.#clock),
    inbox: this.inbox,
    table: this.table,
    queues: { uploads: new MemoryQueue(), normalized: this.normalized },
  };

  async put(...lines: string[]): Promise<string> {
    await this.inbox.put(key, lines.join('\n'));
    return this.again();
  }

  again(): Promise<string> {
    return normalize(this.#ports, key);
  }

  /** The part of each document that has a live source row, also of those that are listed no more. */
  async sourceParts(): Promise<string[]> {
    const children = await queryAll(this.table, { pk: keys.claim(key).pk, prefix: 'DOC#' });
    const rows = await Promise.all(
      children.map(({ sk }) => this.table.get(keys.from(sk.slice('DOC#'.length), key))),
    );
    return rows.filter((row) => row !== undefined && isLive(row)).map((row) => String(row?.part));
  }

  /** The whole quarantine, read page by page. */
  async quarantine(limit = 100) {
    const all = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await listQuarantine(this.table, {}, { after, limit });
      all.push(...page.items);
      after = page.next;
      more = after !== undefined;
    }
    return all;
  }
}

const numbered = (id: string) =>
  JSON.stringify({
    id,
    title: `Talks ${id.slice(0, 9)}`,
    content_text: 'The minister spoke in London on Monday.',
  });

/** A table that refuses the rows of some documents, whatever their size. */
class StrictTable extends SqliteTable {
  refuses: (item: Item) => boolean = () => false;

  override put(item: Item, condition?: Condition): Promise<boolean> {
    return this.refuses(item) ? Promise.reject(new ItemRefused('too large')) : super.put(item, condition);
  }
}

describe('names from a file that are too long for a row', () => {
  it('are cut and told apart by a hash, and the neighbours are stored', async () => {
    const desk = new Desk();
    const long = 'i'.repeat(450_000);
    expect(await desk.put(numbered('1'), numbered(`${long}a`), numbered(`${long}b`), numbered('2'))).toBe(
      'stored',
    );
    const parts = await desk.sourceParts();
    expect(parts).toHaveLength(4);
    expect(new Set(parts).size).toBe(4);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(600);
    expect(await desk.quarantine()).toEqual([]);
  });

  it('are bounded in a refused member too', async () => {
    const desk = new Desk();
    await desk.put(good, JSON.stringify({ ['x'.repeat(450_000)]: 1, type: 'y'.repeat(450_000) }));
    const [refused, ...others] = await desk.quarantine();
    expect(others).toEqual([]);
    expect(JSON.stringify(refused).length).toBeLessThan(3_000);
  });
});

describe('a document whose row the table refuses', () => {
  it('is a refused part; its neighbours are stored, and its older row is gone', async () => {
    const desk = new Desk();
    expect(await desk.put(numbered('1'), numbered('2'), numbered('3'))).toBe('stored');
    desk.table.refuses = (item) => item.sk.startsWith('FROM#') && item.part === 'id 2';
    desk.now += 60_000;
    expect(await desk.put(numbered('1'), numbered('2'), numbered('4'))).toBe('stored');
    expect((await desk.sourceParts()).sort()).toEqual(['id 1', 'id 4']);
    const evidence = 'what identifies it does not fit into a record';
    expect(await desk.quarantine()).toMatchObject([
      { part: 'id 2', refusal: { code: 'input.too_large', evidence } },
    ]);
    expect(await desk.again()).toBe('unchanged');
    // Once the table takes it, it is back.
    desk.table.refuses = () => false;
    desk.now += 60_000;
    expect(await desk.put(numbered('1'), numbered('2'))).toBe('stored');
    expect((await desk.sourceParts()).sort()).toEqual(['id 1', 'id 2']);
    expect(await desk.quarantine()).toEqual([]);
  });
});

it('a document whose row the table refuses is queued once, as its neighbour is', async () => {
  const desk = new Desk();
  desk.table.refuses = (item) => item.sk.startsWith('FROM#') && item.part === 'id 2';
  expect(await desk.put(numbered('1'), numbered('2'))).toBe('stored');
  expect(desk.normalized.take(100)).toHaveLength(2);
});

it('a row that is not written because the table is at fault refuses nothing', async () => {
  const desk = new Desk();
  desk.table.refuses = ({ sk, gone }) => {
    if (sk.startsWith('FROM#') && gone !== true) throw new Error('the disk is full');
    return false;
  };
  await expect(desk.put(numbered('1'))).rejects.toThrow('the disk is full');
  expect(await desk.quarantine()).toEqual([]);
});

describe('a refused member among good ones', () => {
  it('is in quarantine beside others of its name', async () => {
    const desk = new Desk();
    const bodies = [good, '{"title": "Tal', '{"title": "Tol', '[]'];
    const files = bodies.map((body) => ({ name: 'story.json', body }));
    expect(await desk.put(Buffer.from(tarOf(files)).toString('latin1'))).toBe('stored');
    expect((await desk.quarantine()).map(({ part }) => part)).toEqual(Array(3).fill('story.json'));
    const rows = await queryAll(desk.table, { pk: keys.claim(key).pk, prefix: 'PART#' });
    const named = [0, 1, 2].map((ordinal) => keys.part(key, 'story.json', ordinal).sk);
    expect(rows.map(({ sk }) => sk)).toEqual(named.sort());
  });

  it('is in quarantine with its part, and leaves once it is fixed', async () => {
    const desk = new Desk();
    expect(await desk.put(good, '{"title": "Tal', '[]')).toBe('stored');
    const found = await desk.quarantine(1);
    expect(found.map(({ key, part, refusal: { code } }) => [key, part, code]).sort()).toEqual([
      [key, 'line 2', 'json.malformed'],
      [key, 'line 3', 'json.no_article'],
    ]);
    expect(found[0]?.at).toBe('2021-05-03T09:00:00.000Z');
    expect(await desk.put(good, '[]')).toBe('stored');
    expect((await desk.quarantine()).map(({ part, refusal: { code } }) => [part, code])).toEqual([
      ['line 2', 'json.no_article'],
    ]);
    await desk.put(good);
    expect(await desk.quarantine()).toEqual([]);
  });

  it('leaves quarantine with its object', async () => {
    const desk = new Desk();
    await desk.put(good, '[]');
    await desk.put('');
    expect((await desk.quarantine()).map(({ part, refusal: { code } }) => [part, code])).toEqual([
      [undefined, 'input.empty'],
    ]);
  });

  it('is never dropped: 10,000 refused members are 10,000 records', async () => {
    const desk = new Desk();
    await desk.put(good, ...Array.from({ length: 10_000 }, (_, i) => `{"number": ${i}`));
    const found = await desk.quarantine();
    expect(new Set(found.map(({ part }) => part)).size).toBe(10_000);
    const parts = await readRefusedParts(desk.table, key);
    expect([parts[0]?.part, parts.at(-1)?.part]).toEqual(['line 2', 'line 10001']);
    await desk.put(good);
    expect(await desk.quarantine()).toEqual([]);
  });
});

it('an object without any readable part is refused as a whole, with the number of parts', async () => {
  const desk = new Desk();
  expect(await desk.put('{"id": "1"}', '[]', '{"title": "Tal')).toBe('refused');
  const [whole, ...others] = await desk.quarantine();
  expect(others).toEqual([]);
  expect(whole).toMatchObject({
    key,
    refusal: { code: 'json.no_article', evidence: expect.stringMatching(/^none of its 3 parts .* line 1/) },
  });
});
