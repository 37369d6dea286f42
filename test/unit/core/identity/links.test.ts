import { expect, it } from 'vitest';
import { linkEntities, linkMentions, sameLinks } from '../../../../core/identity/links.ts';

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

it('shows an inflected name without its ending, on the entity and on the mention', () => {
  const links = { 'person/boris-johnsonin': 'person/boris-johnson' };
  const form = entity('person/boris-johnsonin', 'Boris Johnsonin', 1);
  expect(linkEntities([form], links)).toEqual([
    { ...entity('person/boris-johnson', 'Boris Johnson', 1), via: 'person/boris-johnsonin' },
  ]);
  expect(linkEntities([form, entity('person/boris-johnson', 'Boris Johnson', 2)], links)).toEqual([
    entity('person/boris-johnson', 'Boris Johnson', 3),
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
