import { describe, expect, it } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { listQuarantine } from '../../../../core/quarantine/listQuarantine.ts';
import { readRefusedParts } from '../../../../core/records/refusals.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';

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
  readonly table = new SqliteTable(':memory:');
  readonly #ports = {
    inbox: this.inbox,
    read: readObject,
    archive: new MemoryObjects(this.#clock),
    table: this.table,
    queues: { normalized: new MemoryQueue() },
    clock: this.#clock,
    log: { info() {}, warn() {}, error() {} },
  };

  async put(...lines: string[]): Promise<string> {
    await this.inbox.put(key, lines.join('\n'));
    return normalize(this.#ports, key);
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

describe('a refused member among good ones', () => {
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
