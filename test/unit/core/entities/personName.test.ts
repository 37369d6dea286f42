import { describe, expect, test } from 'vitest';
import {
  initialAndSurname,
  inUsualOrder,
  nameCore,
  stripTitles,
  surnamesOf,
} from '../../../../core/entities/personName.ts';
import { pieces } from '../../../pieces.ts';
import { found } from './annotatedStory.ts';

const stripped = (name: string) => stripTitles(name.split(' ')).join(' ');

describe('what stands before a name is no part of it', () => {
  test.each([
    ['a role', 'Rookie Ana Velmar'],
    ['what somebody does', 'Explorer Ana Velmar'],
    ['an office in another spelling', 'Assemblywoman Ana Velmar'],
    ['a rank with its period', 'Capt. Ana Velmar'],
    ['an address of another language', 'Datuk Seri Ana Velmar'],
    ['who lives in a region', 'Texan Ana Velmar'],
    ['who lives in a country', 'Scotswoman Ana Velmar'],
    ['the end of an office', 'Exchequer Ana Velmar'],
    ['a role of two', 'Brothers Ana Velmar'],
    ['letters', 'DCI Ana Velmar'],
    ['whose son he is', 'Son Ana Velmar'],
    ['an address in the plural', 'Lords Ana Velmar'],
    ['a title that is a given name too', 'Baron Anna Velmar'],
  ])('%s', (_, name) => {
    expect(stripped(name)).toMatch(/^Ann?a Velmar$/);
  });

  test.each(
    pieces(
      'Scot Velmar¦Baron Velmar Orsk¦Texan¦Don Anna¦Di Velmar¦Dean Anna III¦Earl Anna Velmar¦Hon Wai-lun',
    ),
  )('%s is a name as it is', (name) => {
    expect(stripped(name)).toBe(name);
  });
});

test('an address in capitals is one where all is in capitals', () => {
  expect(['MR ANA VELMAR', 'DR. ANA VELMAR', 'MRS VELMAR'].map(stripped)).toEqual([
    'ANA VELMAR',
    'ANA VELMAR',
    'VELMAR',
  ]);
  expect(stripped('MS Velmar')).toBe('MS Velmar');
});

test('honours behind a name do not make its given name a title', () => {
  expect(stripped('Dean Anna MP')).toBe('Dean Anna');
});

describe('initials', () => {
  test.each([
    ['J. K. Velmar', 'J.K. Velmar'],
    ['J K Velmar', 'JK Velmar'],
    ['Ana H. W. Velmar', 'Ana H.W. Velmar'],
    ['A Velmar', 'A Velmar'],
  ])('%s is written %s', (name, expected) => {
    expect(stripped(name)).toBe(expected);
  });

  test('two inner ones vary as one does', () => {
    expect(nameCore('Ana H.W. Velmar')).toEqual({ core: 'ana velmar', initials: 'hw' });
    expect(initialAndSurname('J.K. Velmar')).toBe('j velmar');
  });
});

test.each([
  ['Koskela, Aino', 'Aino Koskela'],
  ['Koskela, Aino, 1950-', 'Aino Koskela'],
  ['Quelle, Martin L., Jr., 1929-1968.', 'Martin L. Quelle Jr.'],
  ['Quelle, Ana, b. 1950', 'Ana Quelle'],
  ['van der Velmar, Ana', 'Ana van der Velmar'],
  ['Quelle, A. M. (Ana Maria), 1950–', 'A. M. Quelle'],
  ['Quelle, Ana, born 1950', 'Ana Quelle'],
  ['Mao, Velming', 'Mao Velming'],
  ['Kim, Alice', 'Alice Kim'],
  ['Kim, Vel-ok', 'Kim Vel-ok'],
  ['Nguyen, Van Thiệu', 'Nguyen Van Thiệu'],
  ['Lee, Harper', 'Harper Lee'],
  ['Lee, Harper, 1926-2016', 'Harper Lee'],
  ['Lee, Stan', 'Stan Lee'],
  ['Lee, Min Harper', 'Min Harper Lee'],
  ['Lee, Ha-joon', 'Lee Ha-joon'],
  ['Lee, Hsien Loong', 'Lee Hsien Loong'],
  ['Nguyen, Thi Kim Ngan', 'Nguyen Thi Kim Ngan'],
  ['Park, Geun Hye', 'Park Geun Hye'],
  ['Li, Na', 'Li Na'],
  ['Martin Quelle, Jr.', 'Martin Quelle, Jr.'],
  ['Ana Quelle, MP', 'Ana Quelle, MP'],
  ['Ana Quelle, prime minister', 'Ana Quelle, prime minister'],
  ['Ana II, Queen of Orsk', 'Ana II, Queen of Orsk'],
  ['Quelle, Ana, Countess of Orsk', 'Quelle, Ana, Countess of Orsk'],
  ['Quelle, 1950-', 'Quelle, 1950-'],
  ['Aino Koskela', 'Aino Koskela'],
])('the usual order of %s', (name, expected) => {
  expect(inUsualOrder(name)).toBe(expected);
});

test('the names of Koreans whose family name is Son', () => {
  const names = ['Son Heung-min', 'Son Heung Min', 'Son Jueun', 'Captain Son Jueun'];
  expect(names.map(stripped)).toEqual(['Son Heung-min', 'Son Heung Min', 'Son Jueun', 'Son Jueun']);
  expect(['Son Fergus', 'Son Declan', 'Son Callum Smith'].map(stripped)).toEqual([
    'Fergus',
    'Declan',
    'Callum Smith',
  ]);
});

test('a title that is a surname behind "Mr"', () => {
  expect(['Mr Major', 'Mr Justice King', 'Mr', 'Mr Al-sabar'].map(stripped)).toEqual([
    'Major',
    'King',
    'Mr',
    'Al-sabar',
  ]);
});

test('a surname is also what is left of it without an Arabic article', () => {
  expect(surnamesOf('Maria al-Quelle')).toEqual(['quelle', 'al quelle']);
  expect(surnamesOf('Maria Al-Quelle')).toEqual(['quelle', 'al quelle']);
  expect(surnamesOf('Maria Hald-Quelle')).toEqual(['hald quelle']);
  expect(found('They met Maria al-Quelle there. On the quay President Quelle spoke.')).toEqual([
    'Maria al-Quelle → person/maria-al-quelle',
    'Quelle → person/maria-al-quelle',
  ]);
});
