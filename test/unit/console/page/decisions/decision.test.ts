import { describe, expect, it } from 'vitest';
import type { DecisionItem } from '../../../../../clients/typescript/client.ts';
import { decisionInWords, reachInWords } from '../../../../../console/page/decisions/decision.ts';

const decision = (fields: Partial<DecisionItem>): DecisionItem => ({
  id: '1',
  action: 'merge',
  author: 'Desk',
  reason: 'Known',
  time: '2026-11-27T23:30:00.000Z',
  applied: { documents: 0 },
  ...fields,
});

describe('a decision', () => {
  it.each([
    [{ action: 'merge', entity: 'person/a', into: 'person/b' }, 'person/a is person/b'],
    [
      { action: 'split', entity: 'person/a', into: 'person/b', documents: ['1', '2'] },
      'person/a is person/b in 2 documents',
    ],
    [{ action: 'rename', entity: 'person/a', name: 'Ann' }, 'person/a is shown as “Ann”'],
    [{ action: 'retype', entity: 'person/a', type: 'group' }, 'person/a is of the type group'],
    [{ action: 'hide', entity: 'person/a' }, 'person/a is hidden'],
    [{ action: 'pin', surface: 'Ann', to: 'person/b', document: '7' }, '“Ann” is person/b in document 7'],
    [{ action: 'undo', decision: '9' }, 'decision 9 is undone'],
  ] as const)('%o in words', (fields, words) => {
    expect(decisionInWords(decision(fields as Partial<DecisionItem>))).toBe(words);
  });

  it('names what it undoes, if that is known', () => {
    const hidden = decision({ action: 'hide', entity: 'person/a' });
    expect(decisionInWords(decision({ action: 'undo', decision: '9' }), hidden)).toBe(
      'undone: person/a is hidden',
    );
  });

  it('says how far it has come', () => {
    expect(reachInWords(decision({}))).toBe('on its way: 0 documents changed so far');
    expect(reachInWords(decision({ applied: { documents: 3, done: 'x' } }))).toBe(
      'done: 3 documents changed',
    );
    expect(reachInWords(decision({ applied: { documents: 3, left: 1 } }))).toContain('1 could not be');
    expect(reachInWords(decision({ undoneBy: '2' }))).toBe('undone');
  });
});
