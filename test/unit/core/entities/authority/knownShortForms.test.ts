import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { separateKnownNames } from '../../../../../core/entities/authority/knownShortForms.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();
const none: ReadonlySet<number> = new Set();

/** "Barclays", which a document has beside the longer name. */
const shortForm = (surface: string, name: string, type: Mention['type'] = 'organization'): Mention => ({
  ...{ start: 0, end: surface.length, surface, type, entity: `${type}/longer`, name, confidence: 1 },
  ...{ link: { reason: 'short form', of: name }, extractor: 'test' },
});

describe('a short form that the authority has as a name', () => {
  it.each([shortForm('Barclays', 'Barclays Capital'), shortForm('Celtic', 'Celtic Park', 'place')])(
    'is a name of its own: $surface',
    (one) => {
      const id = `organization/${one.surface.toLowerCase()}`;
      expect(separateKnownNames(one.surface, [one], authority, none)).toMatchObject([
        { type: 'organization', entity: id, name: one.surface, link: { reason: 'same name' } },
      ]);
    },
  );

  it.each([
    shortForm('Bank of Canada', 'Royal Bank of Canada'),
    shortForm('Siemens', 'Siemens Energy'),
    shortForm('Time Warner', 'Time Warner Cable'),
    shortForm('Durham', 'Durham Prison', 'place'),
  ])('is one beside a longer name that the authority has too: $surface', (one) => {
    expect(separateKnownNames(one.surface, [one], authority, none)).toMatchObject([
      { name: one.surface, link: { reason: 'same name' } },
    ]);
  });

  it.each([
    ['a longer name that the authority has too', shortForm('Rangers', 'Queens Park Rangers')],
    ['a longer name that says of what it is', shortForm('Democratic Party', 'Democratic Party of Japan')],
    ['a name that it has not', shortForm('Norvane', 'Norvane Shipping')],
    ['a place of this name', shortForm('Liverpool', 'Liverpool Street', 'place')],
    ['another reason', { ...shortForm('Barclays', 'Barclays Capital'), link: { reason: 'variant' } }],
  ])('but not with %s', (_, one) => {
    expect(separateKnownNames(one.surface, [one], authority, none)).toEqual([one]);
  });
});

describe('what stands in brackets behind a body', () => {
  const introduced = (surface: string, name: string): Mention => ({
    ...shortForm(surface, name),
    link: { reason: 'acronym', of: name },
  });

  it.each([introduced('Sanofi', 'University of Orsk'), introduced('FDP', 'Orsk Committee')])(
    'is a name of its own, if the authority has it: $surface',
    (one) => {
      expect(separateKnownNames(one.surface, [one], authority, none)).toMatchObject([
        { entity: `organization/${one.surface.toLowerCase()}`, link: { reason: 'same name' } },
      ]);
    },
  );

  it.each([
    ['begins like a word of the body', introduced('Sanofi', 'Orsk School of Sanitation')],
    ['is not in the authority', introduced('Velmarco', 'University of Orsk')],
  ])('is its short name, if it %s', (_, one) => {
    expect(separateKnownNames(one.surface, [one], authority, none)).toEqual([one]);
  });
});

/**
 * The entities of the names marked in the text as `[Orsk]`, all of which mean the longest of them.
 * @param sure how many of the shorter ones the tagger surely takes for places: the first
 */
function entitiesIn(marked: string, sure = 0): (string | null)[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  const names = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ 1: name = '' }) => name);
  const fuller = names.toSorted((a, b) => b.length - a.length)[0] ?? '';
  let from = 0;
  const mentions = names.map((surface) => {
    const start = text.indexOf(surface, from);
    from = start + surface.length;
    const link = surface === fuller ? { reason: 'same name' } : { reason: 'short form', of: fuller };
    return { ...shortForm(surface, fuller), start, end: from, link };
  });
  const shorter = mentions.filter(({ surface }) => surface !== fuller).map(({ start }) => start);
  const surePlaces = new Set(shorter.slice(0, sure));
  return separateKnownNames(text, mentions, authority, surePlaces).map(({ entity }) => entity);
}

