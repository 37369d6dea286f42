/** Before which lone names of a document a title stands. */
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../../core/document/record.ts';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import { titledNames } from '../../../../functions/store/titledNames.ts';

/** A document of one paragraph, in which these names are marked. */
function titledIn(text: string, names: readonly [surface: string, name: string, entity: string][]): string[] {
  const content = { title: '', paragraphs: [{ text }] } as unknown as Content;
  const mentions = names.map(([surface, name, entity]) => {
    const start = text.indexOf(surface);
    return { start, end: start + surface.length, surface, name, entity };
  });
  const entities = [...new Set(names.map(([, , id]) => id))].map((id) => ({ id }));
  return [...titledNames(content, { entities, mentions } as unknown as Annotation)];
}

describe('a title before a lone name', () => {
  it('is noticed at any of its mentions', () => {
    const text = 'Kent said nothing. "No," said Mr Ford and Ford agreed.';
    expect(
      titledIn(text, [
        ['Kent', 'Kent', 'person/kent'],
        ['Ford', 'Ford', 'person/ford'],
      ]),
    ).toEqual(['person/ford']);
  });

  it('may be a part of what was recognised', () => {
    expect(titledIn('In 1812 Lord Kent was in office.', [['Lord Kent', 'Kent', 'person/kent']])).toEqual([
      'person/kent',
    ]);
  });

  it('is of no concern before a full name', () => {
    expect(titledIn('It was Mr Ada Kent.', [['Ada Kent', 'Ada Kent', 'person/ada-kent']])).toEqual([]);
  });
});
