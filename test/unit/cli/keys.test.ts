import { describe, expect, it } from 'vitest';
import { keys } from '../../../cli/keys.ts';
import { readCommandLine } from '../../../cli/program.ts';
import { UsageError } from '../../../cli/usageError.ts';
import type { CommandContext } from '../../../cli/wiring.ts';
import { listApiKeys } from '../../../core/records/apiKey.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';
import { recordedOutput } from './recordedOutput.ts';

const table = new MemoryTable();
const now = Date.parse('2026-11-29T12:00:00Z');
const context = { ports: { table, clock: () => now } } as unknown as CommandContext;

async function run(...args: string[]) {
  const output = recordedOutput();
  const request = readCommandLine([keys], '0', ['keys', ...args]);
  if ('text' in request) throw new Error(request.text);
  const outcome = await request.command.run(context, request.values, output);
  return { ...outcome, text: output.lines.join('\n') };
}

describe('dateline keys', () => {
  it.each([
    [['--make', 'x', '--scope', 'everything']],
    [['--make', 'x', '--scope', 'upload']],
    [['--make', 'x', '--scope', 'upload', '--prefix', '/wire']],
    [['--make', 'x', '--prefix', 'wire/']],
    [['--make', 'x', '--scope', 'feed,read']],
    [['--make', 'x', '--rate', '0']],
    [['--make', 'x', '--expires', 'soon']],
    [['--make', 'x', '--expires', '2020-01-01']],
    [['--make', 'x', '--expires', '2026-11-29']],
    [['--make', 'x', '--revoke', 'y']],
    [['--make', '']],
    [['--rate', '5']],
  ])('refuses %j and makes no key', async (args) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
    expect(await listApiKeys(table)).toEqual([]);
  });

  it('says when a key ends', async () => {
    const { text } = await run('--make', 'guest', '--expires', '2026-12-01');
    expect(text).toContain('It ends at 2026-12-01T00:00:00.000Z.');
  });

  it('says that the prefix holds for uploads alone', async () => {
    const { text } = await run('--make', 'desk', '--scope', 'upload,read', '--prefix', 'console/');
    expect(text).toContain('It allows upload under console/, read; 600 requests a minute.');
    expect((await run()).text).toContain('desk\n  upload under console/, read; 600 requests a minute');
  });

  it('gives the key to programs once, and never the digest that is kept', async () => {
    const { result } = await run('--make', 'desk');
    expect(result).toMatchObject({
      key: expect.stringMatching(/^dateline_/),
      name: 'desk',
      scopes: ['read'],
    });
    expect(JSON.stringify([result, (await run()).result])).not.toContain('digest');
  });
});
