import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { joinNames } from '../../../../../core/entities/spans/nameJoins.ts';
import type { TagType } from '../../../../../core/entities/tagger/tags.ts';

/** The names of a text after they are joined; `[Orsk]` marks what the tagger takes for a person's name. */
function joined(marked: string, type: TagType = 'person', confidence = 0.6): string[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  const passages = [...passagesOf(text)];
  let [removed, from] = [0, 0];
  const names = [...marked.matchAll(/\[([^\]]+)\]/g)].flatMap(({ index, 1: surface = '' }) => {
    const start = index - removed;
    removed += 2;
    from = start + surface.length;
    return passages.flatMap((passage) => {
      const at = passage.tokens.findIndex((token) => token.start === start);
      const to = passage.tokens.findIndex(({ end }) => end === from) + 1;
      return at < 0 ? [] : [{ passage, from: at, to, type, probability: 0.5, confidence }];
    });
  });
  return joinNames(names).map(({ passage: { tokens }, from: first, to }) =>
    text.slice(tokens[first]?.start, tokens[to - 1]?.end),
  );
}

describe('a part of a name that the tagger missed', () => {
  test.each([
    ['a surname before a sign', 'They asked the singer [Maria] Tilde, who left.', ['Maria Tilde']],
    ['a particle', 'There [David] dal [Orsk] replaced him.', ['David dal Orsk']],
    ['a particle behind another first name', 'There [Joost] ten [Orsk] replaced him.', ['Joost ten Orsk']],
    ['a given name', 'They asked the striker Dries [Mertens] about it.', ['Dries Mertens']],
    ['a given name that opens a sentence', 'It ended. Ally [Velmar] clawed back.', ['Ally Velmar']],
    ['no other word that opens a sentence', 'It ended. When [Velmar] clawed back.', ['Velmar']],
    [
      'a given name before one that may be another, twice',
      'They saw the director Orso [Lee] there. Then the director Orso [Lee] left.',
      ['Orso Lee', 'Orso Lee'],
    ],
    [
      'the first word of a sentence that has the whole name elsewhere',
      'Orso [Velmar] backs it. They saw the director Orso [Velmar] there.',
      ['Orso Velmar', 'Orso Velmar'],
    ],
  ])('%s', (_, text, expected) => {
    expect(joined(text)).toEqual(expected);
  });

  test.each([
    ['a word that opens a sentence', 'They thanked [David]. The rest left.', ['David']],
    ['a word before another noun', 'They saw [Mike] New prices, he said.', ['Mike']],
    ['a greeting', 'It is going well Hello [Louise], he wrote.', ['Louise']],
    ['a verb', 'What did [Joost] do [Maria] asked.', ['Joost', 'Maria']],
    ['a conjunction', 'They saw [Maria] and [Orsk] there.', ['Maria', 'Orsk']],
  ])('is not %s', (_, text, expected) => {
    expect(joined(text)).toEqual(expected);
  });
});

test('two persons of one word with nothing between them are one', () => {
  expect(joined('They saw [Maria] [Tilde] there.')).toEqual(['Maria Tilde']);
  expect(joined('They saw [Orso] [Tilde] there. Then [Orso] [Tilde] left.')).toEqual([
    'Orso Tilde',
    'Orso Tilde',
  ]);
  expect(joined('Thanks [Orso] [Tilde] here is a list.')).toEqual(['Orso', 'Tilde']);
  expect(joined('They saw [Maria], [Tilde] there.')).toEqual(['Maria', 'Tilde']);
});

test('a sign before a name is no part of it, and none itself', () => {
  expect(joined('They wrote to [@ Velmar Foods] there.')).toEqual(['Velmar Foods']);
  expect(joined('They wrote to [@] [Velmar] there.')).toEqual(['Velmar']);
});

test('a part of a name in brackets is joined', () => {
  expect(joined('They saw ([Serena]) [Velmar] there.')).toEqual(['(Serena) Velmar']);
  expect(joined('They saw ([Jon Tilde]) [Velmar] there.')).toEqual(['(Jon Tilde) Velmar']);
  // One came on for the other.
  expect(joined('[Orsk] ([Tilde]) [Velmar] played.')).toEqual(['Orsk', 'Tilde', 'Velmar']);
});
