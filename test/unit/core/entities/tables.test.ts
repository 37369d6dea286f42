/** Names in tables, results and lists: shares of what templates with invented names have. */
import { expect, test } from 'vitest';
import { found } from './annotatedStory.ts';

const towns = 'Velmar Orsk Kessock Brantwood Tilbrook Marlbury Ormsby Kestrelton Dunvale Harstow'.split(' ');
const clubs = towns.map((town, i) => `${town} ${['Rovers', 'United', 'Athletic', 'Town'][i % 4]}`);
const given = 'Ana Dara Pavel Kwame Yuki Mateus Ingrid Farid Thabo Svetlana'.split(' ');
const surnames =
  'Quelle Okoyemi Halvarsen Tanukawa Brezovan Marquand Thornwick Gudrunsen Ramasami Dellacosta'.split(' ');
const countries = 'Kenya Norway Spain Japan Croatia Jamaica Pakistan Brazil Ukraine Austria'.split(' ');
const codes = 'KEN NOR ESP JPN CRO JAM PAK BRA UKR AUT'.split(' ');

const kinds: Record<string, [of: (i: number) => string, type: string]> = {
  town: [(i) => towns[i % 10] ?? '', 'organization'],
  club: [(i) => clubs[i % 10] ?? '', 'organization'],
  team: [(i) => countries[i % 10] ?? '', 'organization'],
  place: [(i) => towns[i % 10]?.toUpperCase() ?? '', 'place'],
  country: [(i) => countries[i % 10] ?? '', 'place'],
  code: [(i) => codes[i % 10] ?? '', 'place'],
  person: [(i) => `${given[i % 10]} ${surnames[(3 * i + 1) % 10]}`, 'person'],
  surname: [(i) => surnames[i % 10] ?? '', 'person'],
};

/** The share of a template's names that are found whole and of their type, over ten fillings. */
function share(template: string): number {
  let [right, all] = [0, 0];
  for (let seed = 0; seed < 10; seed++) {
    let slot = seed;
    const expected: string[] = [];
    const text = template.replaceAll(/\{(\w+)\}/g, (_, kind: string) => {
      const [of, type] = kinds[kind] ?? [() => '', ''];
      const name = of(slot++);
      expected.push(`${name} → ${type}`);
      return name;
    });
    const mentions = found(text).map((each) => each.slice(0, each.indexOf('/')));
    all += expected.length;
    right += expected.filter((each) => mentions.includes(each)).length;
  }
  return right / all;
}

// Without the rules for rows and lists the shares were, in this order: .17, .06, 0, .23, 0, .5, .27, 1, .4, .86, .75,
// .5, .5, .25 and .25.
test.each([
  ['results', '{club} 2 {town} 1\n{town} 0 {club} 0\n{club} 3 {club} 2', 0.9],
  ['scorers', '{club} 2 ({surname} 12, {surname} 45) {club} 1 ({surname} 67)\n{club} 0 {club} 0', 0.7],
  ['internationals', '{team} 2 {team} 1\n{team} 0-0 {team}\nIn Paris: {team} 3 {team} 1', 0.95],
  ['fixtures', '{club} v {town}\n{club} v {town} (1500)\n{town} v {club}', 0.9],
  ['a league', '1. {club} 12 8 3 1 27\n2. {town} 12 8 2 2 26\n3. {club} 12 7 3 2 24', 0.9],
  ['codes', '{person} ({code}) bt {person} ({code}) 6-3 6-2', 0.95],
  ['bare codes', '1 {person} {code} 3:56.21\n2 {person} {code} 3:57.02\n3 {person} {code} 3:58.40', 0.95],
  ['countries', '1. {person} ({country}) 19.32\n2. {person} ({country}) 19.68', 0.95],
  [
    'scorecards',
    '{team} first innings\n{person} c {surname} b {surname} 45\n{person} lbw b {surname} 12',
    0.9,
  ],
  ['line-ups', '{team}: 15-{person}, 14-{person}, 13-{person}, 12-{person}, 11-{person}, 10-{person}', 0.95],
  ['squads', '{person} ({club}), {person} ({club}), {person} ({club}), {person} ({club})', 0.8],
  ['datelines', '{place}, {country} 1996-08-30\nTwo people died on Friday when a bus overturned.', 0.95],
  ['shares', '{club} (NYSE: VLM) rose 4%.\n{club} [ORS.L] fell.', 0.95],
  ['a league in cells', '1 | {club} | 12 | 8 | 3 | 1 | 27\n2 | {town} | 12 | 8 | 2 | 2 | 26', 0.9],
  ['results in cells', '{club} | 2-1 | {town}\n{town} | 0-0 | {club}', 0.8],
])('%s', (_, template, floor) => {
  expect(share(template)).toBeGreaterThanOrEqual(floor);
});

