import { describe, expect, it } from 'vitest';
import { hash } from '../../../../../core/hash.ts';
import type { Conflict } from '../../../../../core/identity/decisions/conflict.ts';
import {
  type Decided,
  type Decision,
  decided as decidedSchema,
} from '../../../../../core/identity/decisions/decision.ts';
import { Resolution } from '../../../../../core/identity/decisions/resolution.ts';
import { hide, logOf, merge, pin, rename, split, undo } from './log.ts';

const [x, y] = [hash('x'), hash('y')];
const [a, b, c, d] = ['person/a', 'person/b', 'person/c', 'person/d'] as const;

/** The log if every decision can be added, or what stands against the last one. */
function added(...contents: Parameters<typeof logOf>): Resolution | Conflict {
  const log = logOf(...contents);
  let resolution = Resolution.of([]);
  for (const [i, decision] of log.entries()) {
    const next = resolution.plus(decision);
    if (!(next instanceof Resolution)) {
      expect(i, `${next.code} came too early`).toBe(log.length - 1);
      return next;
    }
    resolution = next;
  }
  return resolution;
}

const resolved = (...contents: Parameters<typeof logOf>): Resolution => {
  const resolution = added(...contents);
  if (!(resolution instanceof Resolution)) throw new Error(resolution.message);
  return resolution;
};

const codeOf = (found: Resolution | Conflict): string => (found instanceof Resolution ? 'added' : found.code);

describe('where a name ends', () => {
  it('follows merges, whatever the model says', () => {
    const resolution = resolved(merge(a, b), merge(b, c));
    expect(resolution.outcome(x, a).to).toBe(c);
    expect(resolution.outcome(x, 'person/lone', a)).toMatchObject({ to: c, by: { length: 2 } });
    expect(resolution.outcome(x, d)).toEqual({ to: d, at: d, by: [] });
  });

  it('follows a split in its documents alone, and what the split leads to', () => {
    const resolution = resolved(split(a, [x], b), merge(b, c));
    expect(resolution.outcome(x, a).to).toBe(c);
    expect(resolution.outcome(y, a).to).toBe(a);
  });

  it('begins with a pin, by the name or by whom the model means', () => {
    const resolution = resolved(pin(x, 'person/lone', a), pin(y, b, c), merge(a, d));
    expect(resolution.outcome(x, 'person/lone', b).to).toBe(d);
    expect(resolution.outcome(y, 'person/lone', b).to).toBe(c);
    expect(resolution.outcome(hash('z'), 'person/lone', b).to).toBe(b);
  });

  it('is nowhere if the entity is hidden, also one that was put there', () => {
    const resolution = resolved(merge(a, b), hide(b));
    expect(resolution.outcome(x, a)).toMatchObject({ to: null, at: b });
  });

  it('says which decisions led there', () => {
    const log = logOf(pin(x, 'person/lone', a), merge(a, b), hide(b), rename(c, 'Cc'));
    const [pinned, merged, hidden, renamed] = log.map(({ id }) => id);
    const resolution = Resolution.of(log);
    expect(resolution.outcome(x, 'person/lone')).toEqual({ to: null, at: b, by: [pinned, merged, hidden] });
    expect(resolution.outcome(x, c)).toEqual({ to: c, at: c, name: 'Cc', by: [renamed] });
  });

  it('is what mentions are pinned to that are written so, each in its document', () => {
    const surface = (document: string, form: string, to: string): Decided => ({
      ...{ action: 'pin', document, surface: form, to },
    });
    const log = logOf(surface(x, 'Okoye', a), surface(x, 'Lone', b), pin(x, c, d), surface(y, 'Okoye', b));
    const [okoye, lone, , other] = log.map(({ id }) => id);
    const resolution = Resolution.of(log);
    expect(resolution.outcomesOfSurfaces(x)).toEqual(
      new Map([
        ['Okoye', { to: a, at: a, by: [okoye] }],
        ['Lone', { to: b, at: b, by: [lone] }],
      ]),
    );
    expect(resolution.outcomesOfSurfaces(y)).toEqual(new Map([['Okoye', { to: b, at: b, by: [other] }]]));
    expect(resolution.outcome(x, c).to).toBe(d);
  });

  it('is not looked for beyond sixty-four splits of one document', () => {
    const log = Array.from({ length: 70 }, (_, n) => split(`person/n${n}`, [x], `person/n${n + 1}`));
    const resolution = Resolution.of(logOf(...log));
    expect(resolution.outcome(x, 'person/n6')).toMatchObject({ to: 'person/n70', by: { length: 64 } });
    expect(resolution.outcome(x, 'person/n0')).toMatchObject({ to: 'person/n64', by: { length: 64 } });
    expect(resolution.leadsTo(x, 'person/n0', 'person/n70')).toBe(true);
    expect(resolution.leadsTo(x, 'person/n0', 'person/other')).toBe(false);
  });

  it('has the decided name, also under another type, but not that of what it is merged into', () => {
    const type = { action: 'retype', entity: a, type: 'place' } as const;
    expect(resolved(rename(a, 'Aa'), type).outcome(x, a)).toMatchObject({ to: 'place/a', name: 'Aa' });
    expect(resolved(rename(a, 'Aa'), merge(a, b)).outcome(x, a).name).toBeUndefined();
  });

  it('is as before after an undo, and as decided after the undo of the undo', () => {
    expect(resolved(merge(a, b), undo(0)).outcome(x, a).to).toBe(a);
    expect(resolved(merge(a, b), undo(0), undo(1)).outcome(x, a).to).toBe(b);
  });
});

