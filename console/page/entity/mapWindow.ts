/** Points on the map, and the part of the world that shows them. Units are degrees, from the north-west. */

export interface MapPoint {
  id: string;
  name: string;
  documents: number;
  /** The longitude + 180. */
  x: number;
  /** 90 - the latitude. */
  y: number;
}

export interface MapWindow {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The outline is coarse, so that no less than this is shown, in degrees. */
const leastWidth = 40;
/** The ratio of height to width. */
const shape = 0.56;

/** The point of a position, given as GeoJSON does: longitude first, degrees. */
export function pointAt(
  [longitude, latitude]: readonly [number, number],
  named: Pick<MapPoint, 'id' | 'name' | 'documents'>,
): MapPoint {
  return { ...named, x: longitude + 180, y: 90 - latitude };
}

/** Shows all points with some room around them, inside the world. */
export function mapWindow(points: readonly MapPoint[]): MapWindow {
  if (points.length === 0) return { x: 0, y: 0, width: 360, height: 360 * shape };
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(360, Math.max(leastWidth, (right - left) * 1.3, ((bottom - top) * 1.4) / shape));
  const height = width * shape;
  return {
    x: between((left + right - width) / 2, 0, 360 - width),
    y: between((top + bottom - height) / 2, 0, Math.max(0, 180 - height)),
    width,
    height,
  };
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
