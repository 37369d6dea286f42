import { describe, expect, test } from 'vitest';
import { annotated } from '../annotatedStory.ts';
import { typesIn } from './typesIn.ts';

const founder = 'It was founded by [Gustav Quelle|person] in 1903.';

describe('a lone name that is also a surname is a company', () => {
  test.each([
    ['whose founder is named', `Shares in [Quelle|person] rose. ${founder} [Quelle|person] was glad.`],
    ['with an officer', `[Quelle|person], which makes pumps, grew. Its founder, [Ana Quelle|person], left.`],
    ['who founded it', '[Quelle|person] employs 300 people. [Ana Quelle|person], who founded it, left.'],
    ['shown twice', 'Shares in [Quelle|person] rose. An analyst at [Quelle|person] met [Ana Quelle|person].'],
    ['as the tagger says', `[Quelle|organization] fell. ${founder} [Quelle|organization] was glad.`],
  ])('%s', (_, text) => {
    const types = typesIn(text, 0.8);
    expect(types.filter((type) => type === 'person')).toHaveLength(1);
    expect(types[0]).toBe('organization');
  });
});

describe('it is the person', () => {
  test.each([
    ['named in full first', `${founder} Shares in [Quelle|person] rose.`],
    ['shown once, and nobody founded it', 'Shares in [Quelle|person] rose. They met [Ana Quelle|person].'],
    ['who speaks first', `[Quelle|person] said he left. Shares in [Quelle|person] rose. ${founder}`],
    ['without a sign of a company', `[Quelle|person] was there. ${founder}`],
  ])('%s', (_, text) => {
    expect(new Set(typesIn(text, 0.8))).toEqual(new Set(['person']));
  });

  test('beside the company, where the words show it', () => {
    const text = `Shares in [Quelle|person] rose. ${founder} [Quelle|person], 80, left.`;
    expect(typesIn(text, 0.8)).toEqual(['organization', 'person', 'person']);
  });
});

describe('it is a place', () => {
  test.each([
    ['by its noun', '[Ana Quelle|person] left the city of [Quelle|person].', 'place'],
    ['in a country', '[Ana Quelle|person] was born in [Quelle|person], Kenya.', 'place'],
    [
      'in a country, before the person',
      'It hit [Quelle|person], Kenya. They met [Ana Quelle|person].',
      'place',
    ],
    [
      'in a list behind the person',
      'They met [Ana Quelle|person]. They fear [Quelle|person], Iran.',
      'person',
    ],
    ["in whose someone's house", '[Ana Quelle|person] sat in [Quelle|person].', 'person'],
  ])('%s', (_, text, type) => {
    expect(typesIn(text, 0.8).sort()).toEqual(['person', type].sort());
  });

  test('wherever "in" stands before it, once it is shown', () => {
    const text = '[Ana Quelle|person] left the city of [Quelle|person]. In [Quelle|person] it rained.';
    expect(typesIn(text, 0.8)).toEqual(['person', 'place', 'place']);
  });
});

test('a place and a person of one name are two entities, whatever the tagger takes most mentions for', () => {
  const { mentions } = annotated(
    'Residents of the city of Lincoln met at a statue of Abraham Lincoln. Lincoln was born in Kentucky. ' +
      'The mayor of Lincoln said the statue would stay.',
  );
  const entities = mentions.filter(({ surface }) => surface === 'Lincoln').map(({ entity }) => entity);
  expect(entities).toEqual(['place/lincoln', 'person/abraham-lincoln', 'place/lincoln']);
});
