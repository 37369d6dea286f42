/** What a scenario is and what it answers. */

/** Figures are numbers with their unit in the name, or short texts. */
export type Figures = Record<string, number | string | boolean | null>;

export interface Result extends Figures {
  ok: boolean;
}

export interface Scenario {
  name: string;
  /** What must be true, in one line. */
  shows: string;
  run(seed: number): Promise<Result>;
}

/** Rounds to three digits. */
export function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : value;
}

/** The smallest value that at least this share of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
