/** Logs of decisions for tests. */
import { type Decided, type Decision, decisionOf } from '../../../../../core/identity/decisions/decision.ts';

/** Decisions with different times, so that no two are the same. */
export function logOf(...contents: (Decided | ((ids: string[]) => Decided))[]): Decision[] {
  const log: Decision[] = [];
  for (const each of contents) {
    const time = new Date(Date.UTC(2026, 0, 1) + log.length * 1000).toISOString();
    const content = typeof each === 'function' ? each(log.map(({ id }) => id)) : each;
    log.push(decisionOf(content, { author: 'Desk', reason: 'They are one.', time }));
  }
  return log;
}

export const merge = (entity: string, into: string): Decided => ({ action: 'merge', entity, into });
export const split = (entity: string, documents: string[], into: string): Decided => ({
  action: 'split',
  entity,
  documents,
  into,
});
export const hide = (entity: string): Decided => ({ action: 'hide', entity });
export const rename = (entity: string, name: string): Decided => ({ action: 'rename', entity, name });
export const pin = (document: string, entity: string, to: string): Decided => ({
  action: 'pin',
  document,
  entity,
  to,
});
export const undo =
  (nth: number) =>
  (ids: string[]): Decided => ({ action: 'undo', decision: ids[nth] ?? '' });
