import { describe, expect, test } from 'vitest';
import { joinIntroduced } from '../../../../../core/entities/spans/introducedNames.ts';
import type { TagType } from '../../../../../core/entities/tagger/tags.ts';
import { passagesOf } from '../../../../../core/entities/token.ts';

/** The names of a text after they are joined; `[Orsk]` marks a name as the tagger has it. */
function joined(marked: string, type: TagType = 'organization'): string[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  const [passage] = passagesOf(text);
  if (passage === undefined) return [];
  let removed = 0;
  const names = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ index, 1: surface = '' }) => {
    const start = index - removed;
    removed += 2;
    const from = passage.tokens.findIndex((token) => token.start === start);
    const to = passage.tokens.findIndex(({ end }) => end === start + surface.length) + 1;
    return { passage, from, to, type, probability: 0.5, confidence: 0.5 };
  });
  return joinIntroduced(names).map(({ passage: { tokens }, from, to }) =>
    text.slice(tokens[from]?.start, tokens[to - 1]?.end),
  );
}

describe('the acronym behind a name tells what belongs to it', () => {
  test.each([
    ['its end', 'The [Orsk Board of Ferries] and Tides (OBFT) met.', 'Orsk Board of Ferries and Tides'],
    ['its beginning', 'The Ferry and [Tide Workers Union] (FTWU) met.', 'Ferry and Tide Workers Union'],
    [
      'a part that is a place',
      'The [Board of Ferries] of [New Orsk] (BFNO) met.',
      'Board of Ferries of New Orsk',
    ],
  ])('%s', (_, text, name) => {
    expect(joined(text)).toEqual([name]);
  });

  test.each([
    ['a name that is whole', 'The [Orsk Board of Tides] (OBT) met.'],
    ['a longer name', 'The [Kelmer Orsk Board of Tides] (OBT) met.'],
    ['other letters', 'The [Orsk Board of Tides] and Ferries (OBT) met.'],
    ['what is no acronym', 'The [Orsk Board] of Tides (Ferries) met.'],
  ])('%s stays as it is', (_, text) => {
    expect(joined(text)).toEqual([/\[(.+)\]/.exec(text)?.[1]]);
  });

  test('persons stay as they are', () => {
    expect(joined('It is [Orsk] Board Tilde (OBT).', 'person')).toEqual(['Orsk']);
  });
});
