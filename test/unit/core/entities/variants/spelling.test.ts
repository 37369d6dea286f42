import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  distanceFrom,
  spelledBeginnings,
  spellingKey,
} from '../../../../../core/entities/variants/spelling.ts';
import { wordList } from '../../../../../core/text/wordSet.ts';

const name = fc
  .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz '), { minLength: 1, maxLength: 20 })
  .map((letters) => letters.join('').replaceAll(/ +/g, ' ').trim())
  .filter((text) => text !== '');

describe('spellings', () => {
  it.each([
    ['zelensky', 'zelenskyy', 'selenskyj', 'zelenskiy', 'zelenski'],
    ['volodymyr zelensky', 'wolodymyr selenskyj'],
    ['sarkozy', 'sarkozi'],
    ['shevchenko', 'schewtschenko', 'szewczenko'],
    ['gorbachev', 'gorbatchev'],
    ['tchaikovsky', 'tschaikowski', 'chaikovsky'],
    ['schroeder', 'schroder'],
    ['yeltsin', 'jelzin'],
    ['clinton', 'klinton'],
    ['navalny', 'nawalny'],
    ['yeltsin', 'eltsine', 'eltsin'],
    ['putin', 'poutine'],
    ['qaddafi', 'kaddafi', 'qadhafi'],
    ['zarqawi', 'zarkaoui'],
    ['zhirinovsky', 'jirinovski'],
    ['allawi', 'alawi'],
    ['youssef', 'yousef', 'jussef'],
  ])('of %s have one key and begin alike', (first, ...others) => {
    for (const other of others) {
      expect(spellingKey(other)).toBe(spellingKey(first));
      expect(spelledBeginnings(other).map((each) => each.slice(0, 3))).toContain(first.slice(0, 3));
    }
  });

  it.each([
    ['kadhafi', 'gaddafi'],
    ['khadafi', 'gaddafi'],
    ['chevardnadze', 'shevardnadze'],
    ['loukachenko', 'lukashenko'],
    ['oussama', 'osama'],
  ])('%s begins as a spelling of %s may, and is next to it', (one, other) => {
    expect(spelledBeginnings(one).map((each) => each.slice(0, 3))).toContain(other.slice(0, 3));
    expect(distanceFrom(one)(other)).toBe(1);
  });

  it('of different names have different keys', () => {
    const names = wordList`gates kates martin morton lewis louis brown browne green gren`;
    expect(new Set(names.map(spellingKey)).size).toBe(names.length);
  });

  it('keep the letters after the first ones', () => {
    expect(spelledBeginnings('selenskyj')).toContain('zelenskyj');
    expect(spelledBeginnings('oskar thornen')).toContain('oscar thornen');
  });

  it('have few beginnings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const beginnings = spelledBeginnings(text);
        expect(beginnings.length).toBeLessThanOrEqual(18);
        expect(beginnings[0]).toBe(text);
      }),
    );
  });

  it('are apart by the letters that differ', () => {
    expect(distanceFrom('merkel')('merkl')).toBe(1);
    expect(distanceFrom('mourinho')('mourhino')).toBe(2);
    expect(distanceFrom('blair')('brown')).toBeUndefined();
    expect(distanceFrom('may')('mai')).toBe(0);
  });

  it('are as far apart in both directions, and no distance from themselves', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(distanceFrom(one)(one)).toBe(0);
        expect(distanceFrom(one)(other)).toBe(distanceFrom(other)(one));
      }),
    );
  });

  it('are found after one wrong letter behind the first two', () => {
    fc.assert(
      fc.property(
        name.filter((text) => text.length > 5),
        fc.nat(),
        fc.constantFrom(...'abcdefghij'),
        (text, at, letter) => {
          const place = 2 + (at % (text.length - 2));
          const typo = text.slice(0, place) + letter + text.slice(place + 1);
          expect(distanceFrom(typo)(text)).toBeDefined();
          expect(spelledBeginnings(typo)[0]?.slice(0, 2)).toBe(text.slice(0, 2));
        },
      ),
    );
  });
});
