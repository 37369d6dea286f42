/** Metrics as text that Prometheus reads: OpenMetrics 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/). */
import type { QueueDepths } from '../../api/dependencies.ts';
import type { KeptMetrics } from './keptMetrics.ts';

export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** What the application knows at this moment. */
export interface Now extends QueueDepths {
  /** The sweep at the start has not ended. */
  starting: boolean;
}

/** All metrics, with the line that ends them. */
export function toOpenMetrics(kept: KeptMetrics, { starting, queues }: Now): string {
  const depths = Object.entries(queues);
  return [
    ...family('files_accepted', 'counter', 'Files that became documents, since the start.', [
      ['_total', {}, kept.sums('Accepted').get('') ?? 0],
    ]),
    ...family(
      'files_refused',
      'counter',
      'Files and parts of files that were refused, since the start, by code.',
      [...kept.sums('Refused')].map(([code, count]) => ['_total', { code }, count]),
    ),
    ...family('documents_stored', 'counter', 'Records that were written, since the start.', [
      ['_total', {}, kept.sums('Stored').get('') ?? 0],
    ]),
    ...dropToQueryable(kept),
    ...family(
      'queue_messages',
      'gauge',
      'Messages that wait or are being handled.',
      depths.map(([queue, { pending }]) => ['', { queue }, pending]),
    ),
    ...family(
      'queue_dead_messages',
      'gauge',
      'Messages that were given up on.',
      depths.map(([queue, { dead }]) => ['', { queue }, dead]),
    ),
    ...family('starting', 'gauge', 'Whether the sweep at the start has not ended yet.', [
      ['', {}, Number(starting)],
    ]),
    '# EOF',
    '',
  ].join('\n');
}

function dropToQueryable(kept: KeptMetrics): string[] {
  const { atMost, sum } = kept.dropToQueryable();
  return family(
    'drop_to_queryable_seconds',
    'histogram',
    'From the upload of a file until its document can be queried.',
    [
      ...atMost.map(({ bound, count }): Sample => ['_bucket', { le: boundInWords(bound) }, count]),
      ['_count', {}, atMost.at(-1)?.count ?? 0],
      ['_sum', {}, sum],
    ],
  );
}

/** Its ending, its labels and its value. */
type Sample = [ending: string, labels: Record<string, string>, value: number];

function family(name: string, type: string, help: string, samples: readonly Sample[]): string[] {
  const full = `dateline_${name}`;
  return [
    `# TYPE ${full} ${type}`,
    `# HELP ${full} ${help}`,
    ...samples.map(([ending, labels, value]) => `${full}${ending}${labelsInBraces(labels)} ${value}`),
  ];
}

/** Codes and names of queues have nothing that would have to be escaped. */
function labelsInBraces(labels: Record<string, string>): string {
  const list = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return list.length === 0 ? '' : `{${list.join(',')}}`;
}

/** A bound is a float: `1.0`. */
function boundInWords(bound: number): string {
  if (bound === Number.POSITIVE_INFINITY) return '+Inf';
  return Number.isInteger(bound) ? bound.toFixed(1) : String(bound);
}
