import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { localCursorSecrets } from '../../../../runtime/local/cursorSecrets.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function home() {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-secret-'));
  folders.push(folder);
  const inHex = (secrets: readonly Uint8Array[]) => secrets.map((each) => Buffer.from(each).toString('hex'));
  return { folder, inHex, at: async (now: number) => inHex(await localCursorSecrets(folder, () => now)()) };
}

const month = 30 * 24 * 60 * 60_000;

describe('the secrets of a home folder', () => {
  it('are one file that only its owner may read, and two after a month', async () => {
    const { folder, at } = home();
    const now = Date.now();
    const [first, ...others] = await at(now);
    expect([first?.length, others]).toEqual([64, []]);
    expect(statSync(join(folder, 'cursor.secret')).mode & 0o777).toBe(0o600);
    expect(await at(now + month / 2)).toEqual([first]);
    const [second, ...older] = await at(now + 2 * month);
    expect(older).toEqual([first]);
    expect(second).not.toBe(first);
  });

  it('are complete again after an interrupted rotation', async () => {
    const { folder, at } = home();
    writeFileSync(join(folder, 'cursor.secret.previous'), Buffer.alloc(32, 7));
    writeFileSync(join(folder, 'cursor.secret.new'), 'half of');
    const [first, second] = await at(Date.now());
    expect(second).toBe('07'.repeat(32));
    expect(readFileSync(join(folder, 'cursor.secret'), 'hex')).toBe(first);
  });

  it('last longer on a full disk, and those of a new home as long as the process', async () => {
    const { folder, at, inHex } = home();
    const now = Date.now();
    const failing = (code: string) => () => {
      throw Object.assign(new Error('no room'), { code });
    };
    const full = (later: number) => localCursorSecrets(folder, () => later, failing('ENOSPC'));
    const read = full(now);
    const [first, ...others] = inHex(await read());
    expect([first?.length, others]).toEqual([64, []]);
    expect(inHex(await read())).toEqual([first]);
    const [written] = await at(now);
    expect(inHex(await read())).toEqual([written]);
    expect(inHex(await full(now + 2 * month)())).toEqual([written]);
    const forbidden = localCursorSecrets(folder, () => now + 2 * month, failing('EACCES'));
    await expect(forbidden()).rejects.toThrow('no room');
  });
});
