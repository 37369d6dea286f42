import { describe, expect, it } from 'vitest';
import type { AuthorityEntry } from '../../../../../core/entities/authority/entry.ts';
import {
  authorityLimits,
  mostFaults,
  readAuthorityFile,
} from '../../../../../core/formats/authority/authorityFile.ts';

const read = async (text: string, most = authorityLimits) => {
  const entries: AuthorityEntry[] = [];
  const bytes = new TextEncoder().encode(text);
  const faults = await readAuthorityFile(bytes, 'authority/mine.csv', (entry) => entries.push(entry), most);
  return 'code' in faults ? faults : { entries, faults };
};

describe('a file of the authority', () => {
  it('is read as CSV', async () => {
    const file = await read(
      'id,name,aliases,type,geonames,lat,lon,wikidata,from,to\n' +
        'person/aino-koskela,"Koskela, Aino",A. Koskela; Koskela,person,,,,Q1,1950,2020-05\n' +
        'place/north-pier,North Pier,,,42,60.5,-20,,,\n',
    );
    expect(file).toEqual({
      faults: [],
      entries: [
        {
          id: 'person/aino-koskela',
          name: 'Aino Koskela',
          aliases: ['A. Koskela', 'Koskela'],
          type: 'person',
          source: 'authority/mine.csv',
          ...{ wikidata: 'Q1', from: '1950', to: '2020-05' },
        },
        {
          id: 'place/north-pier',
          name: 'North Pier',
          aliases: [],
          type: 'place',
          source: 'authority/mine.csv',
          ...{ geonames: 42, lat: 60.5, lon: -20 },
        },
      ],
    });
  });

  it('is read as JSONL, with fields that it does not know ignored', async () => {
    const lines = [
      { id: 'organization/kaamos', name: 'Kaamos', aliases: ['Kaamos Oyj'], country: 'FI', staff: 12 },
      { id: 'place/north-pier', name: 'North Pier', lat: 60.5, lon: -20, geonames: 42, from: 1950 },
    ];
    expect(await read(lines.map((line) => JSON.stringify(line)).join('\n'))).toMatchObject({
      faults: [],
      entries: [
        { aliases: ['Kaamos Oyj'], country: 'FI' },
        { geonames: 42, from: '1950' },
      ],
    });
  });

  it('makes the id of the type and the name', async () => {
    expect(await read('name,type\nÅland Museum,organization\n')).toMatchObject({
      entries: [{ id: 'organization/aland-museum', name: 'Åland Museum' }],
    });
  });

  it('takes an id in another spelling as documents have it', async () => {
    expect(await read('id,name\nperson/sergey-quelskiy,Sergey Quelskiy\n')).toMatchObject({
      faults: [],
      entries: [{ id: 'person/sergei-quelsky', name: 'Sergey Quelskiy' }],
    });
  });

  it.each([
    ['', 'North Pier', '', 'id is missing'],
    ['thing/x', 'X', '', 'id "thing/x" does not begin with'],
    ['place/North-Pier', 'North Pier', '', 'id "place/North-Pier" is written place/north-pier'],
    ['place/-', 'North Pier', '', 'id "place/-" has no letter or digit'],
    ['place/north-pier', '', '', 'name is missing'],
    ['place/north-pier', '!', '', 'name "!" has no letter or digit'],
    ['place/north-pier', 'N'.repeat(201), '', 'name has 201 characters; the limit is 200'],
    ['place/north-pier', 'North Pier', '91,0', 'lat "91" is no number from -90 to 90'],
    ['place/north-pier', 'North Pier', '60,', 'lat and lon must come together'],
    ['place/north-pier', 'North Pier', '60,5,12', 'wikidata "12" is not like Q90'],
    ['place/north-pier', 'North Pier', '60,5,,x', 'geonames "x" is no number of GeoNames'],
    ['place/north-pier', 'North Pier', ',,,,2021-13', 'from "2021-13" is no year, month or day'],
    ['place/north-pier', 'North Pier', ',,,,2021,2020', 'to (2020) is before from (2021)'],
    ['place/north-pier', 'North Pier', ',,,,,,person', 'type "person" is not that of the id, place'],
    ['place/good', 'Good', '', 'an earlier line has the id place/good'],
    ['place/north-pier', 'North Pier', ',,,,,,,,', 'it has 11 fields, and the first row names 9'],
  ])('refuses the line of %s, %s, %s alone', async (id, name, rest, evidence) => {
    const file = await read(
      `id,name,lat,lon,wikidata,geonames,from,to,type\nplace/good,Good\n${id},${name},${rest}\n`,
    );
    expect(file).toMatchObject({
      entries: [{ id: 'place/good' }],
      faults: [{ line: 3, evidence: expect.stringContaining(evidence) }],
    });
  });

  it.each([
    ['{"id":"pla\\nce/x","name":"X"}', 'id "pla ce/x" does not begin'],
    ['{"id":"place/x"', 'it is no valid JSON'],
    ['[1]', 'it is no JSON object'],
    ['{"id":"place/x","name":7}', 'name is no text'],
    ['{"id":"place/x","name":"X\\ud800"}', 'name has half a character in it'],
    ['{"id":"place/x","name":"X","aliases":["Y\\udc00"]}', 'an alias has half a character in it'],
    ['{"id":"place/x","name":"X","source":"a\\tb"}', 'source has a tab'],
    [`{"id":"place/x","name":"X","source":"${'s'.repeat(1001)}"}`, 'source has 1001 characters'],
    ['{"id":"place/x","name":"X","aliases":"a|b","lat":"x","lon":1}', 'lat "x" is no number'],
  ])('refuses the line %s of JSONL', async (line, evidence) => {
    const good = '{"id":"place/good","name":"Good"}';
    expect(await read(`${good}\n\n${line}\n`)).toMatchObject({
      entries: [{ id: 'place/good' }],
      faults: [{ line: 3, evidence: expect.stringContaining(evidence) }],
    });
  });

  it.each([
    ['one,two\n1,2\n', 'authority.malformed', 'does not name the columns name and id or type'],
    [`id,name,${'x'.repeat(9_000)}\r\n`, 'authority.malformed', `unknown column "${'x'.repeat(60)} …"`],
    ['id,name,wikdata\nplace/x,X,Q1\n', 'authority.malformed', 'unknown column "wikdata"'],
    ['id,name\nx,X\ny,Y\n', 'authority.malformed', '2 lines are no entries; the first, line 2: id "x"'],
    ['id,name\n', 'input.empty', 'no line has an entry'],
    ['id,name,'.repeat(2_000_000), 'authority.malformed', 'unknown column ""'],
  ])('refuses the file %j', async (text, code, evidence) => {
    expect(await read(text)).toMatchObject({ code, evidence: expect.stringContaining(evidence) });
  });

  it('has a largest number of entries, and of bad lines', async () => {
    const rows = (count: number, id: (i: number) => string) =>
      Array.from({ length: count }, (_, i) => `${id(i)},Name`).join('\n');
    const three = `id,name\n${rows(3, (i) => `place/p${i}`)}`;
    expect(await read(three, { entries: 2, names: 9 })).toMatchObject({
      code: 'input.too_large',
      evidence: expect.stringContaining('more than 2 entries'),
    });
    expect(await read(three, { entries: 9, names: 2 })).toMatchObject({
      code: 'input.too_large',
      evidence: expect.stringContaining('more than 2 names'),
    });
    expect(await read(`id,name\nplace/good,Good\n${rows(mostFaults + 1, () => 'bad')}`)).toMatchObject({
      code: 'authority.malformed',
      evidence: expect.stringContaining('more than 1000 lines'),
    });
  });
});
