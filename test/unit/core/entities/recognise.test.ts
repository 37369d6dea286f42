import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMentions } from '../../../../core/entities/annotate.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import { readText, recognise } from '../../../../core/entities/recognise.ts';
import type { NameTagger, TaggedName } from '../../../../core/entities/tagger/tagger.ts';
import { defaultAuthority } from '../../../../runtime/authority.ts';
import { pieces } from '../../../pieces.ts';
import { tagger } from './annotatedStory.ts';

const authority = defaultAuthority();

const candidates = (text: string, language = 'en') => recognise(readText(text, language), tagger);

describe('a text in another language', () => {
  const text =
    'Presidentti Emmanuel Macron tapasi Angela Merkelin Pariisissa, ja Nato seurasi. Ranskan presidentti Macron lensi Berliiniin.';

  test('gets low confidence', () => {
    expect(candidates(text).some(({ confidence }) => confidence > 0.5)).toBe(true);
    const found = candidates(text, 'fi');
    expect(found.map(({ words }) => words.join(' '))).toContain('Emmanuel Macron');
    expect(found.filter(({ confidence }) => confidence > 0.5)).toEqual([]);
  });

  test('has no names of one word that only begin sentences', () => {
    const norwegian = 'Den nye kaien er ferdig. Solberg sier at hun er glad. Hun møtte Solberg i Oslo.';
    const found = candidates(norwegian, 'no').map(({ words }) => words.join(' '));
    expect(found).toEqual(expect.arrayContaining(['Solberg', 'Oslo']));
    expect(found).not.toContain('Den');
    expect(candidates('Ingrid kom. Macron kom.', 'no').map(({ words }) => words.join(' '))).toEqual([
      'Ingrid',
    ]);
  });

  test('has only gazetteer names if the language capitalises every noun', () => {
    const found = candidates(
      'Der Minister sprach in Berlin mit der NATO über Frankreich und den Kauf von Maschinen aus Japan.',
      'de',
    );
    expect(found.map(({ words }) => words.join(' '))).toEqual(expect.arrayContaining(['NATO', 'Japan']));
    expect(found.filter(({ known }) => known === undefined)).toEqual([]);
  });
});

/** A tagger that finds this name in the first passage, and nothing else. */
const tagging = (name: Omit<TaggedName, 'passage'>): NameTagger => ({
  surer: 0,
  tag: (_, [passage]) => (passage === undefined ? [] : [{ passage, ...name }]),
});

test('brackets are no part of the name of a person', () => {
  const found = tagging({ from: 2, to: 6, type: 'person', probability: 0.6, confidence: 0.6 });
  const [name] = recognise(readText('They saw (Serena) Velmar there.', 'en'), found);
  expect(name).toMatchObject({ start: 9, words: ['Serena', 'Velmar'] });
});

