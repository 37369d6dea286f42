/** Who is named with an entity, and those with one another, as a small network. */

import type { Graph } from '../../../clients/typescript/client.ts';
import { Answered, Partial } from '../answers/answered.tsx';
import { useAnswer } from '../answers/useAnswer.ts';
import { visibleLabels } from '../parts/visibleLabels.ts';
import { countOf } from '../parts/words.ts';
import { entityAddress } from '../routing/address.ts';
import { networkLayout } from './networkLayout.ts';
import type { Range } from './range.ts';

const [width, height] = [640, 460];
/** The strongest links; all would hide one another. */
const mostLines = 26;
const letters = 17;
const longestName = 24;

export function Network({ id, range }: { id: string; range: Range }) {
  const answer = useAnswer(JSON.stringify(['network', id, range]), (client) =>
    client.getGraph({ entity: id, limit: 14, ...range }),
  );
  return (
    <Answered answer={answer} lines={8}>
      {(graph) => (
        <>
          <Partial partial={graph.partial} />
          {graph.nodes.length < 2 ? (
            <p class="quiet">It is named with nobody else.</p>
          ) : (
            <Drawing id={id} graph={graph} />
          )}
        </>
      )}
    </Answered>
  );
}

function Drawing({ id, graph: { nodes, edges } }: { id: string; graph: Graph }) {
  const ranked = edges.toSorted((one, other) => other.documents - one.documents);
  const drawn = ranked.filter(({ a, b }, rank) => rank < mostLines || a === id || b === id);
  const most = Math.max(1, ...drawn.map(({ documents }) => documents));
  const ids = [id, ...nodes.map((node) => node.id).filter((each) => each !== id)];
  const layout = networkLayout(
    ids,
    edges.map(({ a, b, documents }) => ({ a, b, strength: documents / most })),
  );
  const placeOf = new Map(layout.map((node) => [node.id, { x: node.x * width, y: node.y * height }]));
  const labels = new Map(
    nodes
      .toSorted((one, other) => Number(other.id === id) - Number(one.id === id))
      .map(({ id: node, name }) => {
        const { x = 0, y = 0 } = placeOf.get(node) ?? {};
        const whole = [...name];
        const text = whole.length > longestName ? `${whole.slice(0, longestName - 1).join('')}…` : name;
        // No name reaches over the edge.
        const half = text.length * letters * 0.3;
        return [node, { x: Math.max(half, Math.min(width - half, x)), y: y - 13, text }];
      }),
  );
  const named = visibleLabels([...labels.values()], letters);
  return (
    <svg class="network" viewBox={`0 0 ${width} ${height}`}>
      <title>Who is named together</title>
      {drawn.map(({ a, b, documents }) => {
        const [from, to] = [placeOf.get(a), placeOf.get(b)];
        return (
          from &&
          to && (
            <line
              key={`${a} ${b}`}
              x1={from.x}
              y1={from.y}
              x2={to.x}
              y2={to.y}
              stroke-width={1 + (4 * documents) / most}
            >
              <title>{countOf(documents, 'document')}</title>
            </line>
          )
        );
      })}
      {nodes.map((node) => {
        const place = placeOf.get(node.id);
        const label = labels.get(node.id);
        return (
          place && (
            <a key={node.id} href={entityAddress(node.id)} data-type={node.type}>
              {/* The name of the link: what is written beside the circle may be cut. */}
              <title>{node.name}</title>
              <circle cx={place.x} cy={place.y} r={node.id === id ? 11 : 7} />
              {label !== undefined && named.has(label) && (
                <text x={label.x} y={label.y} font-size={letters} text-anchor="middle">
                  {label.text}
                </text>
              )}
            </a>
          )
        );
      })}
    </svg>
  );
}
