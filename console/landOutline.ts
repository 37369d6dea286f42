/**
 * The outline of the land for the map, as the module `land-outline`: an SVG path in degrees, 360 wide and 180
 * high, from the TopoJSON of the package world-atlas (Natural Earth, public domain).
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/** What is read of a file of world-atlas: https://github.com/topojson/topojson-specification */
export interface Topology {
  transform: { scale: [number, number]; translate: [number, number] };
  /** Each arc: a point, then the steps from it, in units of the grid that `transform` describes. */
  arcs: [number, number][][];
  objects: { land: { geometries: { arcs: number[][][] }[] } };
}

type Point = readonly [x: number, y: number];

export const landOutline: Plugin = {
  name: 'land outline',
  setup(build) {
    build.onResolve({ filter: /^land-outline$/ }, ({ path }) => ({ path, namespace: 'land' }));
    build.onLoad({ filter: /.*/, namespace: 'land' }, async () => {
      const file = createRequire(import.meta.url).resolve('world-atlas/land-110m.json');
      const topology = JSON.parse(await readFile(file, 'utf8')) as Topology;
      return { contents: `export default ${JSON.stringify(outlinePath(topology))};`, loader: 'js' };
    });
  },
};

/** The rings of the land as an SVG path: x is the longitude + 180, y is 90 - the latitude, to a tenth. */
export function outlinePath({ transform, arcs, objects }: Topology): string {
  const { scale, translate } = transform;
  const lines = arcs.map((arc) => {
    let [column, row] = [0, 0];
    return arc.map(([dx, dy]): Point => {
      column += dx;
      row += dy;
      return [tenths(column * scale[0] + translate[0] + 180), tenths(90 - row * scale[1] - translate[1])];
    });
  });
  // A negative index means the arc backwards.
  const line = (index: number) => (index < 0 ? (lines[~index] ?? []).toReversed() : (lines[index] ?? []));
  const rings = objects.land.geometries.flatMap((each) => each.arcs.flat());
  return rings
    .flatMap((ring) => cutAtDateLine(ring.flatMap(line)))
    .map(drawRing)
    .join('');
}

/** A ring that goes on at the other edge of the map becomes a ring at each edge. */
function cutAtDateLine(ring: readonly Point[]): Point[][] {
  const jumps = ring.flatMap(([x], i) => (Math.abs(x - (ring[i - 1]?.[0] ?? x)) > 180 ? [i] : []));
  const [first, ...others] = jumps;
  if (first === undefined) return [[...ring]];
  // Begins after the first jump, so that what is before it joins the end.
  const turned = [...ring.slice(first), ...ring.slice(0, first)];
  const starts = [0, ...others.map((jump) => jump - first)];
  return starts.map((start, i) => turned.slice(start, starts[i + 1]));
}

/** Steps between the points are shorter to write than the points. */
function drawRing([start = [0, 0], ...rest]: Point[]): string {
  let [x, y] = start;
  const steps = rest.map(([nextX, nextY]) => {
    const step = [tenths(nextX - x), tenths(nextY - y)];
    [x, y] = [nextX, nextY];
    return step.join(' ');
  });
  const moves = steps.filter((step) => step !== '0 0');
  return moves.length === 0 ? '' : `M${start.join(' ')}l${moves.join(' ')}z`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
