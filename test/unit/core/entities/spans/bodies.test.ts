import { describe, expect, test } from 'vitest';
import { joinBodies } from '../../../../../core/entities/spans/bodies.ts';
import type { TaggedName } from '../../../../../core/entities/tagger/tagger.ts';
import { joinedNames } from './markedNames.ts';

const joined = (marked: string, confidence?: number) =>
  joinedNames(marked, joinBodies, confidence === undefined ? {} : { confidence });

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
    [
      'a field that ends others',
      'The [Centre for Orsk], Tilde and Media said so.',
      'Centre for Orsk, Tilde and Media',
    ],
    [
      'a body behind another word',
      'The [Orsk Federation of Tilde] and Velmar said so.',
      'Orsk Federation of Tilde and Velmar',
    ],
    ['a school', 'The [Orsk School of Tilde] and Velmar said so.', 'Orsk School of Tilde and Velmar'],
    ['when it is on', 'They said the [Velmar Group] on Wednesday met there again.', 'Velmar Group'],
    ['an owner that is no member', "They left the Velmars' [Tilde Association] there.", 'Tilde Association'],
    ['a corporation', 'They saw Orsk and [Tilde Gas Corporation] there.', 'Orsk and Tilde Gas Corporation'],
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

describe('a name of which the tagger has a part', () => {
  test.each([
    [
      'a field behind',
      'They asked [Orsk Elevators] and Tilde Systems there.',
      'Orsk Elevators and Tilde Systems',
    ],
    ['two parts', 'They asked [AB] [Orsk & Sons] there.', 'AB Orsk & Sons'],
    ['a number of a station', 'They told [BBC Radio] 4 there.', 'BBC Radio 4'],
    ['a number in words', 'They told [BBC] Two there.', 'BBC Two'],
    ['a live station', 'They told [BBC] Radio Five Live there.', 'BBC Radio Five Live'],
    ['a station and who speaks', 'They told [BBC Radio] 1 DJ Ana Orsk there.', 'BBC Radio 1'],
    ['a site of news', 'They told [Velmar News] Online there.', 'Velmar News Online'],
  ])('%s', (_, text, expected) => {
    expect(joined(text, 0.5)).toEqual([expected]);
  });

  test.each([
    ['sure parts', 'They asked [AB] [Orsk & Sons] there.', 0.7],
    ['a listed name', 'They asked [Microsoft] [Orsk] there.', 0.5],
    ['two bodies', 'They asked [Orsk Elevators] and [Tilde Systems] there.', 0.5],
    ['a number of stations', 'They told [BBC Radio] 24 there.', 0.5],
    ['a number of others', 'They told [Velmar Bank] 4 there.', 0.5],
    ['a number of nations', 'They saw the [RBS] Six Nations there.', 0.5],
    ['nations on a station', 'They saw the [BBC] Six Nations there.', 0.5],
    ['those on trial', 'The [ICC] Two are on trial.', 0.5],
    ['six states', 'The [NATO] Six have signed.', 0.5],
    ['those whom a station lost', 'The [BBC] Two were freed.', 0.5],
    ['days', 'She left [GM] Two days later.', 0.5],
    ['days at a station', 'She left the [BBC] Two days later.', 0.5],
    ['an hour of radio', 'They heard [BBC] Radio One hour later.', 0.5],
    ['a shop', 'They asked [HSBC] Online there.', 0.5],
    ['a number of persons', 'They saw [Velmar] Two there.', 0.5],
    ['a number in another sentence', 'They saw the [BBC]. Two came.', 0.5],
    ['a game', 'They played [Velmar News] Online Quelle there.', 0.5],
  ])('but not %s', (_, text, confidence) => {
    expect(joined(text, confidence)).toEqual([...text.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name));
  });
});

