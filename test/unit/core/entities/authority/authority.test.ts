import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { authorityRecord, layeredAuthority } from '../../../../../core/entities/authority/authority.ts';
import { mostNamesakes } from '../../../../../core/entities/authority/compactFile.ts';
import {
  type AuthorityEntry,
  authorityEntry,
  entryLine,
  parseEntryLine,
} from '../../../../../core/entities/authority/entry.ts';
import { compareLines, findLine } from '../../../../../core/entities/authority/sortedLines.ts';
import { countries } from '../../../../../core/entities/data/countries.ts';
import { entityId, fold } from '../../../../../core/entities/slug.ts';
import { authorityFile, defaultAuthority } from '../../../../../runtime/authority.ts';
import { pieces } from '../../../../pieces.ts';
import { entriesAuthority } from './entriesAuthority.ts';

const place = (id: string, name: string, aliases: string[] = []): AuthorityEntry => ({
  ...{ id, name, aliases, type: 'place', source: 'test' },
});

describe('a sorted text', () => {
  const lines = ['a', 'ab', 'a b', 'aß', 'b\t1', 'place/x\tX', 'ä\tlast'].sort(compareLines);
  const text = Buffer.from(`${lines.join('\n')}\n`);

  it('is sorted by the bytes of its keys', () => {
    const keys = pieces('¦a¦ab¦a b¦a-¦z¦ä¦\u{ffff}¦\u{e000}¦\u{10000}¦\u{10ffff}¦中');
    for (const a of keys)
      for (const b of keys)
        expect(Math.sign(compareLines(`${a}\t2`, `${b}\t1`)), `${a} ${b}`).toBe(
          Buffer.compare(Buffer.from(a), Buffer.from(b)),
        );
  });

  it('gives each line by its key, and nothing for another key', () => {
    for (const line of lines) expect(findLine(text, line.split('\t')[0] ?? '')).toBe(line);
    for (const key of ['', 'aa', 'abc', 'c', '\u{10ffff}', 'place', 'b 1'])
      expect(findLine(text, key)).toBeUndefined();
    expect(findLine(Buffer.from(''), 'a')).toBeUndefined();
  });
});

describe('an entry', () => {
  it('is the same after it was written as a line', () => {
    const whole: AuthorityEntry = {
      ...place('place/x-y', 'X Y', ['X', 'Yksi']),
      ...{ iso: 'US-TX', country: 'US', region: 'US-TX', place: 'place/z', lat: -1.5, lon: 0 },
      ...{ geonames: 7, wikidata: 'Q7', population: 0, capital: true, from: '1950', to: '2020' },
    };
    for (const entry of [whole, place('place/x', 'X')]) {
      expect(parseEntryLine(entryLine(entry))).toEqual(entry);
      expect(authorityEntry.parse(entry)).toEqual(entry);
    }
  });
});

describe('two layers', () => {
  const own = entriesAuthority([place('place/turku', 'Turku'), place('place/new', 'Paris')]);
  const shipped = entriesAuthority([place('place/turku', 'Åbo', ['Turku']), place('place/paris', 'Paris')]);
  const both = layeredAuthority([own, shipped]);

  it('have the entries of both, the first one in place of its namesake', () => {
    expect(both.entry('place/turku')?.name).toBe('Turku');
    expect(both.entry('place/paris')?.name).toBe('Paris');
    expect(both.named('PARIS').map(({ id }) => id)).toEqual(['place/new', 'place/paris']);
    expect(both.named('Åbo')).toEqual([]);
  });

  it('give a bounded number of namesakes, however many entries have an alias', () => {
    const entries = (layer: string) =>
      Array.from({ length: 60 }, (_, i) => place(`place/${layer}-${i}`, `${layer} ${i}`, ['Paris']));
    const many = layeredAuthority([entriesAuthority(entries('x')), entriesAuthority(entries('y')), shipped]);
    expect(many.named('Paris')).toHaveLength(mostNamesakes);
    expect(many.named('y 59').map(({ id }) => id)).toEqual(['place/y-59']);
  });
});

describe('people by surname', () => {
  const person = (id: string, name: string, aliases: string[] = []): AuthorityEntry => ({
    ...{ id: `person/${id}`, name, aliases, type: 'person', source: 'test' },
  });
  const own = entriesAuthority([
    person('jukka', 'Jukka Virtanen', ['Virtanen', 'J. Virtanen']),
    person('bellen', 'Alexander Van der Bellen'),
    person('xi', 'Xi Jinping'),
    person('lea', 'Lea Kirsi Salmi'),
    person('mark-quelle', 'Mark Quelle', ['Bez']),
    place('place/virtanen', 'Port Virtanen'),
  ]);
  const idsOf = (found: readonly AuthorityEntry[]) => found.map(({ id }) => id);

  it('are those who have it in a full name', () => {
    expect(idsOf(own.withSurname('virtanen'))).toEqual(['person/jukka']);
    expect(idsOf(own.withSurname('van der bellen'))).toEqual(['person/bellen']);
    expect(idsOf(own.withSurname('xi'))).toEqual(['person/xi']);
    for (const none of ['bez', 'jinping', 'jukka', 'jukka virtanen', 'kirsi salmi', ''])
      expect(own.withSurname(none)).toEqual([]);
  });

  it('are bounded, of several files too, the newest first', () => {
    const many = (file: string) =>
      entriesAuthority(Array.from({ length: 60 }, (_, i) => person(`${file}${i}`, `${file}${i} Virtanen`)));
    const found = layeredAuthority([own, many('a'), many('b')]).withSurname('virtanen');
    expect(found).toHaveLength(mostNamesakes);
    expect(idsOf(found).slice(0, 2)).toEqual(['person/jukka', 'person/a0']);
  });

  it('may be what a surname alone stands for, but a nickname is its own', () => {
    expect(authorityRecord(own, 'person/virtanen')).toEqual({ candidates: [own.entry('person/jukka')] });
    expect(authorityRecord(own, 'person/bez').entry?.id).toBe('person/mark-quelle');
    expect(authorityRecord(own, 'person/j-virtanen').entry?.id).toBe('person/jukka');
  });
});

