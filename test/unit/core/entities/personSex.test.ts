/** Whether titles before a name say that a woman or a man is meant. */
import { expect, test } from 'vitest';
import type { Mention } from '../../../../core/entities/annotation.ts';
import { sexBefore, sexesOf, sexOfPartner } from '../../../../core/entities/personSex.ts';

test.each([
  ['Then Mrs Velmar', 'Velmar', 'female'],
  ['Then Mr. Velmar', 'Velmar', 'male'],
  ['the spokeswoman Velmar', 'Velmar', 'female'],
  // Court reports: whom she told it.
  ['She told her mother Velmar', 'Velmar', undefined],
  ['the minister, Sir Velmar', 'Velmar', 'male'],
  ['Then Mrs Ana Velmar', 'Ana Velmar', 'female'],
  ['Prime Minister Mrs Velmar', 'Velmar', 'female'],
  ['Ray and Mrs Velmar', 'Velmar', 'female'],
  // The office says no sex, whatever stands before it.
  ['Lord Chancellor Velmar', 'Velmar', undefined],
  ['Dr Velmar', 'Velmar', undefined],
  ['Then Velmar', 'Velmar', undefined],
  // The last word is the name.
  ['Then King', 'King', undefined],
  // Two people.
  ['Mr and Mrs Velmar', 'Velmar', undefined],
  ['Mr & Mrs Velmar', 'Velmar', undefined],
  ['Herr und Frau Velmar', 'Velmar', undefined],
  ['Prince and Princess Velmar', 'Velmar', undefined],
])('in "%s": %s is %s', (text, name, sex) => {
  expect(sexBefore(text, text.lastIndexOf(name))).toBe(sex);
});

test.each([
  ['It fell. Bill and Kim Velmar', 'male'],
  ['It fell. Mary & Kim Velmar', 'female'],
  ['It fell. BILL AND Kim Velmar', 'male'],
  ['It fell. Robin and Kim Velmar', undefined],
  ['It fell. Ana Harvey and Kim Velmar', undefined],
  ['It fell. McDonald and Kim Velmar', undefined],
  ['It fell. al-Omar and Kim Velmar', undefined],
  ['It fell. Kim Velmar', undefined],
])('the partner in "%s" is %s', (text, sex) => {
  expect(sexOfPartner(text, text.indexOf('Kim'))).toBe(sex);
});

test('an entity has the sex that its titles say, unless they contradict each other', () => {
  const text = 'Mrs Velmar met Mr Orsk. Then Velmar, Mr Quelle, Mrs Velmar, Mrs Quelle, Mr Quelle. Mr Oslo.';
  const of = (name: string, type: Mention['type'] = 'person') =>
    [...text.matchAll(new RegExp(name, 'g'))].map(({ index }) => ({
      ...{ start: index, end: index + name.length, surface: name, name, confidence: 1 },
      ...{ type, entity: `${type}/${name}`, link: { reason: 'same name' }, extractor: 'a' },
    }));
  const unknown = of('Velmar').map((mention) => ({ ...mention, entity: null }));
  const mentions = [...of('Velmar'), ...of('Orsk'), ...of('Quelle'), ...of('Oslo', 'place'), ...unknown];
  expect([...sexesOf(text, mentions)]).toEqual([
    ['person/Velmar', 'female'],
    ['person/Orsk', 'male'],
  ]);
});