describe('nouns beside a name are no part of it', () => {
  test.each([
    ['They left the [Labour party] there.', 'Labour party'],
    ['[Bank Velmar] said so.', 'Bank Velmar'],
  ])('%s', (text, expected) => {
    expect(joined(text)).toEqual([expected]);
  });

  test.each([
    ['[Carmaker Velmar] said so.', 'Velmar'],
    ['They asked [Carmaker Velmar] there.', 'Carmaker Velmar'],
    ['[Bank Velmar] said so.', 'Bank Velmar'],
  ])('a noun that opens the sentence is no part of %s', (text, expected) => {
    for (const type of ['person', 'organization'] as const)
      expect(joinedNames(text, joinBodies, { type })).toEqual([expected]);
  });
});

describe('a body whose last words the tagger left out', () => {
  test.each([
    ['a police force', 'He works for [Velmar Valley] Police there.', 'Velmar Valley Police'],
    ['a company', 'He works for [Velmar] Global Markets there.', 'Velmar Global Markets'],
    ['a court', 'He went to [Velmar] County Superior Court there.', 'Velmar County Superior Court'],
    ['words that end with none', 'He saw [Velmar] White Sox there.', 'Velmar'],
    ['an acronym', 'He saw [Velmar] BBC Radio there.', 'Velmar'],
    ['a new sentence', 'He saw [Velmar]. Police came.', 'Velmar'],
  ])('%s', (_, text, expected) => {
    expect(joined(text)).toEqual([expected]);
  });

  test('is not joined with another name', () => {
    expect(joined('He saw [Velmar] [Orsk Police] there.', 0.8)).toEqual(['Velmar', 'Orsk Police']);
  });
});

test('a figure behind a radio makes nothing surer, as it may count years', () => {
  const sure = (names: readonly TaggedName[]) =>
    joinBodies(names).filter(({ confidence }) => confidence > 0.5);
  expect(joinedNames('They bought [Velmar Radio] 3 years ago.', sure)).toEqual([]);
});

test('a figure of a radio in a headline with capitals', () => {
  expect(joined('Minister Tells [BBC Radio] 4 He Will Not Resign')).toEqual(['BBC Radio 4']);
  expect(joined('Minister Tells [BBC] Two He Will Not Resign')).toEqual(['BBC']);
});

test('a field that was taken for an event', () => {
  const withEvent = (names: readonly TaggedName[]) =>
    joinBodies(names.map((name, i) => (i === 1 ? { ...name, type: 'event' } : name)));
  expect(joinedNames('At the [Centre for Orsk], [Tilde] and Velmar there.', withEvent)).toEqual([
    'Centre for Orsk, Tilde and Velmar',
  ]);
});

test.each([
  ['a channel', 'It came from [Velmar TV] and others.', 'Velmar TV'],
  ["a company's field", 'The [Orsk Energy] spokesman left.', 'Orsk Energy'],
  [
    "a department's field",
    'A [Department for Orskian Affairs] spokesman left.',
    'Department for Orskian Affairs',
  ],
])('%s', (_, text, expected) => {
  expect(joined(text, 0.7)).toEqual([expected]);
});

describe('a club is whole', () => {
  test.each([
    ['with a town', 'They beat [Velmar] Rovers 2-1.', 'place', ['Velmar Rovers']],
    [
      'with what the tagger takes for a person',
      'They beat [Velmar] Wanderers.',
      'person',
      ['Velmar Wanderers'],
    ],
    ['in two parts', 'They beat [Velmar] [Rovers] 2-1.', 'organization', ['Velmar Rovers']],
    ['but not with a full name', 'They saw [Ana Velmar] Albion.', 'person', ['Ana Velmar']],
    [
      'but not of what goes on',
      'They asked [Velmar] Athletic Director Ana Orsk.',
      'organization',
      ['Velmar'],
    ],
    ['but not over a comma', 'They beat [Velmar], Rovers said.', 'place', ['Velmar']],
  ] as const)('%s', (_, text, type, expected) => {
    expect(joinedNames(text, joinBodies, { type, confidence: 0.7 })).toEqual(expected);
  });
});
