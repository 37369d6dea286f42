import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PushOptions, pushFolder } from '../../../../cli/push/pushFolder.ts';
import { hash } from '../../../../core/hash.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

let folder: string;
let inbox: MemoryObjects;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-push-'));
  inbox = new MemoryObjects(() => 0);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

const etagOf = async (bytes: Uint8Array) => hash(Buffer.from(bytes));
const push = (options: Partial<PushOptions> = {}, target: Partial<MemoryObjects> = {}) =>
  pushFolder(
    {
      inbox: {
        put: (...put) => inbox.put(...put),
        head: (...head) => inbox.head(...head),
        list: (...list) => inbox.list(...list),
        ...target,
      },
      etagOf,
    },
    { folder, prefix: '', parallel: 4, ...options },
  );
const keys = async () => (await inbox.list('')).items.map(({ key }) => key);

describe('pushFolder', () => {
  it('uploads the files of all folders under the prefix, with their metadata', async () => {
    write('a.txt', 'one');
    write('2021/may/b.txt', 'two');
    write('2021/may/b.txt.meta.json', '{"Source":"wire"}');
    expect(await push({ prefix: 'wire/' })).toEqual({
      files: 2,
      uploaded: 2,
      bytes: 6,
      unchanged: 0,
      failures: [],
    });
    expect(await keys()).toEqual(['wire/2021/may/b.txt', 'wire/a.txt']);
    expect((await inbox.head('wire/2021/may/b.txt'))?.metadata).toEqual({ source: 'wire' });
  });

  it('goes on where an earlier run ended, and replaces what changed', async () => {
    for (let n = 0; n < 30; n++) write(`${n}.txt`, `story ${n}`);
    let puts = 0;
    const failing: MemoryObjects['put'] = (...put) => {
      if (++puts > 10) throw new Error('the line is dead');
      return inbox.put(...put);
    };
    const first = await push({}, { put: failing });
    expect([first.uploaded, first.failures.length]).toEqual([10, 20]);
    expect(first.failures[0]?.reason).toContain('the line is dead');
    write('3.txt', 'story 3, corrected');
    const second = await push();
    expect([second.uploaded + second.unchanged, second.failures]).toEqual([30, []]);
    expect(second.uploaded).toBeGreaterThanOrEqual(20);
    expect(second.uploaded).toBeLessThanOrEqual(21);
    const third = await push();
    expect([third.uploaded, third.unchanged]).toEqual([0, 30]);
    expect(Buffer.from((await (await inbox.get('3.txt'))?.bytes()) ?? []).toString()).toBe(
      'story 3, corrected',
    );
  });

  it('uploads a file again whose sidecar changed', async () => {
    write('a.txt', 'one');
    write('a.txt.meta.json', '{"source":"wire"}');
    await push();
    expect((await push()).unchanged).toBe(1);
    write('a.txt.meta.json', '{"source":"desk"}');
    expect((await push()).uploaded).toBe(1);
  });

  it('does not count a file whose bytes arrived otherwise', async () => {
    write('a.txt', 'one');
    const { failures } = await push({}, { put: async (key, _, options) => inbox.put(key, 'onf', options) });
    expect(failures).toEqual([{ file: 'a.txt', reason: expect.stringContaining('other bytes') }]);
  });

  it('names what it cannot read, and uploads the rest', async () => {
    write('a.txt', 'one');
    write('b.txt', 'two');
    write('b.txt.meta.json', 'no JSON');
    const { uploaded, failures } = await push();
    const reason = expect.stringContaining('its sidecar b.txt.meta.json is not a JSON object of strings');
    expect([uploaded, failures]).toEqual([1, [{ file: 'b.txt', reason }]]);
  });

  it('keeps as many uploads under way as it was told, and says after each how far it came', async () => {
    for (let n = 0; n < 12; n++) write(`${n}.txt`, `story ${n}`);
    let [now, most] = [0, 0];
    const counting: MemoryObjects['put'] = async (...put) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return inbox.put(...put);
    };
    const seen: number[] = [];
    await push({ parallel: 3, onFile: ({ uploaded }) => seen.push(uploaded) }, { put: counting });
    expect(most).toBeLessThanOrEqual(3);
    expect(seen).toHaveLength(12);
    expect(seen.at(-1)).toBe(12);
  });
});
