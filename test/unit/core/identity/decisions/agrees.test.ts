/** Which postings the log of decisions finds when it grows. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Decided, type Decision, decisionOf } from '../../../../../core/identity/decisions/decision.ts';
import { Resolution } from '../../../../../core/identity/decisions/resolution.ts';

const document = 'd'.repeat(32);

/** So few that decisions meet. */
const person = fc.constantFrom('person/a', 'person/b', 'event/a');
const content: fc.Arbitrary<Decided | number> = fc.oneof(
  fc.record({ action: fc.constant('merge' as const), entity: person, into: person }),
  fc.record({ action: fc.constant('rename' as const), entity: person, name: fc.constantFrom('N', 'M') }),
  fc.record({
    action: fc.constant('retype' as const),
    entity: person,
    type: fc.constant('event' as const),
  }),
  fc.record({ action: fc.constant('hide' as const), entity: person }),
  fc.nat(5),
);

/** The log of those that can be decided; a number undoes an earlier one. */
function decide(contents: readonly (Decided | number)[]): { log: Decision[]; resolution: Resolution } {
  let resolution = Resolution.of([]);
  const log: Decision[] = [];
  for (const [i, each] of contents.entries()) {
    const undone = typeof each === 'number' ? log[each % Math.max(1, log.length)]?.id : undefined;
    if (typeof each === 'number' && undone === undefined) continue;
    const content = typeof each === 'number' ? ({ action: 'undo', decision: undone } as Decided) : each;
    const time = new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString();
    const decision = decisionOf(content, { author: 'Desk', reason: 'So it is.', time });
    const next = Resolution.of(log).plus(decision);
    if (next instanceof Resolution) [resolution] = [next, log.push(decision)];
  }
  return { log, resolution };
}

it('a posting agrees with a log that grew just if its name still ends there, by the same decisions', () => {
  fc.assert(
    fc.property(fc.array(content, { maxLength: 6 }), content, person, (contents, last, name) => {
      const before = decide(contents).resolution.outcome(document, name);
      const { resolution } = decide([...contents, last]);
      const after = resolution.outcome(document, name);
      const same = [before.at, before.to, ...before.by].join() === [after.at, after.to, ...after.by].join();
      const agrees = resolution.agrees(before.at, before.by, { doc: document, hidden: before.to === null });
      expect(agrees).toBe(same);
    }),
    { numRuns: 1000 },
  );
});
