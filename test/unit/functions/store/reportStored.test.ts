/** What operators are told of a stored document. */
import { expect, it } from 'vitest';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { reportStored } from '../../../../functions/store/reportStored.ts';

it('counts documents that are there, and the time since the file came, never less than none', () => {
  const recorded: [string, number][] = [];
  const lines: unknown[] = [];
  const ports = {
    metrics: { record: (name: string, value: number) => void recorded.push([name, value]) },
    clock: () => 5000,
    log: { info: (_: string, fields: unknown) => void lines.push(fields), warn() {}, error() {} },
  } as unknown as Pick<Ports, 'log' | 'metrics' | 'clock'>;
  reportStored(ports, 'd1', { removed: false, trace: { id: 't', at: 4200 } });
  reportStored(ports, 'd2', { removed: false, trace: { id: 't', at: 6000 } });
  reportStored(ports, 'd3', { removed: false, trace: undefined });
  reportStored(ports, 'd4', { removed: true, trace: { id: 't', at: 4200 } });
  expect(recorded).toEqual([
    ['Stored', 1],
    ['DropToQueryable', 800],
    ['Stored', 1],
    ['DropToQueryable', 0],
    ['Stored', 1],
  ]);
  expect(lines).toEqual([
    { document: 'd1', trace: 't' },
    { document: 'd2', trace: 't' },
    { document: 'd3' },
    { document: 'd4', removed: true, trace: 't' },
  ]);
});
