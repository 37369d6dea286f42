import { expect, it } from 'vitest';
import type { Mention } from '../../../../core/entities/annotation.ts';
import {
  aliasOfPlace,
  baseBehind,
  isMisspelt,
  linkEntities,
  linkMentions,
  sameLinks,
  sharedName,
} from '../../../../core/identity/links.ts';

const entity = (id: string, name: string, mentions: number) => ({
  id,
  type: 'person' as const,
  name,
  mentions,
});

it('shows a surname alone under the entity that it is put to', () => {
  const links = { 'person/blair': 'person/tony-blair', 'person/hart': null };
  const linked = linkEntities([entity('person/blair', 'Blair', 2), entity('person/hart', 'Hart', 1)], links);
  expect(linked).toEqual([
    { ...entity('person/tony-blair', 'Blair', 2), via: 'person/blair' },
    entity('person/hart', 'Hart', 1),
  ]);
});

it('has one entity where the full name is there too', () => {
  const both = [entity('person/blair', 'Blair', 2), entity('person/tony-blair', 'Tony Blair', 1)];
  expect(linkEntities(both, { 'person/blair': 'person/tony-blair' })).toEqual([
    { ...entity('person/tony-blair', 'Tony Blair', 3), also: ['Blair'] },
  ]);
});

it('has all forms of names that are put together, and shows that of the document itself', () => {
  const full = { ...entity('person/tony-blair', 'Tony Blair', 1), also: ['Anthony Blair'] };
  const short = { ...entity('person/blair', 'Blair', 2), also: ['Mr Blair'] };
  const links = { 'person/blair': full.id, 'person/t-blair': full.id };
  const both = { ...full, mentions: 3 };
  expect(linkEntities([full, short], links)).toEqual([
    { ...both, also: ['Anthony Blair', 'Mr Blair', 'Blair'] },
  ]);
  expect(linkEntities([short, full], links)).toEqual([
    { ...both, also: ['Anthony Blair', 'Mr Blair', 'Blair'] },
  ]);
  // Of two short names the first one, which is the main one.
  const initial = entity('person/t-blair', 'T Blair', 1);
  const via = { id: full.id, via: 'person/blair', mentions: 3 };
  expect(linkEntities([short, initial], links)).toEqual([
    { ...short, ...via, also: ['Mr Blair', 'T Blair'] },
  ]);
});

/** A mention that is put to somebody. */
function linkedTo(to: string, name: string) {
  const id = `person/${name.toLowerCase().replace(' ', '-')}`;
  const mention = {
    ...{ start: 0, end: name.length, surface: name, type: 'person' as const, entity: id, name },
    ...{ confidence: 1, link: { reason: 'same name' }, extractor: 'test' },
  };
  const { entity, link, repair } = linkMentions([mention], { [id]: to })[0] as Mention;
  return { entity, link, repair };
}

it.each([
  ['Oyelaran', 'surname'],
  ['Oyelraan', 'misspelt surname'],
  ['J Oyelaran', 'initial and surname'],
])('says of %s that it is a %s', (name, form) => {
  expect(linkedTo('person/james-oyelaran', name)).toEqual({
    entity: 'person/james-oyelaran',
    link: { reason: `${form}, by other documents`, of: name },
  });
});

it.each([
  ['Boris Johnsonin', 'Boris Johnson', 'inflected', 'genitive -in', 'fi'],
  ['Micheal Howard', 'Michael Howard', 'misspelt given name', 'misspelt given name', 'en'],
])('says of %s what it was repaired to and why', (name, right, form, rule, language) => {
  const to = `person/${right.toLowerCase().replace(' ', '-')}`;
  expect(linkedTo(to, name)).toEqual({
    entity: to,
    link: { reason: `${form}, by other documents`, of: name },
    repair: { from: name, to: right, language, rule, evidence: `other documents have "${right}"` },
  });
});

it.each([
  ['Johnsonin', 'person/boris-johnson', 'Johnson'],
  ['Boris Johnsonin', 'person/boris-johnson', 'Boris Johnson'],
  ['Johnsonin', 'person/boris-swanson', undefined],
  ['Johnsonin', 'place/johnson', undefined],
  // However it is written, the name as it stands is that of the family, which comes first.
  ['NGuyen', 'person/nguyen-nguye', undefined],
])('knows the base by which %s may be %s', (name, to, base) => {
  expect(baseBehind(name, to)?.name).toBe(base);
});

it.each([
  ['person/oyelraan', 'person/james-oyelaran', true],
  ['person/oyelraan', 'person/james-van-oyelaran', true],
  ['person/oyelaran', 'person/james-oyelaran', false],
  ['person/j-oyelraan', 'person/james-oyelaran', false],
])('knows whether %s is a slip of the surname of %s', (short, to, misspelt) => {
  expect(isMisspelt(short, to)).toBe(misspelt);
});

