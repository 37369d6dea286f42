import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { waitForStopSignal } from '../../../local/stopSignal.ts';

/** What happens at these signals, one after the other: `stop` is the end of the work, `exit` is at once. */
async function outcomes(...signals: string[]): Promise<string[]> {
  const seen: string[] = [];
  const source = new EventEmitter();
  const stopped = waitForStopSignal(source, {
    write: () => {},
    exit: () => void seen.push('exit'),
  }).then(() => seen.push('stop'));
  for (const signal of signals) {
    source.emit(signal);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await stopped;
  return seen;
}

it.each([
  [['SIGINT'], ['stop']],
  [['SIGTERM'], ['stop']],
  [
    ['SIGINT', 'SIGINT'],
    ['stop', 'exit'],
  ],
  // A supervisor signals each process of a group, and those above this one pass it on.
  [['SIGTERM', 'SIGTERM', 'SIGTERM'], ['stop']],
  [
    ['SIGTERM', 'SIGINT'],
    ['stop', 'exit'],
  ],
])('at %j: %j', async (signals, expected) => {
  expect(await outcomes(...signals)).toEqual(expected);
});
