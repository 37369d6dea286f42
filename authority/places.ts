/** The places of the shipped authority: countries, parts of countries, and cities, with their ids. */
import type { AuthorityEntry } from '../core/entities/authority/entry.ts';
import { countries } from '../core/entities/data/countries.ts';
import { places as listedPlaces, placeAliases } from '../core/entities/data/places.ts';
import { subdivisions } from '../core/entities/data/subdivisions.ts';
import { fold, slug } from '../core/entities/slug.ts';
import { type City, centreOf, type GeoNames, otherNames, regionOf, rounded } from './geonames.ts';

/** A row of `territories.csv`. */
export interface Territory {
  iso: string;
  name: string;
  wikidata: string;
}

/**
 * A row of `provinces.csv`: a part of a country of which GeoNames' cities say nothing. The point and the
 * population are of its places, the latter to compare it with cities of its name.
 */
export interface Province {
  country: string;
  /** The ISO 3166-2 code of the larger part that it lies in, if that is in `territories.csv`. */
  region?: string;
  name: string;
  aliases: string[];
  lat: number;
  lon: number;
  population: number;
}

/** A place before it has an id. */
export interface Place extends Omit<AuthorityEntry, 'id'> {
  kind: 'world region' | 'country' | 'region' | 'province' | 'city';
  /** Names that are as good as `name`: "New York" of New York City, "Hull" of Kingston upon Hull. */
  equalNames: string[];
  /** How likely news mean it by a name that it shares. */
  weight: number;
}

/**
 * A place weighs its population times the names that GeoNames has for it, which tell how far it is known.
 * Countries and capitals are in the news more often, parts of countries less; of those GeoNames' package has
 * no names, so they count as a city with so many. A province counts more than a region, because cities of its
 * name are often named after it: Suffolk in Virginia.
 */
const weights = { country: 10, capital: 10, region: 0.1, province: 0.5 };
const namesOfLands = 60;

/** A place has a name without an addition if it weighs this many times what the next one does. */
const dominance = 5;

/** Names that only the authority has for a country: in a document's own names they may be a continent. */
const moreAliases: Record<string, string[]> = { US: ['America'], PS: ['Palestine'], MO: ['Macau'] };

/**
 * The places of the authority: the territories first, each with its kind, ids and people, then the cities.
 */
export function makePlaces(geonames: GeoNames, territories: readonly Territory[]): Place[] {
  const inCountry = Map.groupBy(geonames.cities, ({ countrycode }) => countrycode);
  const inRegion = Map.groupBy(geonames.cities, (city) => regionOf(city) ?? '');
  const listed = new Map([...countries, ...subdivisions].map((one) => [one.iso, one]));
  const lands = territories.map((territory): Place => {
    const { iso } = territory;
    const kind = iso.includes('-') ? 'region' : 'country';
    const country = iso.slice(0, 2);
    const cities = (kind === 'country' ? inCountry : inRegion).get(iso) ?? [];
    const known = geonames.countries[iso];
    const population =
      (kind === 'country' ? known?.population : undefined) ??
      cities.reduce((sum, city) => sum + city.population, 0);
    const geonamesId =
      kind === 'country' ? known : country === 'US' ? geonames.states[iso.slice(3)] : undefined;
    const ownName = territory.name.replace(/ \(.*\)$/, '');
    const { name = ownName, aliases = [] } = listed.get(iso) ?? {};
    const others = [...aliases, ...(moreAliases[iso] ?? []), ownName].filter((other) => other !== name);
    return {
      kind,
      ...{ name, aliases: [...new Set(others)], equalNames: [], type: 'place', iso, country },
      ...centreOf(cities),
      ...(geonamesId && { geonames: geonamesId.geonameid }),
      ...{ wikidata: territory.wikidata, population, weight: population * weights[kind] * namesOfLands },
      source: 'rigour; geonames',
    };
  });
  const landNames = new Set(lands.flatMap(({ name, aliases }) => [name, ...aliases].map(fold)));
  const capitals = findCapitals(geonames);
  const cities = geonames.cities.map((city) => makeCity(city, capitals.has(city), landNames));
  nameAsListed(cities);
  return [...lands, ...cities];
}

/** What a short name leaves out: New York City, Newcastle upon Tyne. */
const longerName = /^ (?:City$|upon |on )/;

/** The largest city of each country that has the name of its capital. */
function findCapitals({ cities, countries: lands }: GeoNames): Set<City> {
  const capitals = new Map<string, City>();
  for (const city of cities) {
    const { capital } = lands[city.countrycode] ?? {};
    const larger = (capitals.get(city.countrycode)?.population ?? -1) < city.population;
    if (larger && [city.name, ...city.alternatenames].some((name) => name === capital))
      capitals.set(city.countrycode, city);
  }
  return new Set(capitals.values());
}

