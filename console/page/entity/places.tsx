/** The places that are named with an entity, on a map; its own place, if it is one. */
import { lazy, Suspense } from 'preact/compat';
import type { Client, EntityCoMentionsGeoJson } from '../../../clients/typescript/client.ts';
import { Answered } from '../answers/answered.tsx';
import { geoClient } from '../answers/client.ts';
import { useAnswer } from '../answers/useAnswer.ts';
import type { EntityType } from '../parts/words.ts';
import { type MapPoint, pointAt } from './mapWindow.ts';
import type { Range } from './range.ts';

/** With the outline of the land, which few views need. */
const WorldMap = lazy(() => import('./worldMap.tsx'));

export function Places({ type, slug, range }: { type: EntityType; slug: string; range: Range }) {
  const answer = useAnswer(JSON.stringify(['places', type, slug, range]), () =>
    readPlaces(geoClient.peek(), type, slug, range),
  );
  return (
    <Answered answer={answer} lines={8}>
      {(points) =>
        points.length === 0 ? (
          <p class="quiet">None of the places it is named with is on the map.</p>
        ) : (
          <Suspense fallback={<p class="quiet">Drawing the map…</p>}>
            <WorldMap points={points} />
          </Suspense>
        )
      }
    </Answered>
  );
}

async function readPlaces(geo: Client, type: EntityType, slug: string, range: Range): Promise<MapPoint[]> {
  const answer = (await geo.getEntityCoMentions({ type, slug, limit: 100, ...range })) as unknown;
  return (answer as EntityCoMentionsGeoJson).features.flatMap(({ geometry, properties }) => {
    if (geometry === null) return [];
    const at = geometry.type === 'Point' ? geometry.coordinates : geometry.coordinates[0];
    const { entity, documents } = properties;
    return at === undefined ? [] : [pointAt(at, { id: entity.id, name: entity.name, documents })];
  });
}