test.each([
  ['lone persons, as in snooker', 'Hendry 5 Davis 3\nHiggins 5 Selby 4', 'organization'],
  ['numbered parts', 'Section 5 Page 2\nSection 6 Page 4\nSection 7 Page 9', 'organization'],
  ['weather', 'Paris 12 18 14 20\nLima 18 24 19 25', 'organization'],
  ['weather in cells', 'London | 12 | Paris | 14\nBerlin | 9 | Madrid | 20', 'organization'],
  ['trade in cells', 'Germany | 12 | Machines | 14\nFrance | 3 | Wine | 7', 'organization'],
  ['votes', 'Virginia 13\nObama 52 Romney 46', 'organization'],
  ['an open tournament in capitals', 'RESULTS AT THE VELMAR OPEN', 'organization'],
  ['aims', 'Goals: Growth, Peace', 'person'],
  ['a party', 'Ana Velmar (PAN) beat Joe Orsk (PRI). Eva Lund (PAN) lost.', 'place'],
  ['bodies', 'The Bar Association (BAR) and the Benefits Agency (BEN) said so.', 'place'],
])('%s give no %s', (_, text, type) => {
  expect(found(text).filter((each) => each.includes(` → ${type}/`))).toEqual([]);
});

test.each([
  ['a ticker', 'Velmar Foods <VLM.L> rose.', ['Velmar Foods → organization/velmar-foods']],
  [
    'teams of countries of several words',
    'South Korea 2 South Africa 1',
    ['South Korea → organization/south-korea', 'South Africa → organization/south-africa'],
  ],
  [
    'and not their words',
    'South Korea 2 Norway 1\nTalks on Korea went on.',
    ['South Korea → organization/south-korea', 'Norway → organization/norway', 'Korea → place/korea'],
  ],
  [
    'headlines of agencies',
    'SOCCER-KENYA BEAT NORWAY',
    ['KENYA → organization/kenya', 'NORWAY → organization/norway'],
  ],
])('%s', (_, text, names) => {
  expect(found(text)).toEqual(names);
});

test.each([
  ['cases by region', 'Lombardy 120 60 40 20\nItaly 60 30 20 10\nSpain 0 0 0 0', / → organization/],
  ['plays at theatres', 'EASTER AT BALMORAL\nCHRISTMAS AT SANDRINGHAM\nDeath at Velmar', / → organization/],
  ['wares', 'Substitutes: Margarine, Soya Milk, Oat Cream\nBooked: Orsk Lodge, Hotel Velmar', / → person/],
  ['prices', 'Apples 2 Pears 1\nBread 3 Milk 1\nSugar 2 Flour 4', / → organization/],
  [
    'votes of candidates',
    'Kessock: A Quelle (Lab) 12,345; D Halvarsen (Con) 10,221; P Marquand (LD) 4,120; T Orsk (Green) 920. Lab hold.',
    /^Lab /,
  ],
  [
    'credits',
    'London: Ana Quelle, Dara Halvarsen, Pavel Marquand, Ingrid Thornwick, Thabo Ramasami',
    /^London → organization/,
  ],
  ['topics', 'Topics: Ana Quelle, Dara Halvarsen, Pavel Marquand, Climate, Budget', /^(?:Climate|Budget) /],
  ['parties and days', 'Deputies: Ana Quelle (PAN), Dara Halvarsen (IND), Pavel Quelle (MON)', / → place/],
  [
    'headings with a day',
    'PRESS RELEASE 2024-05-01\nAGENDA 2024-05-02\nMINUTES OF MEETING 2024-05-03',
    / → place/,
  ],
])('%s are no results', (_, text, wrong) => {
  expect(found(text).filter((each) => wrong.test(each))).toEqual([]);
});
