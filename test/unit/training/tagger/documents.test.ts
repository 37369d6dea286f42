import { describe, expect, test } from 'vitest';
import { beginTag, insideTag, outsideTag, type TagType } from '../../../../core/entities/tagger/tags.ts';
import { taggedDocument } from '../../../../training/tagger/documents.ts';
import { labelled } from '../labelledText.ts';

const only = (...tags: number[]) => tags.reduce((bits, tag) => bits | (1 << tag), 0);
const both = (type: TagType) => [beginTag(type), insideTag(type)];

describe('the allowed tags of a token', () => {
  test('are those of its label, also for two adjacent names', () => {
    expect([
      ...(taggedDocument(labelled('Then [PER Ilse Vantour] [LOC Kelmere] fell.')).allowed[0] ?? []),
    ]).toEqual([
      only(outsideTag),
      only(beginTag('person')),
      only(insideTag('person')),
      only(beginTag('place')),
      only(outsideTag),
      only(outsideTag),
    ]);
  });

  test('include types that the set does not label', () => {
    const [first] = taggedDocument(labelled('It fell on [LOC Kelmere].', 'btc')).allowed[0] ?? [];
    expect(first).toBe(only(outsideTag, ...both('group'), ...both('event'), ...both('other')));
  });

  test('of the mixed type MISC are those of a group if the name is a people', () => {
    const of = (name: string) => taggedDocument(labelled(`[MISC ${name}]`, 'wikigold')).allowed[0]?.[0];
    expect(of('Norwegians')).toBe(only(beginTag('group')));
    expect(of('Linux')).toBe(only(beginTag('other'), beginTag('event')));
  });

  test('of a people are those of a group, even where the set labels them as places', () => {
    const of = (name: string) => taggedDocument(labelled(`[LOC ${name}]`, 'redocred')).allowed[0]?.[0];
    expect(of('Norwegians')).toBe(only(beginTag('group')));
    expect(of('Norway')).toBe(only(beginTag('place')));
  });

  test('stay undecided if the teacher was unsure', () => {
    const document = labelled('[PER Vantour] fell.', 'gmb-silver');
    const may = only(beginTag('person'), beginTag('organization'));
    const entities = document.entities.map((entity) => ({ ...entity, type: '?', may }));
    expect([...(taggedDocument({ ...document, entities }).allowed[0] ?? [])]).toEqual([
      may,
      only(outsideTag),
      only(outsideTag),
    ]);
  });

  test('exclude a title from a name, even if the set includes it', () => {
    expect([...(taggedDocument(labelled('[PER Mr. Vantour] fell')).allowed[0] ?? [])]).toEqual([
      only(outsideTag),
      only(beginTag('person')),
      only(outsideTag),
    ]);
  });
});
