import { expect, it } from 'vitest';
import { explain } from '../../../cli/explain.ts';
import { canaryKey } from '../../../core/records/canary.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { recordedOutput } from './recordedOutput.ts';
import { spendingContext } from './spendingContext.ts';

async function linesOf(key: string): Promise<string> {
  const { lines, ...output } = recordedOutput();
  const context = spendingContext();
  const ports = { ...context.ports, inbox: new MemoryObjects(Date.now) };
  await explain.run({ ...context, ports }, { operands: { key }, options: {} }, output);
  return lines.join('\n');
}

it('says of a name that it is not read', async () => {
  expect(await linesOf('wire/.notes.txt')).toMatch(/it is not read/);
  for (const key of ['wire/notes.txt', canaryKey]) expect(await linesOf(key)).not.toMatch(/not read/);
});
