/**
 * The `Metrics` port on one machine: sums since the start, for a monitoring system to read (`metricsRoute`).
 * Where each value counts, they are counted by size.
 */
import type { MetricName, Metrics } from '../../core/ports/metrics.ts';

/** Upper bounds of the sizes, in seconds. */
const bounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, Number.POSITIVE_INFINITY] as const;

/** Times in seconds: how many took at most so long, by bound, and their sum. */
export interface Times {
  atMost: { bound: number; count: number }[];
  sum: number;
}

export class KeptMetrics implements Metrics {
  readonly #sums = new Map<MetricName, Map<string, number>>();
  readonly #times: Times = { atMost: bounds.map((bound) => ({ bound, count: 0 })), sum: 0 };

  record(name: MetricName, value: number, dimension = ''): void {
    if (name === 'DropToQueryable') this.#addTime(value / 1000);
    else {
      const sums = this.#sums.get(name) ?? new Map<string, number>();
      this.#sums.set(name, sums.set(dimension, (sums.get(dimension) ?? 0) + value));
    }
  }

  /** The sum by dimension: '' for a metric without one. */
  sums(name: MetricName): ReadonlyMap<string, number> {
    return this.#sums.get(name) ?? new Map();
  }

  /** How long files took until their documents could be queried. */
  dropToQueryable(): Readonly<Times> {
    return this.#times;
  }

  #addTime(seconds: number): void {
    this.#times.sum += seconds;
    for (const each of this.#times.atMost) if (seconds <= each.bound) each.count++;
  }
}
