/**
 * The `Metrics` port on AWS: lines of the log in CloudWatch's embedded metric format, which cost no request
 * and no permission. The namespace is the name of the deployment, so that one account can hold several.
 */
import * as z from 'zod';
import { groupsOf } from '../../../core/groupsOf.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { MetricName, Metrics } from '../../../core/ports/metrics.ts';
import type { Environment } from '../clients.ts';
import { readVariable } from '../environment.ts';
import { metricsVariable } from '../variables.ts';

export interface MetricFacts {
  unit: 'Count' | 'Milliseconds' | 'Percent' | 'None';
  /** Each value counts, for percentiles; without it, the values of an execution are added up. */
  samples?: true;
  /** The name of the dimension. */
  by?: 'Code' | 'Queue';
  /** Whether CloudWatch also keeps the total over the dimension. */
  total?: true;
}

const metricFacts: Record<MetricName, MetricFacts> = {
  Accepted: { unit: 'Count' },
  Refused: { unit: 'Count', by: 'Code', total: true },
  Stored: { unit: 'Count' },
  DropToQueryable: { unit: 'Milliseconds', samples: true },
  MessageAge: { unit: 'Milliseconds', samples: true, by: 'Queue' },
  WriteUnits: { unit: 'Count' },
  ReadUnits: { unit: 'Count' },
  Dollars: { unit: 'None' },
  BudgetSpent: { unit: 'Percent', samples: true },
  CanaryMissed: { unit: 'Count' },
  Documents: { unit: 'Count' },
  Shrinkage: { unit: 'Percent' },
  Outdated: { unit: 'Count' },
};

/** CloudWatch reads at most so many values of a metric from one line. */
const valuesPerLine = 100;

interface Series {
  name: MetricName;
  dimension: string | undefined;
  values: number[];
}

/** Metrics as lines of the log in CloudWatch's embedded metric format. */
export class EmfMetrics implements Metrics {
  readonly #namespace: string;
  readonly #clock: Clock;
  readonly #write: (line: string) => void;
  #series = new Map<string, Series>();

  /** @param write gets each line with its line end */
  constructor(
    { namespace, clock }: { namespace: string; clock: Clock },
    write: (line: string) => void = (line) => process.stdout.write(line),
  ) {
    this.#namespace = namespace;
    this.#clock = clock;
    this.#write = write;
  }

  record(name: MetricName, value: number, dimension?: string): void {
    const key = `${name} ${dimension ?? ''}`;
    const series = this.#series.get(key) ?? { name, dimension, values: [] };
    if (metricFacts[name].samples) series.values.push(value);
    else series.values = [(series.values[0] ?? 0) + value];
    this.#series.set(key, series);
  }

  /** Writes what was recorded since the last time. */
  flush(): void {
    const series = [...this.#series.values()];
    this.#series = new Map();
    for (const one of series)
      for (const values of groupsOf(one.values, valuesPerLine))
        this.#write(`${JSON.stringify(this.#lineOf(one, values))}\n`);
  }

  #lineOf({ name, dimension }: Series, values: number[]): object {
    const { unit, by, total } = metricFacts[name];
    const dimensions = by === undefined ? [[]] : total ? [[], [by]] : [[by]];
    return {
      _aws: {
        Timestamp: this.#clock(),
        CloudWatchMetrics: [
          { Namespace: this.#namespace, Dimensions: dimensions, Metrics: [{ Name: name, Unit: unit }] },
        ],
      },
      ...(by !== undefined && { [by]: dimension ?? '' }),
      [name]: values.length === 1 ? values[0] : values,
    };
  }
}

/** @throws EnvironmentFault */
export function metricsFromEnvironment(environment: Environment = process.env): EmfMetrics {
  const name = z.string('is not set').regex(/^[a-z][a-z0-9-]*$/, 'is not the name of a deployment');
  return new EmfMetrics({
    namespace: readVariable(metricsVariable, name, environment),
    clock: Date.now,
  });
}
