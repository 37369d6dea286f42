import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../core/document/record.ts';
import { annotate } from '../../../../core/entities/annotate.ts';
import { annotation } from '../../../../core/entities/annotation.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import { model } from '../../../../core/entities/tagger/taggers.ts';
import { pieces } from '../../../pieces.ts';
import { annotated, found, story, tagger } from './annotatedStory.ts';

describe('types of names', () => {
  test.each([
    [
      'a person after a title',
      'They met Prime Minister Ilse Vantour on the quay.',
      'Ilse Vantour → person/ilse-vantour',
    ],
    [
      'a person after an office in lower case',
      'They met the trade minister Oru Kesten on the quay.',
      'Oru Kesten → person/oru-kesten',
    ],
    [
      'a person with a given name',
      'They met Maria Quelle on the quay.',
      'Maria Quelle → person/maria-quelle',
    ],
    [
      'a person whose family name comes first',
      'They met Park Ji-hoon on the quay.',
      'Park Ji-hoon → person/park-ji-hoon',
    ],
    [
      'a company',
      'They sold it to Norvane Shipping Ltd on the quay.',
      'Norvane Shipping Ltd → organization/norvane-shipping',
    ],
    [
      'an authority',
      'They asked the National Harbour Authority about it.',
      'National Harbour Authority → organization/national-harbour-authority',
    ],
    [
      'a ministry',
      'They asked the Ministry of Fisheries about it.',
      'Ministry of Fisheries → organization/ministry-of-fisheries',
    ],
    ['an acronym', 'They asked the FRC about it.', 'FRC → organization/frc'],
    ['a river', 'They swam in the Tarn River for a while.', 'Tarn River → place/tarn-river'],
    ['an alias of a country', 'They flew to the U.S. for a while.', 'U.S. → place/united-states'],
    ['a people', 'They met many South Koreans there.', 'South Koreans → group/south-korean'],
    ['an event', 'They spoke of the Kelmere War for hours.', 'Kelmere War → event/kelmere-war'],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test('words that open a sentence, and titles without a name, are not names', () => {
    expect(
      found(
        'Storms came. Officials said so. However, the Prime Minister and the Foreign Secretary did not. Waiting helped.',
      ),
    ).toEqual([]);
  });

  test('a gazetteer place ends a name before it, and a people a title after it', () => {
    expect(
      found(
        'They heard the Foreign Minister of South Korea Chung Bo-ra speak, and then German Chancellor Anna Feld.',
      ),
    ).toEqual([
      'South Korea → place/south-korea',
      'Chung Bo-ra → person/chung-bo-ra',
      'German → group/german',
      'Anna Feld → person/anna-feld',
    ]);
  });

  test('holidays, weekdays and months are not names', () => {
    expect(
      found('The shops are closed at Easter, and so they are in June or on a Sunday.', {
        published: '2021-05-03',
      }).filter((each) => each.includes('/')),
    ).toEqual([]);
  });

  test('a headline in title case has only the names that the text has', () => {
    const text =
      'The harbour is closed, Maria Quelle told people in France on the quay, and she added that nobody was hurt.';
    const { mentions } = annotated(text, { title: 'Big Storm Closes Harbour, Quelle Tells France' });
    expect(
      mentions.filter(({ start }) => start < 46).map(({ surface, entity }) => `${surface} ${entity}`),
    ).toEqual(['Quelle person/maria-quelle', 'France place/france']);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      ...pieces(
        'Maria Quelle¦Quelle¦U.S.¦North Korea¦on Monday¦May 3, 2021¦2021-05-03¦😀¦\ud800¦\u202e¦(¦)¦“¦.¦\n',
        'Obaman¦Obama¦with¦President¦Bank of¦the¦IMF¦’s¦-led',
      ),
    ),
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(' '));

  test('has valid, ordered, disjoint mentions with correct offsets, the same each time', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (body, dated) => {
        const content = story(
          body.split('\n').filter((line) => line !== ''),
          dated ? { published: '2021-05-03' } : {},
        );
        const whole = textOf(content);
        const first = annotate(content, 'payload', tagger, emptyAuthority);
        expect(annotation.safeParse(first).error).toBeUndefined();
        expect(annotate(content, 'payload', tagger, emptyAuthority)).toEqual(first);
        let end = 0;
        for (const mention of first.mentions) {
          expect(whole.slice(mention.start, mention.end)).toBe(mention.surface);
          expect(mention.start).toBeGreaterThanOrEqual(end);
          end = mention.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('counts the mentions of its entities', () => {
    const { mentions, entities } = annotated(
      'Maria Quelle met Oru Kesten of France. Quelle spoke; Mr Kesten did not. Quelle left for France.',
    );
    for (const entity of entities)
      expect(mentions.filter((mention) => mention.entity === entity.id)).toHaveLength(entity.mentions);
    expect(entities.map(({ id }) => id)).toEqual([
      'person/maria-quelle',
      'person/oru-kesten',
      'place/france',
    ]);
  });

  test('has no mentions if it is empty or without letters', () => {
    expect(annotated('').mentions).toEqual([]);
    expect(annotated('😀 — … 123').mentions).toEqual([]);
    expect(annotated('x')).toMatchObject({ schema: 'news.annotation/1', payload: 'payload', model });
  });
});
