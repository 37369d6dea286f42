import { describe, expect, test } from 'vitest';
import { joinBodies } from '../../../../../core/entities/spans/bodies.ts';
import { passagesOf } from '../../../../../core/entities/token.ts';

/** The names of a text after they are joined; `[Orsk]` marks an organisation's name, as the tagger has it. */
function joined(marked: string, confidence = 0.5): string[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  const [passage] = passagesOf(text);
  if (passage === undefined) return [];
  let removed = 0;
  const names = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ index, 1: surface = '' }) => {
    const start = index - removed;
    removed += 2;
    const from = passage.tokens.findIndex((token) => token.start === start);
    const to = passage.tokens.findIndex(({ end }) => end === start + surface.length) + 1;
    return { passage, from, to, type: 'organization' as const, probability: 0.5, confidence };
  });
  return joinBodies(names).map(({ passage: { tokens }, from, to }) =>
    text.slice(tokens[from]?.start, tokens[to - 1]?.end),
  );
}

describe('a body with "and" in its name is whole', () => {
  test.each([
    [
      'its last field',
      'The [Department for Tilde] and Industry said so.',
      'Department for Tilde and Industry',
    ],
    [
      'several fields',
      'The [Department of the Tilde], Orsk and [Velmar Affairs] said so.',
      'Department of the Tilde, Orsk and Velmar Affairs',
    ],
    [
      'the fields before',
      'They asked the Work and [Pensions Committee] there.',
      'Work and Pensions Committee',
    ],
    ['a list before', 'They asked the Orsk, Tilde and [Velmar Board] there.', 'Orsk, Tilde and Velmar Board'],
  ])('%s', (_, text, expected) => {
    expect(joined(text)).toEqual([expected]);
  });

  test('of which the tagger has the rest for sure', () => {
    expect(joined('The head of [Tilde] and [Velmar Association] said so.')).toEqual([
      'Tilde and Velmar Association',
    ]);
    expect(joined('The head of [Tilde] and [Velmar Association] said so.', 0.8)).toHaveLength(2);
  });

  test.each([
    ['another that is sure', 'The [Ministry of Tilde] and [Velmar] said so.', 0.8],
    ['a country', 'The [Ministry of Tilde] and France said so.', 0.5],
    ['a bank', 'The [Ministry of Tilde] and Orsk Bank said so.', 0.5],
    ['a person with a title', 'They asked Mr and [Velmar Board] there.', 0.5],
    ['the first word of a sentence', 'Orsk and [Velmar Board] said so.', 0.5],
    ['nothing behind', 'The [Ministry of Tilde], and it said so.', 0.5],
  ])('but not with %s', (_, text, confidence) => {
    expect(joined(text, confidence)).toEqual([...text.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name));
  });
});
