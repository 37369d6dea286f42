import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['what a lord is of', 'They asked Lord Orsk of [Velmar|place] there.', 'other'],
  ['what a baroness with two names is of', 'They asked Baroness Ana Orsk of [Velmar|place] there.', 'other'],
  ['what a lord is of, taken for a person', 'They asked Lord Orsk of [Velmar|person] there.', 'other'],
  ['the company of a lord', 'They asked Lord Orsk of [Velmar|organization] there.', 'organization'],
  ['where an office is', 'They asked the Lord Lieutenant of [Velmar|place] there.', 'place'],
  ['where somebody without a title is from', 'They asked Ana Orsk of [Velmar|place] there.', 'place'],
  ['where an address leads', 'Write to ana.orsk@[velmar|organization].example soon.', 'other'],
  ['where one of an office leads', 'Write to Ana Orsk@[VELMAR|organization] soon.', 'other'],
  ['a visiting team', 'They saw Orsk@[Velmar|organization] there.', 'organization'],
  ['an account', 'They asked @[Velmar|organization] there.', 'organization'],
  ['a direction beside another', '[Central|place] and Eastern Tilde grew.', 'other'],
  ['a sea behind people', 'Marines in the [Gulf|place] waited.', 'place'],
  ['a language', 'They sell books in [Hindi|person] there.', 'other'],
  ['a short name', 'The bookings of [Mandarin|organization] rose.', 'organization'],
  ['an inventor', 'They read what [Braille|person] wrote.', 'person'],
  ['a paper in a language', 'They read [Arabic|organization] Quelle there.', 'organization'],
  ['a sport before a headline', '[Rugby|organization]: Velmar win', 'other'],
  ['a town that a sport is called after', 'They live in [Rugby|place]: it rained.', 'place'],
  ['two roles of one person', '[Screenwriter|person] and producer Ana Orsk died.', 'other'],
  ['a role in a report', '[Referee|person]: A Quelle', 'other'],
  ['a player beside his team', '[Lock|person] and his team came.', 'person'],
  ['a player beside lawyers', '[Lock|person] and lawyers for him left court.', 'person'],
  ['one beside those of an office', '[Boxer|person] and senators from Orsk left.', 'person'],
  ['a direction alone', 'It rained in the [North|place] there.', 'place'],
])('%s', (_, text, type) => {
  expect(typesIn(text)).toEqual([type]);
});

test('a person who is called like a language', () => {
  expect(typesIn('They asked [Farsi|person] there.', 0.8)).toEqual(['person']);
});

test('a person who is called like a role', () => {
  const text =
    '[William Petty|person] gave evidence. [Petty|person] and drummer Ana Orsk left. [Petty|person]: Orsk sang.';
  expect(typesIn(text)).toEqual(['person', 'person', 'person']);
});

test('a person called so whose deputies have no name', () => {
  const text =
    '[William Barr|person] gave evidence. [Barr|person] and deputies left. [Barr|person]: Mueller was wrong.';
  expect(typesIn(text)).toEqual(['person', 'person', 'person']);
});

test('a lone role beside a person who is not called so', () => {
  const text = '[William Orsk|person] gave evidence. [Petty|person] and drummer Ana Orsk left.';
  expect(typesIn(text)).toEqual(['person', 'other']);
});
