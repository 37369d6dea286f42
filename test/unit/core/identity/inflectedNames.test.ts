import { expect, it } from 'vitest';
import { fold } from '../../../../core/entities/slug.ts';
import {
  baseNamesOf,
  beginningOfSlips,
  inflectedAlias,
  inflectedAliasPrefix,
  mayMisspell,
} from '../../../../core/identity/inflectedNames.ts';

it.each([
  ['Boris Johnsonin', 'boris johnson', 'fi'],
  ['Joe Bidenille', 'joe biden', 'fi'],
  ['Morawieckin', 'morawiecki', 'fi'],
  ['Sauli Niinistölle', 'sauli niinisto', 'fi'],
  ['Donalda Tuska', 'donald tusk', 'pl'],
  ['Bogdana Kwiaty', 'bogdan kwiata', 'pl'],
  ['Szymona Wilgowni', 'szymon wilgownia', 'pl'],
  ['Bogdanowi Kwiadzie', 'bogdan kwiada', 'pl'],
  ['Joem Bidenem', 'joe biden', 'pl'],
  ['Zbigniewa Ziobry', 'zbigniew ziobro', 'pl'],
  ['Aleksandra Kwiatkowskiego', 'aleksander kwiatkowski', 'pl'],
  ['Antti Rinteen', 'antti rinne', 'fi'],
  ["Velmar Quelloğlu'na", 'velmar quelloglu', 'tr'],
  ["Mike'a Pence'a", 'mike pence', 'pl'],
  ['Lauri Kivimäen', 'lauri kivimaki', 'fi'],
  ['Pekka Kankaan', 'pekka kangas', 'fi'],
  ['Volodymyr Zelenskyille', 'volodymyr zelensky', 'fi'],
  ['Valeri Zaluzhnyille', 'valery zaluzhnyy', 'fi'],
  ['Jana Nowaka', 'jan nowak', 'pl'],
  ['Micheal Howard', 'michael howard', 'en'],
  ['Aleksnadr Velmar', 'alexander velmar', 'en'],
  ['Stephne Velmar-Tilde', 'stephen velmar tilde', 'en'],
])('knows what %s may be a form of', (name, folded, language) => {
  expect(baseNamesOf(name)).toContainEqual(expect.objectContaining({ folded, language }));
});

it.each([
  'Tony Blair',
  'John Kennedy',
  'Robert Miller',
  'Ahmed Karim',
  'Ahmed Karimi',
  'Hans Krause',
  'Sally Grindley',
  'Marian Jones',
  'Phillip Jones',
  'London',
  'Alan Jones',
  'Helsinki',
  'NATO',
])('takes %s as it is', (name) => {
  expect(baseNamesOf(name)).toEqual([]);
});

it.each([
  ['Boris Johnsonin', 'boris johnson'],
  ['Tarja Halosen', 'tarja halonen'],
  ['Bogdanem Kwiatkiem', 'bogdan kwiatek'],
])('lists %s where the base finds it', (name, base) => {
  expect(inflectedAlias(name)?.startsWith(inflectedAliasPrefix(base))).toBe(true);
});

it('has no base from whose forms its own is missing', () => {
  for (const name of ['Lauri Kivimäen', 'Lauri Mäen', 'Jari Joella', 'Ewa Wadze', 'Ewa Kocie', 'Jari Arvan'])
    for (const base of folded(name)) expect(inflectedAlias(name)).toMatch(inflectedAliasPrefix(base));
});

it('has no base that its own id says already', () => {
  expect(folded('Lech Velmarą')).toEqual(['lech velmaro']); // and not Lech Velmara
});

it('has an inflected given name only in languages that inflect each word of a name', () => {
  expect(folded('Antin Rinteen')).toContain('antin rinne');
  expect(folded('Antin Rinteen')).not.toContain('antti rinne');
});

it('takes no woman for a man with the same surname', () => {
  expect(folded('Alexandra Velmarova')).not.toContain('alexander velmarov');
  expect(folded('Tessoslava Velmarova')).not.toContain('tessoslav velmarov');
  expect(folded('Tessosława Quellina')).toContain('tessoslaw quellin');
  expect(folded('Daniela Quellina')).not.toContain('daniel quellin');
});

const folded = (name: string) => baseNamesOf(name).map((base) => base.folded);

it('says what a base is, and by which rule', () => {
  expect(baseNamesOf('Boris Johnsonin')[0]).toEqual({
    ...{ name: 'Boris Johnson', folded: 'boris johnson', language: 'fi' },
    form: { case: 'genitive', ending: 'in' },
  });
  const [michael] = baseNamesOf('Micheal van Howard');
  expect(michael).toEqual({ name: 'Michael van Howard', folded: 'michael van howard', language: 'en' });
});

