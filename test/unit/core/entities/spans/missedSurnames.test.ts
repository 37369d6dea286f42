import { expect, it } from 'vitest';
import { candidateOf } from '../../../../../core/entities/candidate.ts';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { findMissedSurnames } from '../../../../../core/entities/spans/missedSurnames.ts';
import { vocabularyOf } from '../../../../../core/entities/vocabulary.ts';

/** What is found besides the names in square brackets, which the tagger has as persons. */
function missed(marked: string, confidence = 0.8): string[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  const passages = [...passagesOf(text)];
  const { tokens } = passages[0] ?? { tokens: [] };
  let removed = 0;
  const known = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ index, 1: surface = '' }) => {
    const start = index - removed;
    removed += 2;
    const from = tokens.findIndex((token) => token.start === start);
    const to = tokens.findIndex(({ end }) => end === start + surface.length) + 1;
    return candidateOf(tokens, from, to, 'person', confidence);
  });
  return findMissedSurnames(passages, known, vocabularyOf(passages)).map(({ start, end }) =>
    text.slice(Math.max(0, start - 4), end),
  );
}

it.each([
  ['a surname', 'They met [Orso Velmar] for the Velmar film.', ['the Velmar']],
  ['none that the tagger has', 'They met [Orso Velmar] with [Velmar] again.', []],
  ['none in a longer name', 'They met [Orso Velmar] at Velmar University and New Velmar.', []],
  ['none with a partner', 'They met [Orso Velmar] at Velmar & sons.', []],
  ['none that opens a sentence', 'They met [Orso Velmar]. Velmar was there.', []],
  ['none that is a word', 'They met [Orso Velmar] in a velmar, the Velmar one.', []],
  ['none of a lone name', 'They met [Velmar] for the Velmar film.', []],
  ['none that is a place', 'They met [Orso Paris] in the old Paris there.', []],
])('finds %s', (_, text, found) => {
  expect(missed(text)).toEqual(found);
});

it('looks for no doubtful name', () => {
  expect(missed('They met [Orso Velmar] for the Velmar film.', 0.4)).toEqual([]);
});
