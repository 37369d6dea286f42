import { expect, it } from 'vitest';
import { fold } from '../../../../../core/entities/slug.ts';
import { latinOf } from '../../../../../core/entities/variants/cyrillic.ts';
import { distanceFrom } from '../../../../../core/entities/variants/spelling.ts';

it.each([
  ['Владимир Путин', 'vladimir putin'],
  ['Хрущёв', 'khrushchev'],
  ['Шарапова', 'sharapova'],
  ['Лукашенко', 'lukashenko'],
])('%s is %s', (name, latin) => {
  expect(latinOf(fold(name))).toBe(latin);
});

it.each([
  ['Зеленський', 'zelensky'],
  ['Ющенко', 'yushchenko'],
  ['Ельцин', 'yeltsin'],
  ['Ђинђић', 'djindjic'],
])('%s is a spelling of %s', (name, latin) => {
  expect(distanceFrom(latinOf(fold(name)))(latin)).toBe(0);
});

it('leaves other letters', () => {
  expect(latinOf('zoë Ωмега 7')).toBe('zoë Ωmega 7');
});