it('takes endings of other words than the last only from a given name, and where a language has them', () => {
  expect(folded('Donald Tuska')).toContain('donald tusk');
  expect(folded('Donalda Tuska')).toEqual(expect.arrayContaining(['donalda tusk', 'donald tusk']));
  expect(folded('Donalda Jana Tuska')).toContain('donalda jana tusk');
  expect(folded('Donalda Jana Tuska').filter((base) => !base.startsWith('donalda jana '))).toEqual([]);
  expect(folded('Donalda Johnsonin')).toContain('donalda johnson');
  expect(folded('Donalda Johnsonin')).not.toContain('donald johnson');
  // Finnish has "Borisin" of Boris, but in Finnish only the last word has an ending.
  expect(folded('Borisin Tuska')).not.toContain('boris tusk');
});

it('has few bases, of names that are not longer than people have', () => {
  expect(baseNamesOf('Beatrcie Kwiatksella')).toHaveLength(8);
  expect(folded('Anna Maria van Johnsonin')).toContain('anna maria van johnson');
  expect(folded('Anna Maria van der Johnsonin')).toEqual([]);
});

it.each([
  ['a given name with an accent', 'Micheál Howard'],
  ['a name in capitals', 'Micheal HOWARD'],
  ['a surname that is a given name', 'Alan Colin'],
  ['a family name that stands first elsewhere', 'Alan Nguyen'],
  ['an accent that is no ending', 'Dudé'],
])('has no base of %s', (_, name) => {
  expect(baseNamesOf(name)).toEqual([]);
});

it('knows no given name by itself as misspelt, nor any that the last word is', () => {
  expect(folded('Micheal')).not.toContain('michael');
  expect(folded('Micheal Colin')).toEqual(['michael colin']);
});

it('is never a base of its own base, so that no two names wait for each other', () => {
  const given = ['Boris', 'Micheal', 'Michaela', 'Andrzej', 'Andrzeja', 'Jana'];
  const surnames = [
    'Velmar',
    'Velmara',
    'Dudy',
    'Morawiecki',
    'Rinne',
    'Rinteen',
    'Quelloğlu',
    'Petrova',
    'Ziobro',
  ];
  const endings = [
    '',
    ...'a y i u e n in on en an em ą ę ie owi iego ssa lle nak ék ın'.split(' '),
    "'nın",
    "'a",
  ];
  const written = given.flatMap((first) =>
    surnames.flatMap((last) =>
      endings.flatMap((end) => [`${first} ${last}${end}`, `${first} ${last.slice(0, -1)}${end}`]),
    ),
  );
  const behind = (name: string): string[] =>
    baseNamesOf(name).flatMap((base) => [base.folded, ...behind(base.name)]);
  const based = written.map((name) => ({ folded: fold(name), bases: behind(name) }));
  expect(based.filter(({ folded, bases }) => bases.includes(folded))).toEqual([]);
  expect(based.filter(({ bases }) => new Set(bases).size > 3).length).toBeGreaterThan(100);
});

it('works out a name once', () => {
  const once = baseNamesOf('Boris Johnsonin');
  baseNamesOf('Donald Tuska');
  expect(baseNamesOf('Boris Johnsonin')).toBe(once);
  // What is remembered does not grow without end.
  for (let n = 0; n < 5_000; n++) baseNamesOf(`${n}`);
  expect(baseNamesOf('Boris Johnsonin')).not.toBe(once);
});

it.each([
  ['tusk', 'tu~tus'],
  ['johnson', 'jo~john'],
  ['lindqvist', 'li~lindq'],
])('looks for the forms of %s at %s', (surname, prefix) => {
  expect(inflectedAliasPrefix(`ann ${surname}`)).toBe(prefix);
});

it.each([
  ['barrionuevo', 'barrion'],
  ['oyelaran', 'oyel'],
  ['okoye', 'okoy'],
])('looks for slips of %s at %s', (surname, beginning) => {
  expect(beginningOfSlips(surname)).toBe(beginning);
});

it('takes no short surname for another one misspelt, and none with a slip far ahead', () => {
  expect(mayMisspell('oyelraan', 'oyelaran')).toBe(true);
  expect(mayMisspell('oylearan', 'oyelaran')).toBe(false);
  expect(mayMisspell('okoyee', 'okoye')).toBe(true);
  expect(mayMisspell('okoye', 'okoyee')).toBe(false);
});
