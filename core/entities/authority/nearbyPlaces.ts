/** Finds the places around a point in the compact file of an authority. */
import { columnsOf } from './entry.ts';

export interface Point {
  /** Degrees, WGS 84. */
  lat: number;
  lon: number;
}

/** In kilometres. */
const earthRadius = 6371.0088;
const kilometresPerDegree = (Math.PI / 180) * earthRadius;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The distance on a sphere, in kilometres (haversine formula). */
export function distance(a: Point, b: Point): number {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}

interface LocatedLine extends Point {
  line: string;
}

/**
 * Cities and the like. Countries and parts of them are left out: their point says little about them.
 *
 * @param text lines of entries, as `entryLine` writes them, among others
 */
export function locatedLines(text: string): LocatedLine[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('place/'))
    .flatMap((line) => {
      const [iso, lat, lon] = columnsOf(line, ['iso', 'lat', 'lon']);
      return iso || !lat || !lon ? [] : [{ line, lat: Number(lat), lon: Number(lon) }];
    })
    .sort((a, b) => a.lat - b.lat);
}

/** The lines of the places at most so far away, the nearest first. @param places by latitude */
export function linesNear(places: readonly LocatedLine[], at: Point, kilometres: number): string[] {
  const degrees = kilometres / kilometresPerDegree;
  const found: { line: string; away: number }[] = [];
  for (let i = firstFrom(places, at.lat - degrees); i < places.length; i++) {
    const place = places[i];
    if (place === undefined || place.lat > at.lat + degrees) break;
    const away = distance(at, place);
    if (away <= kilometres) found.push({ line: place.line, away });
  }
  return found.sort((a, b) => a.away - b.away || (a.line < b.line ? -1 : 1)).map(({ line }) => line);
}

/** The index of the first place at this latitude or north of it. */
function firstFrom(places: readonly LocatedLine[], lat: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.lat ?? 0) < lat) low = middle + 1;
    else high = middle;
  }
  return low;
}
