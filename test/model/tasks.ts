/** What a small world of the model is made of. */
import type { Decision } from './decisions.ts';
import type { Stage, Version } from './world.ts';

/** One thing that a process does: someone changes the bucket, or a stage handles a hint. */
export type Task =
  | { put: string; version: Omit<Version, 'modified'> }
  /** The newest version, a delete marker, is removed. */
  | { undelete: string }
  /** Somebody adds a row to the log of decisions, under this number. */
  | { decide: number; row: Decision }
  | { stage: Stage; id: string };

export interface SmallWorld {
  /** What is done, with all that follows, before the exploration begins. */
  before: readonly Exclude<Task, { undelete: string }>[];
  /** Processes that run side by side, each its tasks one after the other. */
  processes: readonly (readonly Task[])[];
  /** Each execution writes the rows of one document, and leaves the rest to the next one. */
  hurried?: true;
  /** How many processes may crash. */
  crashes: number;
}
