/** Metrics: what operators watch beside the services' own. CloudWatch on AWS, in memory on one machine. */
export type MetricName =
  /** Files that became documents. */
  | 'Accepted'
  /** Files and parts of files that were refused, by code. */
  | 'Refused'
  /** Documents whose record was written, because they are new or have changed. */
  | 'Stored'
  /** Milliseconds from S3's event until the document can be queried. */
  | 'DropToQueryable'
  /** Milliseconds that a message has waited when its consumer gets it, by queue. */
  | 'MessageAge'
  /** What the four stages use of the table, and what they cost by list prices. */
  | 'WriteUnits'
  | 'ReadUnits'
  | 'Dollars'
  /** How many percent of the budget of the day are spent, as far as an execution knows. */
  | 'BudgetSpent'
  /** Whether the canary was missed: 0 or 1 for each run. */
  | 'CanaryMissed'
  /** How many documents a pass of the sweep met, and by how many percent that is less than the one before. */
  | 'Documents'
  | 'Shrinkage'
  /** How many documents an earlier model annotated, and how many files an earlier reader read. */
  | 'Outdated';

export interface Metrics {
  /** @param dimension a code or the name of a queue, for the metrics that are by one */
  record(name: MetricName, value: number, dimension?: string): void;
}
