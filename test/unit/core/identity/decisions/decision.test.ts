/** What a decision may say, and its id, which is the same in every archive. */
import { describe, expect, it } from 'vitest';
import { hash } from '../../../../../core/hash.ts';
import {
  attribution as attributionSchema,
  contentOf,
  type Decided,
  decided,
  decisionId,
  decisionOf,
  documentsOf,
  entitiesOf,
} from '../../../../../core/identity/decisions/decision.ts';
import { hide, merge, pin, rename, split } from './log.ts';

const [x, y] = [hash('x'), hash('y')];
const [a, b] = ['person/a', 'person/b'];
const undo: Decided = { action: 'undo', decision: '0123456789ab' };
const retype: Decided = { action: 'retype', entity: a, type: 'place' };
const pinSurface: Decided = { action: 'pin', document: x, surface: 'Okoye', to: a };

it.each<[Decided, string[], string[]]>([
  [merge(a, b), [a, b], []],
  [split(a, [x, y, x], b), [a, b], [x, y]],
  [rename(a, 'Aa'), [a], []],
  [retype, [a, 'place/a'], []],
  [hide(a), [a], []],
  [pin(x, a, b), [a, b], [x]],
  [pinSurface, [a], [x]],
  [undo, [], []],
])('%j names its entities and documents', (content, entities, documents) => {
  expect(entitiesOf(content)).toEqual(entities);
  expect(documentsOf(content)).toEqual(documents);
  expect(decided.parse(content)).toEqual(content);
});

describe('the id', () => {
  const who = { author: 'Desk', reason: 'They are one.', time: '2026-01-01T00:00:00Z' };

  it('is the same wherever it is made, in whatever order the fields are', () => {
    expect(decisionOf(merge(a, b), who)).toEqual({ id: '0ba701a594bb', ...who, decided: merge(a, b) });
    const turned: Decided = { into: b, documents: [y, x, y], entity: a, action: 'split' };
    expect(contentOf(turned)).toBe(contentOf(split(a, [x, y], b)));
    expect(decisionOf(turned, who).id).toBe(decisionOf(split(a, [x, y], b), who).id);
    expect(decisionOf(merge(a, b), { ...who, caller: 'key:1' }).id).toBe('0ba701a594bb');
  });

  it('is another for each other author, reason, time or content', () => {
    const ids = [
      decisionOf(merge(a, b), who),
      decisionOf(merge(b, a), who),
      decisionOf(split(a, [x], b), who),
      decisionOf(split(a, [y], b), who),
      ...[{ author: 'I' }, { reason: 'So.' }, { time: '2026-01-01T00:00:01Z' }].map((change) =>
        decisionOf(merge(a, b), { ...who, ...change }),
      ),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(7);
    for (const id of ids) expect(decisionId.parse(id)).toBe(id);
  });
});

describe('a decision', () => {
  const name = (length: number) => 'n'.repeat(length);

  it.each<[string, unknown, unknown]>([
    ['the ids of entities', merge(a, b), merge('Okoye', b)],
    ['the ids of documents', pin(x, a, b), pin(`${x}0`, a, b)],
    ['ids of documents alone', split(a, [x], b), split(a, [`0${x}`], b)],
    ['a document or more', split(a, Array<string>(100).fill(x), b), split(a, [], b)],
    ['a hundred documents', split(a, Array<string>(100).fill(x), b), split(a, Array(101).fill(x), b)],
    ['the id of a decision', undo, { ...undo, decision: '0123456789abc' }],
    ['all of that id', undo, { ...undo, decision: 'a0123456789ab' }],
    ['a name of some letters', rename(a, name(200)), rename(a, name(201))],
    ['a name at all', rename(a, 'n'), rename(a, ' ')],
    ['one line', rename(a, 'a b'), rename(a, 'a\nb')],
    ['whole letters', rename(a, '\u{1f600}'), rename(a, '\ud83d')],
    ['a form of some letters', { ...pinSurface, surface: name(200) }, { ...pinSurface, surface: name(201) }],
    ['a type that there is', retype, { ...retype, type: 'thing' }],
    ['an action that there is', hide(a), { action: 'show', entity: a }],
    ...[merge(a, b), split(a, [x], b), rename(a, 'A'), retype, hide(a), pinSurface, undo].map(
      (each): [string, unknown, unknown] => ['no other field', each, { ...each, more: 1 }],
    ),
  ])('has %s', (_, right, wrong) => {
    expect(decided.safeParse(right).success).toBe(true);
    expect(decided.safeParse(wrong).success).toBe(false);
  });

  it('says what an id is like', () => {
    const told = (wrong: unknown) => decided.safeParse(wrong).error?.issues[0]?.message;
    expect(told(hide('Okoye'))).toBe('an id like person/okoye');
    expect(told(pin('x', a, b))).toBe('the id of a document');
    expect(told({ ...undo, decision: 'x' })).toBe('the id of a decision');
  });

  it('is told without spaces around', () => {
    expect(decided.parse(rename(a, ' Aa '))).toEqual(rename(a, 'Aa'));
  });

  const who = { author: name(100), reason: name(500), time: '2026-01-01T00:00:00Z', caller: name(300) };

  it.each([
    ['author', name(101)],
    ['author', ''],
    ['reason', name(501)],
    ['time', 'yesterday'],
    ['caller', name(301)],
  ])('says who decided and why; its %s is not %j', (field, wrong) => {
    expect(attributionSchema.parse(who)).toEqual(who);
    expect(attributionSchema.safeParse({ ...who, [field]: wrong }).success).toBe(false);
  });
});
