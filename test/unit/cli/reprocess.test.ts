import { expect, it } from 'vitest';
import { reprocess } from '../../../cli/reprocess.ts';
import type { CommandContext } from '../../../cli/wiring.ts';
import { versionsOf } from '../../../core/reprocessing/reprocessing.ts';
import { recordedOutput } from './recordedOutput.ts';
import { spendingContext } from './spendingContext.ts';

async function run(context: CommandContext, action: 'show' | 'start' | 'stop'): Promise<string> {
  const { lines, ...output } = recordedOutput();
  await reprocess.run(context, { operands: { action }, options: {} }, output);
  return lines.join('\n');
}

it('waits for the version for which it was started, unless it is stopped', async () => {
  const context = spendingContext();
  const codeVersions = { ...versionsOf(context.ports), reader: 'read-0' };
  const other = { ...context, ports: { ...context.ports, codeVersions } };
  await run(other, 'start');
  expect(await run(context, 'show')).toMatch(/the reader read-0, and waits for a version/);
  await run(other, 'stop');
  expect(await run(context, 'show')).toMatch(/the reader read-0\.$/);
});
