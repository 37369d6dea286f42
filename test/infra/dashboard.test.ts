import { describe, expect, it } from 'vitest';
import { only } from './templates.ts';

describe('the dashboard', () => {
  const [, { Properties }] = only('AWS::CloudWatch::Dashboard');
  const body = Properties.DashboardBody['Fn::Join'][1]
    .map((part: unknown) => (typeof part === 'string' ? part : 'x'))
    .join('');
  const { widgets } = JSON.parse(body) as {
    widgets: { type: string; x: number; y: number; properties: { markdown?: string; metrics?: unknown[] } }[];
  };

  it('reads from left to right as the flow does', () => {
    const columns = widgets
      .filter(({ type }) => type === 'text')
      .sort((a, b) => a.x - b.x)
      .map(({ properties }) => properties.markdown?.split('\n')[0]);
    expect(columns).toEqual([
      '## normalize',
      '## extract',
      '## store',
      '## index',
      '## compact, sweep',
      '## API',
    ]);
    expect(new Set(widgets.filter(({ type }) => type === 'text').map(({ y }) => y)).size).toBe(1);
  });

  it('has no more metrics than are free of charge', () => {
    const metrics = widgets.flatMap(({ properties }) => properties.metrics ?? []);
    expect(metrics.length).toBeGreaterThan(30);
    expect(metrics.length).toBeLessThanOrEqual(50);
  });

  it('shows what the functions measure', () => {
    for (const name of [
      ...['Accepted', 'Refused', 'Stored', 'DropToQueryable', 'MessageAge', 'Dollars', 'WriteUnits'],
      'Documents',
    ])
      expect(body).toContain(`"dateline","${name}"`);
    for (const percentile of ['p50', 'p95', 'p99']) expect(body).toContain(`"stat":"${percentile}"`);
  });
});
