import { expect, it } from 'vitest';
import { spellingsOf } from '../../../../core/search/initials.ts';
import { growth, maxGrowth } from '../../../cpuTime.ts';
import { pieces } from '../../../pieces.ts';

it.each([
  ['U.S.', 'US'],
  ['u.s.', 'us'],
  ['F.B.I', 'FBI'],
  ['J.K. Rowling', 'JK Rowling'],
  ['NATO', 'N.A.T.O.'],
  ['US tariffs', 'U.S. tariffs'],
  ['the UN’s chief', 'the U.N.’s chief'],
])('%s is also %s', (text, other) => {
  expect(spellingsOf(text)).toEqual([text, other]);
});

it('writes all initials of a text the one way, and all the other way', () => {
  expect(spellingsOf('US and U.K.')).toEqual(['US and U.K.', 'US and UK', 'U.S. and U.K.']);
});

it.each(pieces('us¦Ph.D.¦J.Lo¦bbc.co.uk¦B2B¦MacOS¦UNESCO¦3.5¦A¦Mr. Blair¦The end.I say'))(
  '%s has one spelling',
  (text) => {
    expect(spellingsOf(text)).toEqual([text]);
  },
);

it.each(['A.', 'AB', 'A. ', 'AB ', '.A'])('takes time in proportion to the length of %j', async (part) => {
  expect(await growth(400_000, (size) => spellingsOf(part.repeat(size)))).toBeLessThan(maxGrowth);
});