describe('a short form that the document shows to be a name', () => {
  it.each([
    ['twice before the only fuller name', '[Orsk] fell. [Orsk] lost. Its [Orsk Mobile] range won.', 'orsk'],
    ['once before it', '[Orsk] fell. Its [Orsk Mobile] range won. [Orsk] lost.', 'longer'],
    ['before two of them', '[Orsk] and [Orsk] and [Orsk Mobile] and [Orsk Mobile].', 'longer'],
    ['a word for a body', 'The [Trust] and the [Trust] and the [Orsk Trust].', 'longer'],
    ['a given name', '[Maria] and [Maria] and the [Maria Fund].', 'longer'],
  ])('%s', (_, text, slug) => {
    expect(entitiesIn(text)[0]).toBe(`organization/${slug}`);
  });

  it('where it is a country', () => {
    expect(entitiesIn('It is [Orsk America], and [America] won.')[1]).toBe('place/united-states');
  });

  it('where it is told to be a place that the authority has', () => {
    const text =
      'The [Blackpool Hotel League] met. They came to talk in [Blackpool] there, and [Blackpool] won.';
    expect(entitiesIn(text)).toEqual(['organization/longer', 'place/blackpool', 'place/blackpool']);
    expect(entitiesIn('The [Blackpool Hotel League] met, and [Blackpool] won.')).toEqual(
      Array(2).fill('organization/longer'),
    );
  });

  it.each([
    ['a place beside a body', 'The [Worcester Ferry Trust] is good for [Worcester]', 'worcester'],
    ['beside a club that is known', 'It left the [Edmonton Oilers] for [Edmonton]', 'edmonton'],
    ['no listed place', 'The [Velmar Ferry Trust] is good for [Velmar]', 'longer'],
  ])('where the tagger is sure: %s', (_, text, slug) => {
    const type = slug === 'longer' ? 'organization' : 'place';
    expect(entitiesIn(text, 1)).toEqual(['organization/longer', `${type}/${slug}`]);
  });

  it.each([
    ['beside its council', 'The [Velmar Town Council] met. Rain fell on [Velmar]', 1, 'place/velmar'],
    ['as the words show', 'The [Velmar Town Council] met. The mayor of [Velmar]', 0, 'place/velmar'],
    ['beside its club', 'The [Velmar Rovers] won. The streets of [Velmar]', 1, 'place/velmar'],
    ['who plays there', 'The [Velmar Rovers] won. They bought him from [Velmar]', 1, 'organization/longer'],
    ['who invests', 'The [Velmar Foods] plant. He knew investors in [Velmar]', 1, 'organization/longer'],
    ['who is at school', 'The [Velmar High School] closes. She was at [Velmar]', 0, 'organization/longer'],
    ['what the club did', 'The [Velmar Rovers] won. Soon after that [Velmar]', 1, 'organization/longer'],
  ])('where it is a town that no list has: %s', (_, text, sure, id) => {
    expect(entitiesIn(text, sure)).toEqual(['organization/longer', id]);
  });

  it('where the tagger is sure of a place elsewhere in the document', () => {
    const text = 'The [Worcester Ferry Trust] is good for [Worcester], and [Worcester] knows it';
    expect(entitiesIn(text, 1)).toEqual(['organization/longer', 'place/worcester', 'place/worcester']);
  });

  it.each([
    ['Worcester', 'Worcester County', 'place/worcester'],
    ['Kansas', 'Kansas City', 'place/longer'],
    ['Guantanamo', 'Guantanamo Bay', 'place/longer'],
  ])('where the tagger is sure of a place: %s beside %s', (surface, name, id) => {
    const one = shortForm(surface, name, 'place');
    expect(separateKnownNames(surface, [one], authority, new Set([0]))).toMatchObject([{ entity: id }]);
  });
});
