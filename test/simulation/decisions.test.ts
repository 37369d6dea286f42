import { expect, it } from 'vitest';
import type { Item } from '../../core/ports/table.ts';
import { keys } from '../../core/records/keys.ts';
import { drawnDecision } from './decisions.ts';

/** A log of decisions that these operations made. */
const logOf = (operations: readonly number[]): Item[] =>
  operations.map((at, i) => ({ ...keys.decision(i + 1), id: `of ${at}`, reason: `Operation ${at}.` }));

const undone = (operations: readonly number[], nth: number) => {
  const decided = drawnDecision(logOf(operations), { do: 'decide', action: 'undo', nth, other: 0 });
  return decided?.action === 'undo' ? decided.decision : undefined;
};

it('an undo means the same decision when operations before it are left out', () => {
  for (let nth = 0; nth < 50; nth++) {
    const meant = undone([3, 5, 21, 40, 77], nth);
    if (meant !== 'of 3') expect(undone([5, 21, 40, 77], nth)).toBe(meant);
  }
});
