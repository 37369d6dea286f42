import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../../../core/entities/passages.ts';
import { isAcronym, tokensOf } from '../../../../core/entities/token.ts';

const words = (text: string) => [...tokensOf(text)].map((token) => token.text);

describe('tokens', () => {
  test.each([
    ['the U.S. line', ['the', 'U.S.', 'line']],
    ['Kim Jong-un’s aide', ['Kim', 'Jong-un', 'aide']],
    ["O'Neill and AT&T", ["O'Neill", 'and', 'AT&T']],
    ['a London-based firm', ['a', 'London', 'firm']],
    ['George W. Bush, Mr. Roe', ['George', 'W.', 'Bush', ',', 'Mr.', 'Roe']],
    ['$1,250.50 on 3rd', ['$', '1,250.50', 'on', '3rd']],
    ['G7, 3M and U2', ['G7', ',', '3M', 'and', 'U2']],
    ['Åse Øygård, Łódź', ['Åse', 'Øygård', ',', 'Łódź']],
  ])('%s', (text, tokens) => {
    expect(words(text)).toEqual(tokens);
  });

  test('words that open a sentence are marked, and initials do not end one', () => {
    const first = [...tokensOf('Dr. Roe met J. Doe. They spoke. “We won,” he said: Good.')].filter(
      (token) => token.opensSentence && token.kind === 'word',
    );
    expect(first.map((token) => token.text)).toEqual(['Dr.', 'They', 'We', 'Good']);
  });

  test('offsets are correct in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        let end = 0;
        for (const token of tokensOf(text)) {
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.start).toBeGreaterThanOrEqual(end);
          end = token.end;
        }
      }),
    );
  });
});

test.each([
  ['NATO', true],
  ['U.S.', true],
  ['G7', true],
  ['3M', true],
  ['Nato', false],
  ['A', false],
  ['INTERNATIONALISATION', false],
])('is %s an acronym? %s', (word, is) => {
  expect(isAcronym(word)).toBe(is);
});

describe('passages', () => {
  test('a headline in title case is distinguished from a sentence', () => {
    const [headline, sentence] = [
      ...passagesOf('Harbour Stays Closed As Storm Goes On\nThe harbour stayed closed as the storm went on.'),
    ];
    expect([headline?.titleCase, sentence?.titleCase]).toEqual([true, false]);
  });

  test('a very long text is split into passages without loss', () => {
    const text = 'word '.repeat(300_000);
    let tokens = 0;
    let longest = 0;
    for (const passage of passagesOf(text)) {
      tokens += passage.tokens.length;
      longest = Math.max(longest, passage.tokens.length);
    }
    expect(tokens).toBe(300_000);
    expect(longest).toBeLessThanOrEqual(10_000);
  });
});
