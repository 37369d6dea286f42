/** When a lone name that a document tells as a person's is a thing's. */
import { describe, expect, it } from 'vitest';
import { nameCodesOf, personCode } from '../../../../core/identity/contextCodes.ts';
import { appearanceOf } from '../../../../core/identity/evidence.ts';
import {
  loneNameOf,
  type ThingQuestion,
  thingMeant,
  thingsCalled,
} from '../../../../core/identity/thingMeant.ts';
import { cabinet, match, posting, talks, team } from '../../functions/okoye.ts';

const code = personCode('morvale');
const on = (doc: string, beside: readonly string[], text: string) =>
  appearanceOf(posting(doc, 'Morvale', beside, text, 'A title'), code);

/** A document that shares names and words with those about the place; each test changes one fact. */
function asked({ documents = 2, ...question }: Partial<ThingQuestion> & { documents?: number } = {}) {
  const own = on('own', cabinet, talks);
  const place = Array.from({ length: documents }, (_, n) => on(`doc${n}`, cabinet, talks));
  return thingMeant({
    ...{ own, alone: 1, isGivenName: false },
    things: [{ id: 'place/morvale', documents: place }],
    ...question,
  });
}

describe('a lone name', () => {
  it('is a thing that other documents have, and that its document is about', () => {
    expect(asked()).toMatchObject({ id: 'place/morvale', ids: ['place/morvale'], confidence: 0.93 });
    expect(asked({ documents: 1 })).toBeDefined();
  });

  it('is nobody else where no document has a thing of the name', () => {
    expect(asked({ documents: 0 })).toBeUndefined();
    expect(asked({ things: [] })).toBeUndefined();
  });

  it('is a thing only if at least half as many documents have that', () => {
    expect(asked({ documents: 2, alone: 4 })).toBeDefined();
    expect(asked({ documents: 2, alone: 5 })).toBeUndefined();
  });

  it('that is a given name too needs three times as many', () => {
    expect(asked({ documents: 3, isGivenName: true })).toBeDefined();
    expect(asked({ documents: 2, isGivenName: true })).toBeUndefined();
  });

  it('is no thing of which the documents share nothing with its own', () => {
    const things = [{ id: 'place/morvale', documents: [on('a', team, match), on('b', team, match)] }];
    expect(asked({ things })).toBeUndefined();
  });

  it('is no thing of which the documents share words alone, however many', () => {
    const documents = [1, 2, 3].map((n) => on(`doc${n}`, team, talks));
    expect(asked({ things: [{ id: 'place/morvale', documents }] })).toBeUndefined();
  });

  it('shares more with the only document of a thing than a single name', () => {
    const about = (beside: readonly string[]) => [
      { id: 'place/morvale', documents: [on('a', beside, match)] },
    ];
    expect(asked({ things: about([...team, ...cabinet.slice(0, 1)]) })).toBeUndefined();
    expect(asked({ things: about([...team, ...cabinet.slice(0, 2)]) })).toBeDefined();
  });

  it('of several things is the one whose documents share most, not the commonest', () => {
    const things = [
      { id: 'organization/morvale', documents: [1, 2, 3].map((n) => on(`club${n}`, team, match)) },
      { id: 'place/morvale', documents: [on('town', cabinet, talks)] },
    ];
    expect(asked({ things })).toMatchObject({ id: 'place/morvale' });
  });

  it('of several things that share something is the one that shares more, then the first', () => {
    const club = {
      id: 'event/morvale',
      documents: [1, 2, 3].map((n) => on(`club${n}`, cabinet.slice(0, 1), match)),
    };
    const town = { id: 'place/morvale', documents: [on('town', cabinet, talks)] };
    const twin = { ...town, id: 'organization/morvale' };
    for (const things of [
      [club, town, twin],
      [town, twin, club],
      [twin, club, town],
    ])
      expect(asked({ things })?.id).toBe('organization/morvale');
  });

  it('of which several documents speak needs no more than one name that one of them shares', () => {
    const documents = [on('a', cabinet.slice(0, 1), match), on('b', team, match)];
    expect(asked({ things: [{ id: 'place/morvale', documents }] })).toBeDefined();
  });

  it('is a thing whose documents share other names than those of people', () => {
    const rivers = ['Ouse', 'Tarn', 'Bure'].map((name) => ({ type: 'place', name }));
    const about = (doc: string) =>
      appearanceOf({ ...posting(doc, 'Morvale', [], '', ''), company: nameCodesOf(rivers) }, code);
    const things = [{ id: 'place/morvale', documents: [about('a')] }];
    expect(asked({ own: about('own'), things })).toBeDefined();
  });

  it('of several things is one that documents enough have', () => {
    const things = [
      { id: 'organization/morvale', documents: [on('club', cabinet, talks)] },
      { id: 'place/morvale', documents: [1, 2, 3].map((n) => on(`t${n}`, cabinet.slice(0, 1), match)) },
    ];
    expect(asked({ things, alone: 2 })?.id).toBe('organization/morvale');
    expect(asked({ things, alone: 3 })?.id).toBe('place/morvale');
  });
});

it('knows under which ids a name may stand', () => {
  expect(thingsCalled('person/morvale')).toEqual([
    'place/morvale',
    'organization/morvale',
    'group/morvale',
    'event/morvale',
  ]);
  expect(loneNameOf('organization/morvale')).toBe('person/morvale');
  expect(loneNameOf('organization/morvale-systems')).toBeUndefined();
  expect(loneNameOf('person/morvale')).toBeUndefined();
});
