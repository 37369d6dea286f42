import { expect, it } from 'vitest';
import { assembleApi, mount } from '../../../../api/app.ts';
import { admitEveryone } from '../../../../api/http/admission.ts';
import { KeptMetrics } from '../../../../local/metrics/keptMetrics.ts';
import { metricsRoute } from '../../../../local/metrics/metricsRoute.ts';
import { silentLog as log } from '../../../silentLog.ts';

const queues = { uploads: { pending: 2, dead: 0 }, normalized: { pending: 0, dead: 1 } };

/** The answer of `/v1/metrics`, as lines. */
async function linesOf(metrics: KeptMetrics, starting = false): Promise<string[]> {
  const health = async () => ({ starting, pending: 2, dead: 1, queues });
  const dependencies = { log, admit: admitEveryone, origin: () => 'http://localhost', metrics, health };
  const response = await assembleApi(log, mount([metricsRoute], dependencies)).request('/v1/metrics');
  expect(response.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return (await response.text()).split('\n');
}

it('answers with what the stages have counted, and how the queues are', async () => {
  const metrics = new KeptMetrics();
  metrics.record('Accepted', 1);
  metrics.record('Accepted', 2);
  metrics.record('Refused', 1, 'input.empty');
  metrics.record('Refused', 1, 'pdf.encrypted');
  metrics.record('Refused', 1, 'input.empty');
  metrics.record('Stored', 1);
  for (const milliseconds of [100, 900, 400_000]) metrics.record('DropToQueryable', milliseconds);
  const lines = await linesOf(metrics, true);
  for (const line of [
    'dateline_files_accepted_total 3',
    'dateline_files_refused_total{code="input.empty"} 2',
    'dateline_files_refused_total{code="pdf.encrypted"} 1',
    'dateline_documents_stored_total 1',
    'dateline_drop_to_queryable_seconds_bucket{le="0.1"} 1',
    'dateline_drop_to_queryable_seconds_bucket{le="0.5"} 1',
    'dateline_drop_to_queryable_seconds_bucket{le="1.0"} 2',
    'dateline_drop_to_queryable_seconds_bucket{le="300.0"} 2',
    'dateline_drop_to_queryable_seconds_bucket{le="+Inf"} 3',
    'dateline_drop_to_queryable_seconds_count 3',
    'dateline_drop_to_queryable_seconds_sum 401',
    'dateline_queue_messages{queue="uploads"} 2',
    'dateline_queue_dead_messages{queue="normalized"} 1',
    'dateline_starting 1',
  ])
    expect(lines).toContain(line);
  expect(lines.slice(-2)).toEqual(['# EOF', '']);
});

it('is text as OpenMetrics defines it, also before anything was counted', async () => {
  const lines = await linesOf(new KeptMetrics());
  expect(lines).toContain('dateline_files_accepted_total 0');
  const families = lines.flatMap(
    (line) => /^# TYPE (\S+) (?:counter|gauge|histogram)$/.exec(line)?.[1] ?? [],
  );
  expect(new Set(families).size).toBe(families.length);
  let family = '';
  for (const line of lines.slice(0, -2)) {
    family = /^# TYPE (\S+)/.exec(line)?.[1] ?? family;
    expect(line).toMatch(/^# (?:TYPE|HELP) |^[a-z_]+(?:\{[a-z]+="[^"\\\n]*"\})? \d+(?:\.\d+)?$/);
    if (!line.startsWith('#')) expect(line.startsWith(family)).toBe(true);
  }
});
