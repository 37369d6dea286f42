import { describe, expect, test } from 'vitest';
import { annotate } from '../../../../../core/entities/annotate.ts';
import { emptyAuthority } from '../../../../../core/entities/authority/authority.ts';
import { datelinePlace } from '../../../../../core/entities/spans/datelinePlace.ts';
import { parseDateline } from '../../../../../core/text/dateline.ts';
import { story, tagger } from '../annotatedStory.ts';

/** The entities of a story whose first paragraph begins with a dateline. */
function entitiesOf(paragraph: string): (string | null)[] {
  const dateline = parseDateline(paragraph)?.dateline;
  if (dateline === undefined) throw new Error(`no dateline in "${paragraph}"`);
  const content = { ...story([paragraph], { title: 'Quay closed' }), dateline };
  return annotate(content, 'payload', tagger, emptyAuthority).mentions.map(({ entity }) => entity);
}

describe('the place of a dateline', () => {
  test.each([
    ['in capitals', 'VELMAR (Northwire) - The board met.'],
    ['with a day', 'Velmar, May 3, 2026 - The harbour board met.'],
    ['named again', 'VELMAR (Northwire) - The board met. Velmar is glad.'],
  ])('is a place: %s', (_, text) => {
    const places = entitiesOf(text).filter((entity) => entity?.endsWith('/velmar'));
    expect(places.length).toBeGreaterThan(0);
    expect(new Set(places)).toEqual(new Set(['place/velmar']));
  });

  test('of two words, with its state, is the first part', () => {
    expect(entitiesOf('LONE VELMAR, Ore. (Northwire) - The board met.')).toContain('place/lone-velmar');
  });

  test('is not short for a body that is named after it', () => {
    const text = 'KELMUIR, 20 March 2026 - The Kelmuir Port Authority met in Kelmuir on Friday.';
    const entities = entitiesOf(text).filter((entity) => entity !== null);
    expect(entities).toEqual(['place/kelmuir', 'organization/kelmuir-port-authority', 'place/kelmuir']);
  });

  test('leaves its name to a club, or a company, where nothing shows a place', () => {
    const text = 'KELMUIR (Northwire) - Kelmuir Rovers won on Sunday. Kelmuir led at half time.';
    const rovers = 'organization/kelmuir-rovers';
    expect(entitiesOf(text).filter((each) => each?.includes('kelmuir'))).toEqual([
      'place/kelmuir',
      rovers,
      rovers,
    ]);
  });

  test('is no body or person whose name the text has more often', () => {
    const text =
      'BURTON, England (Northwire) - Burton Brewery has been sold. Burton was founded in 1777. The buyer ' +
      'said Burton would keep its name. The plant in Burton stays.';
    expect(entitiesOf(text)).not.toContain('person/burton');
  });

  test('is not a person with a given name', () => {
    expect(entitiesOf('Maria Quelle (Northwire) - The board met.')).toContain('person/maria-quelle');
  });

  test('is the one that a list has', () => {
    expect(entitiesOf('LONDON (Northwire) - The board met.')).toEqual(
      expect.arrayContaining(['place/london']),
    );
  });
});

test('a dateline that the text has not, or without a place, stands nowhere', () => {
  expect(datelinePlace('The board met.', { text: 'VELMAR', place: 'Velmar' })).toBeUndefined();
  expect(datelinePlace('(Northwire) The board met.', { text: '(Northwire)' })).toBeUndefined();
  expect(datelinePlace('A\nVELMAR - The', { text: 'VELMAR', place: 'Velmar' })).toEqual({ start: 2, end: 8 });
});