const file = readFileSync(new URL(`../../../../../authority/${authorityFile}`, import.meta.url), 'utf8');
const docs = readFileSync(new URL('../../../../../docs/authority.md', import.meta.url), 'utf8');
const lines = file.trimEnd().split('\n');

describe('the shipped authority', () => {
  const authority = defaultAuthority();
  const recordOf = (id: string) => authorityRecord(authority, id);

  it('knows every country, with a point and ids elsewhere, and its people', () => {
    for (const { iso, name, demonyms } of countries) {
      const { entry, candidates } = recordOf(entityId('place', name) ?? '');
      const land = entry ?? candidates.find((one) => one.iso === iso);
      expect(land, name).toMatchObject({ iso, country: iso, lat: expect.any(Number) });
      expect(land?.wikidata, name).toMatch(/^Q\d+$/);
      for (const demonym of demonyms) {
        const people = recordOf(entityId('group', demonym) ?? '');
        expect(
          [people.entry, ...people.candidates].map((one) => one?.place),
          demonym,
        ).toContain(land?.id);
      }
    }
  });

  it('has cities with coordinates and ids of GeoNames', () => {
    expect(recordOf('place/helsinki').entry).toMatchObject({
      ...{ country: 'FI', geonames: 658225, lat: 60.1695, lon: 24.9355, capital: true },
    });
    expect(recordOf('place/kiev').entry?.id).toBe('place/kyiv');
    expect(recordOf('place/st-petersburg').entry?.country).toBe('RU');
  });

  it('leaves a name open that several places share, unless one outweighs the others', () => {
    expect(recordOf('place/springfield').candidates.map(({ id }) => id)).toContain(
      'place/springfield-illinois',
    );
    expect(
      recordOf('place/georgia')
        .candidates.map(({ id }) => id)
        .sort(),
    ).toEqual(['place/georgia-country', 'place/georgia-region']);
    expect(
      recordOf('place/hull')
        .candidates.map(({ id }) => id)
        .sort(),
    ).toEqual(['place/hull-quebec', 'place/kingston-upon-hull']);
    expect(recordOf('place/paris').entry?.country).toBe('FR');
    expect(recordOf('place/paris-texas').entry?.region).toBe('US-TX');
    expect(recordOf('place/singapore').entry?.iso).toBe('SG');
  });

  it('has organisations by their nicknames', () => {
    for (const [name, id] of [
      ['Man Utd', 'organization/manchester-united'],
      ['Lib Dems', 'organization/liberal-democrats'],
      ['Tory Party', 'organization/conservative-party'],
      ['WHO', 'organization/world-health-organization'],
      ['AIK Stockholm', 'organization/aik'],
      ['Faber and Faber', 'organization/faber-faber'],
    ])
      expect(authority.named(name ?? '').map((entry) => entry.id)).toContain(id);
  });

  it('has what merged under its own names, and nothing by a name that many have', () => {
    for (const name of ['Aventis', 'Anheuser-Busch', 'Norwich Union', 'Help the Aged'])
      expect(authority.named(name).map((entry) => entry.name)).toEqual([name]);
    for (const name of ['RSF', 'SAS', 'AES', 'ARENA', 'Social Liberals', 'Greater Western Sydney'])
      expect(authority.named(name), name).toEqual([]);
    for (const name of ["Peoples' Democratic Party", 'Truth and Reconciliation Commission', 'White Army'])
      expect(authority.named(name).map(({ country }) => country)).toEqual([undefined]);
  });

  it('has no organisation whose name begins with a country: "Mexico\'s El Universal" names both', () => {
    const owners = new Set(countries.map(({ name }) => fold(`${name}'s`)));
    const owned = lines.filter((line) => {
      const [key = '', ids = ''] = line.split('\t');
      return ids.includes('organization/') && [...owners].some((owner) => key.startsWith(`${owner} `));
    });
    expect(owned).toEqual(['russias choice\torganization/russias-choice']);
  });

  it('is sorted, with every name of its entries', () => {
    const keysOf = lines.map((line) => line.slice(0, line.indexOf('\t')));
    expect(keysOf.every((key, i) => i === 0 || compareLines(keysOf[i - 1] ?? '', key) < 0)).toBe(true);
    const entries = lines.filter((_, i) => keysOf[i]?.includes('/')).map(parseEntryLine);
    const counted = entries.length.toLocaleString('en');
    for (const said of [`the shipped table of ${counted} places`, `has ${counted} entries`])
      expect(docs).toContain(said);
    for (const { id, name } of entries.filter((_, i) => i % 100 === 0))
      expect(authority.named(name).map((entry) => entry.id)).toContain(id);
  });
});
