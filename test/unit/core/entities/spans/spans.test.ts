import { describe, expect, test } from 'vitest';
import { withoutAttachments } from '../../../../../core/entities/spans/attachments.ts';
import { withCase } from '../../../../../core/entities/spans/capitals.ts';
import { annotated, found } from '../annotatedStory.ts';

const entities = (text: string) => annotated(text).entities.map(({ id, name }) => `${id} ${name}`);

describe('possessive endings', () => {
  test('an owner and what is owned are two names', () => {
    const text = "Thierry Henry scored twice. Henry's Arsenal won, and London's Science Museum was lit.";
    expect(found(text)).toEqual(
      expect.arrayContaining(['Henry → person/thierry-henry', 'London → place/london']),
    );
    expect(entities(text).join()).not.toMatch(/henrys?-arsenal|london-science/);
  });

  test('a name with an ending inside keeps it', () => {
    const text = 'They asked the Kelmere Seafarers Union and the Velmar People’s Party about it.';
    expect(entities(text).join()).not.toContain('People Party');
  });

  test('an ending that owns nothing belongs to the name', () => {
    const text = "Agencies such as Varnby's and Fitch have rated it. On Monday Varnby's said it would fall.";
    expect(found(text)).toContain("Varnby's → organization/varnbys");
  });

  test.each([
    ["The vase was sold at Varnby's. Collectors had asked Varnby's experts.", "Varnby's"],
    ["Fast food giant McKellen's, based in Ohio, said McKellen's sales rose.", "McKellen's"],
    ["The side drew at St Orlan's. It was cold at St Orlan's.", "St Orlan's"],
    ["The side came from behind at St Orlan's to win. It left St Orlan's in haste.", "St Orlan's"],
    ["He is an analyst at the agency Standish & Moor's. She left Standish & Moor's.", "Standish & Moor's"],
  ])('also before a sign: %s', (text, name) => {
    const names = found(text).filter((each) => each.startsWith(name));
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
    expect(found(text).length).toBe(2 + (text.includes('Ohio') ? 1 : 0));
  });

  test.each([
    ["Sales are better than Nokia's. The firm is smaller.", "Nokia's"],
    ["The phone is not Samsung's, the company said.", "Samsung's"],
    ["They bought Ericsson's. Ericsson agreed.", "Ericsson's"],
    ["The choice was Tony Blair's. Others left.", "Blair's"],
  ])('but not where something is left out: %s', (text, name) => {
    expect(found(text).join()).not.toContain(name);
  });
});

describe('what is written together with a name', () => {
  const candidate = (word: string) => ({
    ...{ start: 0, end: word.length, words: [word], type: 'place' as const, confidence: 0.5 },
    after: ['', ''] as [string, string],
  });
  const none = { lower: new Set<string>(), capital: new Map([['Ukraina', 1]]) };

  test.each([
    ['ex-England', 'en', 'England'],
    ['Non-England', 'en', 'England'],
    ["d'Emmanuel", 'fr', 'Emmanuel'],
    ["d'Emmanuel", 'en', "d'Emmanuel"],
    ["dell'Umbria", 'it', 'Umbria'],
    ['Ukrainas', 'sv', 'Ukraina'],
    ['Texas', 'sv', 'Texas'],
    ['Ukrainas', 'en', 'Ukrainas'],
  ])('%s in %s is %s', (word, language, expected) => {
    const { words, start, end } = withoutAttachments(candidate(word), language, none);
    expect(words.join(' ')).toBe(expected);
    expect(word.slice(start, end)).toBe(expected);
  });

  test("a prefix that begins a body's name belongs to it", () => {
    const body = { ...candidate('Anti-Corruption'), type: 'organization' as const };
    const words = (first: string, last = 'Bureau') =>
      withoutAttachments({ ...body, words: [first, last] }, 'en', none).words.join(' ');
    expect(words('Anti-Corruption')).toBe('Anti-Corruption Bureau');
    expect(words('anti-Corruption')).toBe('Corruption Bureau');
    expect(words('Ex-Velmar')).toBe('Velmar Bureau');
    expect(words('Anti-European', 'Union')).toBe('European Union');
  });

  test('an apostrophe behind the s belongs before it where the document has the name without an s', () => {
    const word = {
      ...candidate('Orsos'),
      type: 'person' as const,
      after: ["'", 'opinion'] as [string, string],
    };
    const capital = (count: number) => ({
      lower: new Set<string>(),
      capital: new Map([['Orso', count]]),
    });
    expect(withoutAttachments(word, 'en', capital(3)).words).toEqual(['Orso']);
    expect(withoutAttachments(word, 'en', capital(1)).words).toEqual(['Orsos']);
  });

  test('partners are one organisation', () => {
    expect(found('They sold it to Johnson & Johnson last year.')[0]).toBe(
      'Johnson & Johnson → organization/johnson-johnson',
    );
  });

  test('a given name that the tagger missed belongs to the surname', () => {
    expect(found('They asked the striker Dries Mertens about it.')).toEqual([
      'Dries Mertens → person/dries-mertens',
    ]);
  });

  test('roles, titles and honours are no part of a name', () => {
    expect(entities('Referee Graham Poll blew his whistle. They asked Nicholas Blake QC.')).toEqual([
      'person/graham-poll Graham Poll',
      'person/nicholas-blake Nicholas Blake',
    ]);
  });

  test('neither is what a musician or a newcomer is', () => {
    expect(entities('They heard DJ John Velmar there. Newcomer Vera Orsk won.')).toEqual([
      'person/john-velmar John Velmar',
      'person/vera-orsk Vera Orsk',
    ]);
    expect(entities('They heard DJ Green Velmar there.')).toEqual(['person/dj-green-velmar DJ Green Velmar']);
  });

  test('ranks are no part of a name either', () => {
    expect(found('They met Gen Maria Velmar there. Chief Supt Chidi Tilde said so.')).toEqual([
      'Maria Velmar → person/maria-velmar',
      'Chidi Tilde → person/chidi-tilde',
    ]);
  });

  test('a people before a person is a name of its own', () => {
    expect(found('He beat the Argentine Juan Ignacio Chela in two sets.')).toEqual([
      'Argentine → group/argentine',
      'Juan Ignacio Chela → person/juan-ignacio-chela',
    ]);
  });
});

describe('capitals', () => {
  test.each([
    ['LERWICK', 'place', 'Lerwick'],
    ['JOHN MCDONALD', 'person', 'John McDonald'],
    ["AN O'NEILL", 'person', "An O'Neill"],
    ['VAN DER VELDE', 'person', 'Van der Velde'],
    ['NASA', 'organization', 'NASA'],
    ['UNAIDS', 'organization', 'UNAIDS'],
    ['MACROSPACE', 'organization', 'Macrospace'],
    ['JFK', 'person', 'JFK'],
    ['Lerwick', 'place', 'Lerwick'],
  ] as const)('%s is %s %s', (name, type, expected) => {
    expect(withCase(name, type)).toBe(expected);
  });

  test('get their case back in the name, not in the surface', () => {
    const { mentions, entities: all } = annotated(
      'INGRID SOLHEIM wrote it. They met INGRID SOLHEIM in Oslo.',
    );
    expect(mentions[0]?.surface).toBe('INGRID SOLHEIM');
    expect(all[0]?.name).toBe('Ingrid Solheim');
  });
});

test('partners are an organisation by their form alone', () => {
  expect(found('Pelham & Stroud agreed to buy it.')).toEqual([
    'Pelham & Stroud → organization/pelham-stroud',
  ]);
});
