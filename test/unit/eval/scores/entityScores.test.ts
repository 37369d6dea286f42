import { expect, test } from 'vitest';
import { entityScores } from '../../../../eval/scores/entityScores.ts';

const at = (start: number, end: number, type: string) => ({ start, end, type });
const gold = [
  { id: 'a', text: '', source: 'one', entities: [at(0, 5, 'PER'), at(9, 12, 'LOC'), at(20, 24, 'DATE')] },
  { id: 'b', text: '', source: 'two', entities: [at(0, 4, 'ORG')] },
];

test('a mention is right if its start, end and type are; a missing document has no mentions', () => {
  const scores = entityScores(
    gold,
    new Map([['a', [at(0, 5, 'PER'), at(9, 12, 'ORG'), at(20, 24, 'DATE')]]]),
  );
  expect(scores).toEqual({
    documents: 2,
    micro: { precision: 0.5, recall: 0.3333, f1: 0.4, gold: 3, predicted: 2 },
    types: {
      DATE: { precision: 1, recall: 1, f1: 1, gold: 1, predicted: 1 },
      LOC: { precision: 0, recall: 0, f1: 0, gold: 1, predicted: 0 },
      ORG: { precision: 0, recall: 0, f1: 0, gold: 1, predicted: 1 },
      PER: { precision: 1, recall: 1, f1: 1, gold: 1, predicted: 1 },
    },
    sets: {
      one: { precision: 0.5, recall: 0.5, f1: 0.5, gold: 2, predicted: 2 },
      two: { precision: 0, recall: 0, f1: 0, gold: 1, predicted: 0 },
    },
  });
});