function makeCity(city: City, capital: boolean, landNames: ReadonlySet<string>): Place {
  const { name, latitude, longitude, countrycode: country, population, geonameid } = city;
  const region = regionOf(city);
  const others = otherNames(city);
  const equalNames = others.filter(
    (other) =>
      (longerName.test(name.slice(other.length)) && name.startsWith(other)) ||
      name.endsWith(` upon ${other}`),
  );
  const aliases = others.filter((other) => !landNames.has(fold(other)) || equalNames.includes(other));
  return {
    kind: 'city',
    ...{ name, aliases, equalNames, type: 'place', country },
    ...(region && { region }),
    ...{ lat: rounded(latitude), lon: rounded(longitude), geonames: geonameid, population },
    ...(capital && { capital }),
    weight: population * (capital ? weights.capital : 1) * (1 + city.alternatenames.length),
    source: 'geonames',
  };
}

/** Gives cities the names under which documents have them: St Petersburg, not Saint Petersburg. */
function nameAsListed(cities: readonly Place[]): void {
  const largest = new Map<string, Place>();
  for (const city of cities)
    for (const name of [city.name, ...city.aliases].map(fold))
      if ((largest.get(name)?.weight ?? -1) < city.weight) largest.set(name, city);
  const own = new Map(cities.map((city) => [fold(city.name), city]));
  for (const place of listedPlaces) {
    const shown = placeAliases[place] ?? place;
    const city = largest.get(fold(place));
    if (city === undefined || own.has(fold(shown)) || fold(city.name) === fold(shown)) continue;
    city.aliases = [city.name, ...city.aliases].filter((other) => other !== shown);
    city.name = shown;
  }
}

/** A continent, a sea, a former state: no city of the name is meant. */
export function worldRegion({ id: _, ...entry }: AuthorityEntry): Place {
  return { ...entry, kind: 'world region', equalNames: [], weight: Number.POSITIVE_INFINITY };
}

/** A province with its weight against cities of its name. */
export function provinceOf({ population, ...province }: Province): Place {
  return {
    ...province,
    ...{ kind: 'province', equalNames: [], type: 'place', source: 'geonames' },
    weight: population * weights.province * namesOfLands,
  };
}

/** Gives places their ids: a name without an addition to the one that dominates it, if one does. */
export function placesWithIds(places: readonly Place[]): AuthorityEntry[] {
  const landName = new Map(
    places.flatMap(({ iso, name }) => (iso === undefined ? [] : [[iso, name] as const])),
  );
  const taken = new Set<string>();
  const claim = (wanted: string, geonames: number | undefined): string => {
    const id = taken.has(wanted) ? `${wanted}-${geonames ?? taken.size}` : wanted;
    taken.add(id);
    return id;
  };
  const claimants = Map.groupBy(
    places.flatMap((place) =>
      [place.name, ...place.equalNames].map((name) => ({ name: sameName(name), place })),
    ),
    ({ name }) => name,
  );
  const dominant = new Set<Place>();
  for (const [name, claims] of claimants) {
    // A country is named before its capital of the same name: Singapore, Luxembourg.
    const lands = new Set(claims.flatMap(({ place }) => (place.kind === 'country' ? [place.country] : [])));
    const rivals = [...new Set(claims.map(({ place }) => place))]
      .filter(({ kind, country }) => kind !== 'city' || !lands.has(country))
      .sort((a, b) => b.weight - a.weight);
    const [first, ...others] = rivals;
    if (first !== undefined && sameName(first.name) === name && dominates(first, others)) dominant.add(first);
  }
  const ordered = [...places].sort(
    (a, b) => Number(dominant.has(b)) - Number(dominant.has(a)) || b.weight - a.weight,
  );
  return ordered.flatMap((place) => {
    const { kind, equalNames: _, weight: __, ...entry } = place;
    const bare = slug(place.name);
    if (bare === undefined) return [];
    const isWithin = kind === 'city' || kind === 'province';
    const addition = isWithin
      ? (landName.get(place.region ?? '') ?? landName.get(place.country ?? ''))
      : kind;
    const wanted = dominant.has(place) ? bare : `${bare}-${slug(addition ?? '') ?? ''}`;
    return [{ ...entry, id: claim(`place/${wanted}`, place.geonames) }];
  });
}

/** "St. Petersburg" and "Saint Petersburg" are one name. */
function sameName(name: string): string {
  return fold(name).replace(/^st /, 'saint ');
}

const liesIn = (city: Place, region: Place) =>
  city.region !== undefined && region.kind === 'region' && city.region === region.iso;

function dominates(first: Place, others: readonly Place[]): boolean {
  return others.every((other) => {
    // New York is a city in New York: a text that names the city names a place in the state.
    if (liesIn(first, other) || liesIn(other, first)) return true;
    const isLandToo =
      (first.kind === 'country' && other.kind === 'region') ||
      (first.kind === 'province' && other.kind === 'province');
    return first.weight >= dominance * other.weight && !isLandToo;
  });
}
