/** Which lone names of a document may be a thing's. */
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../../core/document/record.ts';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import { bareNames } from '../../../../functions/store/bareNames.ts';

/** A document of one paragraph, in which these names are marked. */
function bareIn(
  text: string,
  names: readonly [surface: string, name: string, entity: string][],
  role?: 'politics',
): string[] {
  const content = { title: '', paragraphs: [{ text }] } as unknown as Content;
  const mentions = names.map(([surface, name, entity]) => {
    const start = text.indexOf(surface);
    return { start, end: start + surface.length, surface, name, entity };
  });
  const entities = [...new Set(names.map(([, , id]) => id))].map((id) => ({ id, ...(role && { role }) }));
  return [...bareNames(content, { entities, mentions } as unknown as Annotation)];
}

describe('a lone name', () => {
  const text = '"No," said Kent. In 1812 Lord Ford met Mr Hart, and Hart agreed.';

  it('is bare without a title and a role', () => {
    expect(bareIn(text, [['Kent', 'Kent', 'person/kent']])).toEqual(['person/kent']);
    expect(bareIn(text, [['Kent', 'Kent', 'person/kent']], 'politics')).toEqual([]);
  });

  it('has a title at any of its mentions, before it or in what was recognised', () => {
    expect(bareIn(text, [['Lord Ford', 'Ford', 'person/ford']])).toEqual([]);
    expect(
      bareIn(text, [
        ['Hart, and', 'Hart, and', 'person/hart'],
        ['Hart agreed', 'Hart agreed', 'person/hart'],
      ]),
    ).toEqual([]);
  });

  it('is not a full name, nor that of a thing', () => {
    const names = [
      ['Kent', 'Ada Kent', 'person/ada-kent'],
      ['Kent', 'Kent', 'place/kent'],
    ] as const;
    expect(
      bareIn(
        text,
        names.map((name) => [...name]),
      ),
    ).toEqual([]);
  });
});
