import { describe, expect, it } from 'vitest';
import { EmfMetrics, metricsFromEnvironment } from '../../../../../runtime/aws/metrics/emf.ts';

function open() {
  const lines: string[] = [];
  const metrics = new EmfMetrics({ namespace: 'desk', clock: () => 1_700_000_000_000 }, (line) => {
    expect(line.endsWith('\n')).toBe(true);
    lines.push(line);
  });
  return { metrics, written: () => lines.splice(0).map((line) => JSON.parse(line)) };
}

const header = (dimensions: string[][], name: string, unit: string) => ({
  Timestamp: 1_700_000_000_000,
  CloudWatchMetrics: [{ Namespace: 'desk', Dimensions: dimensions, Metrics: [{ Name: name, Unit: unit }] }],
});

describe('metrics in the log', () => {
  it('are in the embedded metric format, under the name of the deployment', () => {
    const { metrics, written } = open();
    metrics.record('Stored', 1);
    metrics.flush();
    expect(written()).toEqual([{ _aws: header([[]], 'Stored', 'Count'), Stored: 1 }]);
  });

  it('add up what an execution counts, and are written once', () => {
    const { metrics, written } = open();
    for (let i = 0; i < 250; i++) metrics.record('Stored', 1);
    metrics.flush();
    expect(written().map(({ Stored }) => Stored)).toEqual([250]);
    metrics.flush();
    expect(written()).toEqual([]);
  });

  it('keep each value where percentiles are asked for, a hundred to a line', () => {
    const { metrics, written } = open();
    for (let i = 0; i < 250; i++) metrics.record('DropToQueryable', i);
    metrics.flush();
    const values = written().map(({ DropToQueryable }) => DropToQueryable as number[]);
    expect(values.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(values.flat()).toEqual(Array.from({ length: 250 }, (_, i) => i));
  });

  it('count refusals by code and in total', () => {
    const { metrics, written } = open();
    metrics.record('Refused', 1, 'input.empty');
    metrics.record('Refused', 2, 'input.too_large');
    metrics.record('Refused', 1, 'input.empty');
    metrics.flush();
    expect(written()).toEqual([
      { _aws: header([[], ['Code']], 'Refused', 'Count'), Code: 'input.empty', Refused: 2 },
      { _aws: header([[], ['Code']], 'Refused', 'Count'), Code: 'input.too_large', Refused: 2 },
    ]);
  });

  it.each([undefined, '', 'Desk', 'a b'])('need the name of the deployment, not %j', (name) => {
    expect(() => metricsFromEnvironment({ DATELINE_METRICS: name })).toThrow('DATELINE_METRICS');
  });
});