describe('gazetteer and confidence rules', () => {
  const names = (text: string) => candidates(text).map(({ words, type }) => `${words.join(' ')}: ${type}`);

  test('listed organisations are found by their acronym', () => {
    expect(names('G7 foreign ministers met.')).toEqual(['G7: organization']);
  });

  test.each([
    ['with accents and any apostrophe', 'Côte d’Ivoire won the cup.', 'place/ivory-coast'],
    ['instead of a person', "Côte d'Ivoire, Togo and Guinea-Bissau were safe.", 'place/ivory-coast'],
    ['with a letter', 'S Korea won the cup.', 'place/south-korea'],
    ['instead of its end', "Democratic People's Republic of Korea won the cup.", 'place/north-korea'],
    ['by the official name', 'The Kyrgyz Republic signed on Monday.', 'place/kyrgyzstan'],
    ['with "and" in it', 'The St Kitts and Nevis star joins Kim Collins.', 'place/saint-kitts-and-nevis'],
    ['of saints', 'They flew to St Lucia and Dominica on Monday.', 'place/saint-lucia'],
    ['by one that contains the usual name', 'The Kingdom of Bahrain signed.', 'place/bahrain'],
  ])('countries of several words are found %s', (_, text, id) => {
    const [first] = findMentions(text, { language: 'en' }, { tagger, authority });
    expect(first?.entity).toBe(id);
  });

  test('an acronym among words in capitals is an ordinary word', () => {
    expect(names('A man CALLED THE BOY WHO LIVED THERE, it says.')).toEqual([]);
  });

  test('an acronym within the name of a work is not a name', () => {
    const inTitle = tagging({ from: 3, to: 7, type: 'other', probability: 1, confidence: 1 });
    const text = 'It joined the UNESCO World Heritage List.';
    expect(recognise(readText(text, 'en'), inTitle)).toEqual([]);
  });

  test('a doubtful name is kept only beside a surer one with the same word', () => {
    const doubtful: NameTagger = {
      surer: 0,
      tag: (_, passages) =>
        [...passages].flatMap((passage) => [
          { passage, from: 0, to: 1, type: 'person' as const, probability: 0.1, confidence: 0.1 },
          ...(passage.tokens.length > 5
            ? [{ passage, from: 2, to: 4, type: 'person' as const, probability: 0.9, confidence: 0.9 }]
            : []),
        ]),
    };
    const namesIn = (text: string) =>
      recognise(readText(text, 'en'), doubtful).map(({ words }) => words.join(' '));
    expect(namesIn('Quelle came.')).toEqual([]);
    expect(namesIn('Quelle met Maria Quelle there.')).toEqual(['Quelle', 'Maria Quelle']);
  });

  test('a doubtful event before a dangling postposition is a person with a foreign ending', () => {
    const event = tagging({ from: 0, to: 2, type: 'event', probability: 0.3, confidence: 0.3 });
    const typesIn = (text: string) => recognise(readText(text, 'en'), event).map(({ type }) => type);
    expect(typesIn('Robert Haldille with.')).toEqual(['person']);
    expect(typesIn('Robert Haldille with them.')).toEqual([]);
    expect(typesIn('Silver Moon with.')).toEqual([]);
  });

  test('organisations of the authority that the tagger missed are found in English texts', () => {
    const blind: NameTagger = { surer: 0, tag: () => [] };
    const found = (language: string) =>
      findMentions('He came from Red Star Belgrade.', { language }, { tagger: blind, authority });
    expect(found('en-GB')).toMatchObject([{ entity: 'organization/red-star-belgrade', confidence: 0.6 }]);
    expect(found('de')).toEqual([]);
    expect(found('und')).toEqual([]);
  });

  test('a doubtful place is kept if the tagger is surer of such names', () => {
    const doubtful = tagging({ from: 2, to: 3, type: 'place', probability: 0.55, confidence: 0.55 });
    const foundBy = (tagger: NameTagger) =>
      findMentions('They left Kelmeria again.', { language: 'en' }, { tagger, authority: emptyAuthority });
    expect(foundBy(doubtful)).toEqual([]);
    expect(foundBy({ ...doubtful, surer: 0.1 })).toMatchObject([{ entity: 'place/kelmeria' }]);
  });

  test('a derivation of a name is not a name without evidence of a foreign ending', () => {
    const oneName = tagging({ from: 2, to: 3, type: 'place', probability: 1, confidence: 1 });
    const text = 'They left Kelmeria. Few saw the Kelmerian coast.';
    expect(
      findMentions(text, { language: 'en' }, { tagger: oneName, authority: emptyAuthority }).map(
        ({ surface }) => surface,
      ),
    ).toEqual(['Kelmeria']);
  });

  test('a people whose name means nothing else', () => {
    expect(names('Rohingya families and two Sikhs met there.')).toEqual(['Rohingya: group', 'Sikhs: group']);
    expect(names('They asked the Muslim Brothers of Orsk.')).not.toContain('Muslim: group');
  });
});

describe('hostile text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      ...pieces(
        '\ud800¦\udfff¦\u202e¦👩‍👩‍👧‍👦¦שלום עולם¦القاهرة¦東京都¦İSTANBUL¦ﬁ¦ß¦\u0000¦\ufeff¦Ǆ¦’s¦U.S.¦NATO',
      ),
    ),
  );

  test('has correct offsets and confidences between 0 and 1, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 80 }),
        fc.constantFrom(' ', '', '\n'),
        fc.constantFrom('en', 'fi', 'de', 'und'),
        (parts, glue, language) => {
          const text = parts.join(glue);
          let end = 0;
          for (const mention of findMentions(
            text,
            { language, published: '2021-05-03' },
            { tagger, authority },
          )) {
            expect(text.slice(mention.start, mention.end)).toBe(mention.surface);
            expect(mention.start).toBeGreaterThanOrEqual(end);
            expect(mention.confidence).toBeGreaterThanOrEqual(0);
            expect(mention.confidence).toBeLessThanOrEqual(1);
            end = mention.end;
          }
        },
      ),
    );
  });
});
