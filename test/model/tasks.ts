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
  | { stage: Stage; id: string }
  /** The search rows in the queue that are due come as one batch. */
  | { deliver: 'search' }
  /** A round passes in which search rows wait. */
  | { pass: 'round' };

export interface SmallWorld {
  /** What is done, with all that follows, before the exploration begins. */
  before: readonly Extract<Task, { put: string } | { decide: number } | { stage: Stage }>[];
  /** Processes that run side by side, each its tasks one after the other. */
  processes: readonly (readonly Task[])[];
  /** Each execution writes the rows of one document, and leaves the rest to the next one. */
  hurried?: true;
  /** How many processes may crash. */
  crashes: number;
}

export const version = (documents: Record<string, string>, feed = false): Omit<Version, 'modified'> => ({
  deleted: false,
  feed,
  documents,
});
export const deletion: Omit<Version, 'modified'> = { deleted: true, feed: false, documents: {} };
export const normalize = (id: string) => ({ stage: 'normalize', id }) as const;
/** The stages that a document goes through, up to one of them. */
export const upTo = (last: 'extract' | 'store' | 'search', id: string) =>
  (['extract', 'store', 'search'] as const)
    .slice(0, ['extract', 'store', 'search'].indexOf(last) + 1)
    .map((stage) => ({ stage, id }));

export const hasShortName = (task: Task): boolean =>
  'put' in task && Object.values(task.version.documents).some((payload) => payload.includes('S'));
