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

it('says of an unknown key what keys are, or which one was meant', async () => {
  expect(await linesOf('nairobi.txt')).toMatch(/is unknown.*\nA key is the path inside the inbox/);
  const { lines, ...output } = recordedOutput();
  const context = spendingContext();
  const inbox = new MemoryObjects(Date.now);
  await inbox.put('desk/nairobi.txt', Buffer.from('news'));
  const key = '/srv/news/inbox/desk/nairobi.txt';
  const ports = { ...context.ports, inbox };
  expect(await explain.run({ ...context, ports }, { operands: { key }, options: {} }, output)).toMatchObject({
    status: 1,
  });
  expect(lines.at(-1)).toMatch(/^Did you mean "desk\/nairobi\.txt"\?/);
});