describe('what cannot be decided', () => {
  /** By default the first decision stands in the way; null: none. */
  it.each<[string, string, Parameters<typeof logOf>, (number | null)?]>([
    ['a cycle of two', 'decision.cycle', [merge(a, b), merge(b, a)]],
    ['a cycle of three', 'decision.cycle', [merge(a, b), merge(b, c), merge(c, a)], 1],
    ['itself', 'decision.cycle', [merge(a, a)], null],
    ['a cycle in one document', 'decision.cycle', [split(a, [x], b), merge(b, a)]],
    ['the same the other way round', 'decision.cycle', [merge(b, a), split(a, [x], b)]],
    ['a type that it has', 'decision.cycle', [{ action: 'retype', entity: a, type: 'person' }], null],
    ['what was merged', 'decision.gone', [merge(a, b), merge(a, c)]],
    ['what is hidden', 'decision.gone', [hide(a), rename(a, 'Aa')]],
    ['the name of what was merged', 'decision.gone', [merge(a, b), rename(a, 'Aa')]],
    ['a split of what was merged', 'decision.gone', [merge(a, b), split(a, [x], c)]],
    ['to merge into what was merged', 'decision.gone', [merge(b, c), merge(a, b)]],
    ['to pin to what is hidden', 'decision.gone', [hide(a), pin(x, b, a)]],
    ['two names', 'decision.contradiction', [rename(a, 'Aa'), rename(a, 'Ab')]],
    ['two pins of one mention', 'decision.contradiction', [pin(x, a, b), pin(x, a, c)]],
    ['two splits of one document', 'decision.contradiction', [split(a, [x, y], b), split(a, [y], c)]],
    ['a split of what is pinned', 'decision.contradiction', [pin(x, b, a), split(a, [x], c)]],
    ['a pin to what is split', 'decision.contradiction', [split(a, [x], c), pin(x, b, a)]],
    ['an undo of nothing', 'decision.unknown', [{ action: 'undo', decision: '0'.repeat(12) }], null],
    ['a second undo', 'decision.contradiction', [merge(a, b), undo(0), undo(0)], 1],
    [
      'to undo an undo on which more rests',
      'decision.contradiction',
      [hide(a), undo(0), merge(b, a), undo(1)],
      2,
    ],
  ])('%s', (_name, code, contents, inTheWay = 0) => {
    const by = inTheWay === null ? undefined : logOf(...contents)[inTheWay]?.id;
    const { message: _, ...conflict } = added(...contents) as Conflict;
    expect(conflict).toEqual({ code, ...(by !== undefined && { by }) });
  });

  it('is no split beside a pin to somebody else', () => {
    expect(codeOf(added(pin(x, b, c), split(a, [x], d)))).toBe('added');
    expect(codeOf(added(pin(x, b, c), merge(c, a), split(a, [x], d)))).toBe('decision.contradiction');
  });

  it.each([2, 63, 64, 65, 66, 100])('is a circle of %d splits of one document', (size) => {
    const way = Array.from({ length: size - 1 }, (_, n) => split(`person/n${n}`, [x], `person/n${n + 1}`));
    const last = `person/n${size - 1}`;
    expect(codeOf(added(...way, split(last, [x], 'person/n0')))).toBe('decision.cycle');
    expect(codeOf(added(...way, merge(last, 'person/n0')))).toBe('decision.cycle');
    expect(codeOf(added(...way, split(last, [y], 'person/n0')))).toBe('added');
  });

  it('is no split that leads back in other documents alone', () => {
    expect(codeOf(added(split(a, [x], b), split(b, [y], a)))).toBe('added');
    expect(codeOf(added(split(a, [x], b), split(b, [y, x], a)))).toBe('decision.cycle');
    // Both together are a circle, which comes to an end.
    expect(codeOf(added(split(a, [x], b), split(b, [y], a), merge(c, a)))).toBe('added');
  });

  it('a way of more than sixteen decisions', () => {
    const chain = Array.from({ length: 16 }, (_, i) => merge(`person/n${i}`, `person/n${i + 1}`));
    expect(codeOf(added(...chain))).toBe('decision.chain');
  });

  it('is not what contradicted earlier decisions before', () => {
    const resolution = Resolution.of(logOf(merge(a, b), merge(b, a), merge(c, d)));
    const [undone] = logOf(merge(a, b), merge(b, a), merge(c, d), undo(2)).slice(3);
    const after = resolution.plus(undone as Decision);
    expect(after instanceof Resolution && after.outcome(x, c).to).toBe(c);
  });
});