it('says on a mention that other documents tell who is meant', () => {
  const mention = {
    ...{ start: 0, end: 5, surface: 'Blair', type: 'person' as const, entity: 'person/blair', name: 'Blair' },
    ...{ confidence: 1, link: { reason: 'same name' }, extractor: 'test' },
  };
  expect(linkMentions([mention], { 'person/blair': 'person/tony-blair' })).toEqual([
    { ...mention, entity: 'person/tony-blair', link: { reason: 'surname, by other documents', of: 'Blair' } },
  ]);
});

it('shows a lone name that is a thing with the type of the thing', () => {
  const links = { 'person/morvale': 'place/morvale' };
  expect(linkEntities([entity('person/morvale', 'Morvale', 2)], links)).toEqual([
    { ...entity('place/morvale', 'Morvale', 2), type: 'place', via: 'person/morvale' },
  ]);
  const mention = {
    ...{ start: 0, end: 7, surface: 'Morvale', type: 'person' as const, name: 'Morvale' },
    ...{ entity: 'person/morvale', confidence: 1, link: { reason: 'same name' }, extractor: 'test' },
  };
  const link = { reason: 'same name, by other documents', of: 'Morvale' };
  expect(linkMentions([mention], links)).toEqual([
    { ...mention, type: 'place', entity: 'place/morvale', link },
  ]);
});

it('keeps the other names of a document with what is linked, and the inflected name itself', () => {
  const named = (id: string, name: string) => ({ ...entity(id, name, 1), also: ['BJ'] });
  const alsoOf = (id: string, name: string) =>
    linkEntities([named(id, name)], { [id]: 'person/boris-johnson' }).map(({ also }) => also);
  expect(alsoOf('person/boris-johnsonin', 'Boris Johnsonin')).toEqual([['BJ', 'Boris Johnsonin']]);
  expect(alsoOf('person/johnson', 'Johnson')).toEqual([['BJ']]);
});

it('shows an inflected name without its ending, on the entity and on the mention', () => {
  const links = { 'person/boris-johnsonin': 'person/boris-johnson' };
  const form = entity('person/boris-johnsonin', 'Boris Johnsonin', 1);
  expect(linkEntities([form], links)).toEqual([
    { ...entity('person/boris-johnson', 'Boris Johnson', 1), via: form.id, also: [form.name] },
  ]);
  expect(linkEntities([form, entity('person/boris-johnson', 'Boris Johnson', 2)], links)).toEqual([
    { ...entity('person/boris-johnson', 'Boris Johnson', 3), also: [form.name] },
  ]);
  const mention = {
    ...{ start: 0, end: 15, surface: form.name, type: form.type, entity: form.id, name: form.name },
    ...{ confidence: 1, link: { reason: 'same name' }, extractor: 'test' },
  };
  expect(linkMentions([mention], links)).toMatchObject([
    {
      surface: 'Boris Johnsonin',
      name: 'Boris Johnson',
      repair: { from: 'Boris Johnsonin', to: 'Boris Johnson' },
    },
  ]);
});

it('compares links', () => {
  expect(sameLinks(undefined, {})).toBe(true);
  expect(sameLinks({ a: null }, { a: null })).toBe(true);
  expect(sameLinks({ a: null }, { a: 'b' })).toBe(false);
});

it.each([
  ['person/okoye', 'Okoye', 'person/amara-okoye', 2],
  ['person/a-okoye', 'A Okoye', 'person/amara-okoye', 3],
  ['person/alan-velmarin', 'Alan Velmarin', 'person/alan-velmar', 3],
  ['person/velmarin', 'Velmarin', 'person/alan-velmar', 1],
  ['person/velmmar', 'Velmmar', 'person/alan-velmar', 1],
  ['person/tilde', 'Tilde', 'person/alan-velmar', 0],
  ['place/velmarin', 'Velmarin', 'person/alan-velmar', 0],
  ['person/morvale', 'Morvale', 'place/morvale', 2],
  ['person/ana-morvale', 'Ana Morvale', 'place/ana-morvale', 0],
  ['person/morvale', 'Morvale', 'place/lerwick', 0],
])('%s has so much of the name %s of %s: %d', (id, name, to, shared) => {
  expect(sharedName({ id, name }, to)).toBe(shared);
});

it.each([
  ['person/tarja-halosen', 'Tarja Halosen', 'person/tarja-halonen', 'ha~halosen'],
  ['person/oyelraan', 'Oyelraan', 'person/james-oyelaran', 'oy~oyelraan'],
  ['person/oyelaran', 'Oyelaran', 'person/james-oyelaran', undefined],
  ['person/j-oyelaran', 'J Oyelaran', 'person/james-oyelaran', undefined],
  ['person/oyelaran', 'Oyelaran', undefined, 'oy~oyelaran'],
])('%s, written "%s" and put to %s, is listed under %s', (id, form, to, listed) => {
  expect(aliasOfPlace(id, { form, ...(to !== undefined && { to }) })).toBe(listed);
});
