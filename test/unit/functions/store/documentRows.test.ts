/** What the postings of a document say of people's decisions, and of links. */
import { expect, it } from 'vitest';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import { postingRows } from '../../../../functions/store/documentRows.ts';
import { content } from './talks.ts';

const doc = 'd'.repeat(32);
const annotated = (...names: string[]) =>
  ({
    entities: names.map((name) => ({
      id: `person/${name.toLowerCase().replace(' ', '-')}`,
      ...{ type: 'person', name, mentions: 1 },
    })),
    mentions: [],
  }) as unknown as Annotation;

const decided = { entities: { 'person/bea-brown': { to: 'person/ada-amber', by: ['first'] } } };

it('a name that was decided is foreign, unless the document itself has the entity', () => {
  const posting = (...names: string[]) =>
    postingRows(
      doc,
      { source: { key: 'a.txt', part: '' }, content, annotation: annotated(...names) },
      { decided },
    ).get('person/ada-amber');
  expect(posting('Bea Brown')).toMatchObject({ by: ['first'], moved: true, foreign: true });
  expect(posting('Ada Amber', 'Bea Brown')).toMatchObject({ by: ['first'], mentions: 2 });
  for (const names of [['Ada Amber', 'Bea Brown'], ['Ada Amber']])
    expect(posting(...names)).not.toHaveProperty('foreign');
});

it('a name that a link put here is not foreign: its posting says that a link made it', () => {
  const source = { source: { key: 'a.txt', part: '' }, content, annotation: annotated('Amber') };
  const rows = postingRows(doc, source, { links: { 'person/amber': 'person/ada-amber' } });
  expect([...rows.keys()]).toEqual(['person/ada-amber']);
  expect(rows.get('person/ada-amber')).toMatchObject({ form: 'Amber', via: expect.any(String) });
  expect(rows.get('person/ada-amber')).not.toHaveProperty('foreign');
});
