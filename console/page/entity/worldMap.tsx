/** Places on an outline of the land, which is part of the page: no map is asked of anybody. */
import land from 'land-outline';
import { visibleLabels } from '../parts/visibleLabels.ts';
import { countOf } from '../parts/words.ts';
import { entityAddress } from '../routing/address.ts';
import { type MapPoint, mapWindow } from './mapWindow.ts';

const mostNames = 12;

/** @param points the most frequent first */
export default function WorldMap({ points }: { points: readonly MapPoint[] }) {
  const { x, y, width, height } = mapWindow(points);
  const unit = width / 100;
  const letters = unit * 2.7;
  const most = Math.max(1, ...points.map(({ documents }) => documents));
  const labels = points.map(({ x, y, name }) => ({ x, y, text: name }));
  const named: ReadonlySet<unknown> = visibleLabels(labels.slice(0, mostNames), letters);
  return (
    <svg class="world-map" viewBox={`${x} ${y} ${width} ${height}`}>
      <title>Places on a map</title>
      <path d={land} stroke-width={unit / 6} />
      {points
        .map((point, rank) => (
          <a key={point.id} href={entityAddress(point.id)} aria-label={point.name}>
            <circle
              cx={point.x}
              cy={point.y}
              r={unit * (0.9 + 1.6 * Math.sqrt(point.documents / most))}
              stroke-width={unit / 4}
            >
              <title>{`${point.name}: ${countOf(point.documents, 'document')}`}</title>
            </circle>
            {named.has(labels[rank]) && (
              <text
                x={point.x}
                y={point.y - unit * 3}
                font-size={letters}
                stroke-width={unit * 0.8}
                text-anchor="middle"
              >
                {point.name}
              </text>
            )}
          </a>
        ))
        .toReversed()}
    </svg>
  );
}
