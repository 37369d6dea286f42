import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { companyMeant, isPlaceMeant } from '../../../../../core/entities/authority/takenForPersons.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();

/** A text with names in square brackets, which are one person's for the tagger. */
function taken(marked: string, name: string, confidence: number, reason = 'same name') {
  const text = marked.replaceAll(/[[\]]/g, '');
  const mentions = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ index, 1: surface = '' }, i): Mention => {
    const start = index - 2 * i;
    return {
      ...{ start, end: start + surface.length, surface, type: 'person', entity: `person/${name}` },
      ...{ name, confidence, link: { reason: i === 0 ? 'same name' : reason }, extractor: 'test' },
    };
  });
  return [text, `person/${name}`, mentions, authority] as const;
}

const company = (...names: Parameters<typeof taken>) => companyMeant(...taken(...names))?.id;
const isPlace = (...names: Parameters<typeof taken>) => isPlaceMeant(...taken(...names));

it('an event that is a party', () => {
  const [text, , mentions] = taken('They asked the [National Rally] for it.', 'National Rally', 0.7);
  expect(companyMeant(text, 'event/national-rally', mentions, authority)?.id).toBe(
    'organization/national-rally',
  );
});

describe('a person who is a company or a club', () => {
  it.each([
    ['of two words', 'They asked [Morgan Stanley] for it.', 'Morgan Stanley', 0.9, 'morgan-stanley'],
    ['of an article', 'They asked [Al Jazeera] for it.', 'Al Jazeera', 0.6, 'al-jazeera'],
    ['of two words, also by one', '[Eli Lilly] won. The [Lilly] papers.', 'Eli Lilly', 0.9, 'eli-lilly'],
    ['of one word, doubtful', 'They asked [Renault] for it.', 'Renault', 0.6, 'renault'],
    ['of one word, twice', '[Renault] won. So [Renault] grew.', 'Renault', 0.89, 'renault'],
    ['of one word, often', '[Renault] won. So [Renault] grew. Ask [Renault].', 'Renault', 0.99, 'renault'],
    [
      'of a club with a title',
      'The champion [Borussia Dortmund] won.',
      'Borussia Dortmund',
      0.9,
      'borussia-dortmund',
    ],
    [
      'beside a person',
      '[Renault] grew and hired Ann Lee. She left. So [Renault] won.',
      'Renault',
      0.8,
      'renault',
    ],
  ])('is found: %s', (what, text, name, confidence, slug) => {
    const reason = what.includes('by one') ? 'surname' : 'same name';
    expect(company(text, name, confidence, reason)).toBe(`organization/${slug}`);
  });

  it.each([
    ['a given name is first', 'They asked [Philip Morris] for it.', 'Philip Morris', 0.9],
    ['a short given name is first', 'They asked [Walt Disney] for it.', 'Walt Disney', 0.9],
    ['a title precedes', 'They asked [Morgan Stanley]. Now Mr. [Stanley] left.', 'Morgan Stanley', 0.9],
    ['a title precedes behind a bracket', 'Now (Mr [Renault]) left.', 'Renault', 0.6],
    ['the authority does not have it', 'They asked [Velmar Orsk] for it.', 'Velmar Orsk', 0.9],
    ['it stands alone once', 'They asked [Renault] for it.', 'Renault', 0.66],
    ['it is sure twice', '[Renault] won. So [Renault] grew.', 'Renault', 0.91],
    ['a rank precedes', 'They met Judge [Renault]. So [Renault] sat.', 'Renault', 0.8],
    ['it has an age', '[Renault] left. Then [Renault], 19, was found.', 'Renault', 0.8],
    ['it does what a person does', '[Renault] missed. Later [Renault] kicked it.', 'Renault', 0.8],
    ['it is one person', '[Renault] left. What [Renault] himself said.', 'Renault', 0.8],
    ['it suffers what a person does', '[Renault] left. Now [Renault] has been arrested.', 'Renault', 0.8],
    ['a fuller name is somebody', '[Renault] won. [Renault] grew. Ask [Renault].', 'Renault', 0.9, 'surname'],
  ])('is not, if %s', (_, text, name, confidence, reason = 'same name') => {
    expect(company(text, name, confidence, reason)).toBeUndefined();
  });
});

describe('a person who is a place', () => {
  it.each([
    ['a city of one word, doubtful', '[Kaohsiung] was hit.', 'Kaohsiung', 0.6],
    ['a city of two words, doubtful', 'Bristol City 2-1 [Milton Keynes].', 'Milton Keynes', 0.6],
    ['a country by another name', '[Türkiye] won the cup.', 'Türkiye', 0.6],
  ])('is found: %s', (_, text, name, confidence) => {
    expect(isPlace(text, name, confidence)).toBe(true);
  });

  it.each([
    ['the tagger is sure', '[Kaohsiung] was hit.', 'Kaohsiung', 0.7],
    ['the tagger is sure of two words', 'A statue of [Álvaro Obregón].', 'Álvaro Obregón', 0.7],
    ['an address precedes', 'Now Mr [Dallas] left.', 'Dallas', 0.5],
    ['a given name is first', 'They saw [Francisco Morato].', 'Francisco Morato', 0.6],
    ['the city is small', '[Kirkwall] was hit.', 'Kirkwall', 0.5],
    ['the city is called otherwise', 'They heard [Bono] sing.', 'Bono', 0.5],
    ['something else has the name', '[Chelsea] was hit.', 'Chelsea', 0.5],
    ['a fuller name is somebody', '[Dallas] left. Then [Dallas] spoke.', 'Dallas', 0.5, 'surname'],
  ])('is not, if %s', (_, text, name, confidence, reason = 'same name') => {
    expect(isPlace(text, name, confidence, reason)).toBe(false);
  });
});