it('does not count what contradicts earlier decisions of a log that something else wrote', () => {
  const resolution = Resolution.of(logOf(merge(a, b), merge(b, a), rename(a, 'Aa')));
  expect(resolution.ignored).toHaveLength(2);
  expect(resolution.outcome(x, a).to).toBe(b);
  expect(resolution.outcome(x, b).to).toBe(b);
});

it('knows which postings agree with it', () => {
  const log = logOf(merge(a, b), rename(b, 'Bb'), hide(c), merge(d, 'person/e'), undo(3));
  const resolution = Resolution.of(log);
  const [merged = '', renamed = '', hidden = '', undone = ''] = log.map(({ id }) => id);
  const shown = { doc: x, hidden: false };
  expect(resolution.agrees(a, [], shown)).toBe(false);
  expect(resolution.agrees(b, [merged], shown)).toBe(false);
  expect(resolution.agrees(b, [merged, renamed], shown)).toBe(true);
  expect(resolution.agrees(c, [], shown)).toBe(false);
  expect(resolution.agrees(c, [hidden], { doc: x, hidden: true })).toBe(true);
  expect(resolution.agrees('person/e', [undone], shown)).toBe(false);
  expect(resolution.agrees(d, [], shown)).toBe(true);
});

it('knows that a posting lacks the name that its entity had before it got another type', () => {
  const retype: Decided = { action: 'retype', entity: a, type: 'event' };
  const log = logOf(rename(a, 'Aa'), undo(0), retype, undo(1));
  const resolution = Resolution.of(log);
  const [renamed = '', , retyped = ''] = log.map(({ id }) => id);
  const shown = { doc: x, hidden: false };
  expect(resolution.outcome(x, a)).toMatchObject({ to: 'event/a', by: [retyped, renamed] });
  expect(resolution.agrees('event/a', [retyped], shown)).toBe(false);
  expect(resolution.agrees('event/a', [retyped, renamed], shown)).toBe(true);
});

it('finds the same decision again, unless it was undone', () => {
  expect(resolved(split(a, [x, y], b)).sameAs(split(a, [y, x, y], b))).toBeDefined();
  for (const other of [split(a, [x], b), split(c, [x, y], b), split(a, [x, y], c), merge(a, b)])
    expect(resolved(split(a, [x, y], b)).sameAs(other)).toBeUndefined();
  expect(resolved(merge(a, b), undo(0)).sameAs(merge(a, b))).toBeUndefined();
});

it('knows which decisions count, and which of them name an entity', () => {
  const log = logOf(merge(a, b), rename(b, 'Bb'), hide(c), undo(0));
  const resolution = Resolution.of(log);
  expect(resolution.about(b)).toEqual([log[1]]);
  expect(log.map(({ id }) => resolution.isActive(id))).toEqual([false, true, true, true]);
  expect(resolution.isActive('0'.repeat(12))).toBe(false);
});

it('takes twenty thousand decisions', () => {
  const log = Array.from({ length: 20_000 }, (_, i): Decision => {
    const decided = rename(`person/n${i}`, 'N');
    return {
      id: String(i).padStart(12, '0'),
      author: 'Desk',
      reason: 'A name.',
      time: '2026-01-01T00:00:00Z',
      decided,
    };
  });
  const [more] = logOf(merge(a, b));
  expect(codeOf(Resolution.of(log).plus(more as Decision))).toBe('decision.full');
  expect(codeOf(Resolution.of(log.slice(1)).plus(more as Decision))).toBe('added');
});

it('refuses what is no decision', () => {
  const wrong = [
    { action: 'merge', entity: 'person/a' },
    { action: 'merge', entity: 'nobody/a', into: b },
    { action: 'rename', entity: a, name: '' },
    { action: 'rename', entity: a, name: 'A\u0000' },
    { action: 'split', entity: a, documents: [], into: b },
    { action: 'hide', entity: a, into: b },
  ];
  for (const each of wrong) expect(decidedSchema.safeParse(each).success, JSON.stringify(each)).toBe(false);
});
