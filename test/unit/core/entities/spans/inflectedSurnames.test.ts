import { describe, expect, it } from 'vitest';
import { type Candidate, candidateOf } from '../../../../../core/entities/candidate.ts';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { withInflectedSurnames } from '../../../../../core/entities/spans/inflectedSurnames.ts';
import type { NameTagger } from '../../../../../core/entities/tagger/tagger.ts';
import { annotated } from '../annotatedStory.ts';

/** The mentions of the text with one of these words, as `word: type`. */
function typesOf(text: string, ...words: string[]): string[] {
  const { mentions } = annotated(text);
  return mentions
    .filter(({ surface }) => words.includes(surface))
    .map(({ surface, type }) => `${surface}: ${type}`);
}

describe('a surname with an ending of another language', () => {
  it.each([
    ['Finnish', 'According to Macronilta, the talks were useful.', 'Macronilta'],
    ['Polish', 'The opposition criticised Morawieckiego for the delay.', 'Morawieckiego'],
    ['Hungarian', 'The government of Orbánnal presented its draft budget.', 'Orbánnal'],
    ['Turkish', "Relations with Macron'dan have cooled.", "Macron'dan"],
  ])('alone, of %s, is a person', (_, sentence, name) => {
    expect(typesOf(`${sentence} The harbour was closed.`, name)).toEqual([`${name}: person`]);
  });

  it.each([
    ['a place', 'The ferry from Hampden was late.', 'Hampden'],
    ['a body', 'The survey was made by Nationwide last week.', 'Nationwide'],
  ])('does not make a person of %s', (_, sentence, name) => {
    expect(typesOf(sentence, name)).not.toContain(`${name}: person`);
  });
});

describe('what the tagger doubts', () => {
  const text = 'They met Tessandrilta and Velmarilla in the north.';
  const passages = [...passagesOf(text)];
  const tokens = passages[0]?.tokens ?? [];
  const indexOf = (word: string) => tokens.findIndex((token) => token.text === word);
  const place = (word: string, confidence: number): Candidate =>
    candidateOf(tokens, indexOf(word), indexOf(word) + 1, 'place', confidence);
  /** Has the base forms as persons. */
  const tagger = (confidence: number): NameTagger => ({
    surer: 0,
    tag: (_text, lines) =>
      lines.flatMap((passage) =>
        passage.tokens.flatMap(({ text: word }, from) =>
          ['Tessandr', 'Velmar'].includes(word)
            ? [{ passage, from, to: from + 1, type: 'person' as const, confidence, probability: confidence }]
            : [],
        ),
      ),
  });
  const read = (names: Candidate[], confidence: number) =>
    withInflectedSurnames(text, passages, names, tagger(confidence)).map(
      ({ words, type, confidence }) => `${words.join(' ')} ${type} ${confidence}`,
    );

  it('becomes a person, with the confidence of the base form up to a bound', () => {
    expect(read([place('Tessandrilta', 0.3), place('Velmarilla', 0.5)], 0.55)).toEqual([
      'Tessandrilta person 0.55',
      'Velmarilla person 0.55',
    ]);
    expect(read([place('Velmarilla', 0.5)], 0.9)).toEqual(['Velmarilla person 0.6']);
  });

  it('stays what it is if it is surer, or as sure as the base form is not', () => {
    expect(read([place('Tessandrilta', 0.6), place('Velmarilla', 0.5)], 0.4)).toEqual([
      'Tessandrilta place 0.6',
      'Velmarilla place 0.5',
    ]);
  });

  it('is read once more in at most 100 places', () => {
    const long = 'Now they met Velmarilla in the north of the country. '.repeat(150);
    const all = [...passagesOf(long)];
    const names = all.flatMap((passage) =>
      passage.tokens.flatMap(({ text: word }, i) =>
        word === 'Velmarilla' ? [candidateOf(passage.tokens, i, i + 1, 'place', 0.2)] : [],
      ),
    );
    const asked: number[] = [];
    const counting: NameTagger = {
      surer: 0,
      tag: (_text, lines) => {
        asked.push(lines.length);
        return [];
      },
    };
    withInflectedSurnames(long, all, names, counting);
    expect(names).toHaveLength(150);
    expect(asked).toEqual([100]);
  });
});
