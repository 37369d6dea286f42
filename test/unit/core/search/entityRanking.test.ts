import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedRow } from '../../../../core/ports/search.ts';
import { Random } from '../../../../core/random.ts';
import { rankEntities, rankingOrders, rankOf } from '../../../../core/search/entityRanking.ts';

const entityIds = ['person/a', 'person/b', 'place/c', 'group/d', 'event/e'];

function row(id: string, named: Record<string, number>): CountedRow<'entities' | 'mentions'> {
  const [entities, mentions] = [Object.keys(named), Object.values(named)];
  return { id, entities, mentions };
}

const documents = fc.array(
  fc.dictionary(fc.constantFrom(...entityIds), fc.integer({ min: 1, max: 9 }), { maxKeys: 5 }),
  { maxLength: 40 },
);
const self = (id: string) => id;
const rowsOf = (named: readonly Record<string, number>[]) => named.map((each, i) => row(String(i), each));

describe('rankEntities', () => {
  it('counts every document and mention, in the order asked for', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(...rankingOrders), (named, order) => {
        const ranked = rankEntities({ rows: rowsOf(named), total: named.length }, order, self);
        for (const { entity, documents, mentions, error } of ranked) {
          const having = named.filter((each) => entity in each);
          expect([documents, mentions, error]).toEqual([
            having.length,
            having.reduce((sum, each) => sum + (each[entity] ?? 0), 0),
            undefined,
          ]);
        }
        expect(new Set(ranked.map(({ entity }) => entity))).toEqual(
          new Set(named.flatMap((each) => Object.keys(each))),
        );
        const values = ranked.map((each) => rankOf(each, order)[0]);
        expect(values).toEqual(values.toSorted((a, b) => b - a));
      }),
    );
  });

  it('counts ids of one identity as one, once a document, and leaves out what is not chosen', () => {
    const rows = rowsOf([{ 'person/a': 2, 'person/b': 3 }, { 'person/b': 1 }, { 'place/c': 1 }]);
    const canonical = (id: string) => (id.startsWith('person/') ? 'person/a' : undefined);
    expect(rankEntities({ rows, total: 3 }, 'documents', canonical)).toEqual([
      { entity: 'person/a', documents: 2, mentions: 6 },
    ]);
  });

  it('says how many documents the stories stand for', () => {
    const rows = rowsOf([{ 'person/a': 1 }, { 'person/a': 1 }]);
    const prints = new Map([
      ['0', 3],
      ['1', 1],
    ]);
    expect(rankEntities({ rows, total: 2, prints }, 'documents', self)[0]).toMatchObject({
      documents: 2,
      prints: 4,
    });
  });

  it('ranks what rises above its share of the documents before', () => {
    const now = rowsOf([
      { 'person/a': 1, 'place/c': 1 },
      { 'person/a': 1, 'place/c': 1 },
    ]);
    const before = rowsOf([{ 'place/c': 1 }, { 'place/c': 1 }, { 'place/c': 1 }, { 'place/c': 1 }]);
    const ranked = rankEntities({ rows: now, total: 2 }, 'rising', self, { rows: before, total: 4 });
    expect(ranked).toEqual([{ entity: 'person/a', documents: 2, mentions: 2, expected: 0, score: 2 }]);
  });

  it('estimates from a random part, and is right about its error', () => {
    const random = new Random(7);
    const all = Array.from({ length: 20_000 }, () =>
      random.chance(0.3) ? { 'person/a': 1 + Math.floor(random.next() * 5) } : {},
    );
    const truth = all.filter((each) => 'person/a' in each).length;
    const truthMentions = all.reduce((sum, each) => sum + (each['person/a'] ?? 0), 0);
    let [within, withinMentions] = [0, 0];
    for (let draw = 0; draw < 100; draw++) {
      const rows = rowsOf(all.filter(() => random.chance(0.05)));
      const [first] = rankEntities({ rows, total: all.length }, 'documents', self);
      if (Math.abs((first?.documents ?? 0) - truth) <= (first?.error ?? 0)) within++;
      if (Math.abs((first?.mentions ?? 0) - truthMentions) <= (first?.mentionsError ?? 0)) withinMentions++;
    }
    // 95 expected; with the fixed seed the draws are always the same.
    expect(Math.min(within, withinMentions)).toBeGreaterThanOrEqual(88);
  });
});
