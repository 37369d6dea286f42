import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityId, fold, foldedNameOf, isSlug, slug } from '../../../../core/entities/slug.ts';

it.each([
  ['Chung EUI-Yong', 'chung eui yong'],
  ['U.S.', 'us'],
  ['Kılıçdaroğlu', 'kilicdaroglu'],
  ['İmamoğlu', 'imamoglu'],
  ['Søren Łęcki', 'soren lecki'],
  ['Straße', 'strasse'],
  ['Œuvre', 'oeuvre'],
  ['Þór Guðmundsson', 'thor gudmundsson'],
  ['Ħamrun', 'hamrun'],
  ['Əliyev', 'eliyev'],
  ['Москва', 'москва'],
  ['Zelenskyy', 'zelensky'],
  ['Khodorkovskiy, Mstislavskii', 'khodorkovsky mstislavsky'],
  ['Yavlinskij', 'yavlinsky'],
  ['Syrskyi Pass', 'syrsky pass'],
  ['Lewandowski', 'lewandowski'],
  ['Skyyport', 'skyyport'],
  ['SKYY, SKII', 'skyy skii'],
  ['Sergey Velmar, Dmitrii Quell', 'sergei velmar dmitry quell'],
  ['Evgeniy, Yevgeniy', 'evgeny yevgeny'],
  ['Andrej', 'andrej'],
])('%s folds to %s', (name, folded) => {
  expect(fold(name)).toBe(folded);
});

describe('a slug', () => {
  it('is cut between code points, and a hash keeps long names apart', () => {
    // Gothic letters are pairs of surrogates, and the first letter moves the cut into the middle of one.
    const name = `a${'\u{10330}'.repeat(130)}`;
    expect(slug(name)).toMatch(/^a\u{10330}{119}-[0-9a-f]{8}$/u);
    expect(slug(`${name}b`)).not.toBe(slug(name));
  });

  it('is well-formed, and short enough for a key of the table, whatever the name', () => {
    const hostile = fc.array(
      fc.constantFrom('a', 'é', ' ', '\u{10330}', '\u{1D400}', '\uD800', '\uDC00', '\u{FDFA}'),
      { minLength: 100, maxLength: 400, size: 'max' },
    );
    fc.assert(
      fc.property(hostile, (letters) => {
        const id = entityId('person', letters.join(''));
        expect(id === undefined || id.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(id ?? '')).toBeLessThan(600);
      }),
    );
  });

  it('is known as one, and other spellings are not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const made = slug(name.toWellFormed());
        expect(made === undefined || isSlug(made)).toBe(true);
      }),
    );
    expect(isSlug(slug(`${'a'.repeat(116)}skyyport`) ?? '')).toBe(true);
    for (const other of ['', '-', 'Tony', 'tony-', 'tony--blair', 'öther', "o'brien"])
      expect(isSlug(other)).toBe(false);
  });
});

it('an id has the folded name', () => {
  expect(foldedNameOf('person/pieter-van-der-meulen')).toBe('pieter van der meulen');
});
