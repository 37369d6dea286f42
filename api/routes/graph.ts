/** GET /v1/graph */
import * as z from 'zod';
import { type Neighbourhood, readNeighbourhood } from '../../core/queries/graph.ts';
import type { RecordsDeps } from '../deps.ts';
import { entityName, namesOf } from '../entityName.ts';
import { graphmlMediaType, toGraphml } from '../exports/graphml.ts';
import { answer, answerText, json } from '../http/answer.ts';
import { negotiate } from '../http/negotiate.ts';
import { partial } from '../http/page.ts';
import { bound, checkRange, limit, requiredEntity } from '../http/parameters.ts';
import { route } from '../http/route.ts';
import { mentioned } from './entities.ts';

/** The documents counted are those that mention the entity asked for: of each node, of each edge. */
export const graphAnswer = z.object({
  nodes: z.array(entityName.extend({ documents: z.number().int() })),
  edges: z.array(z.object({ a: z.string(), b: z.string(), documents: z.number().int() })),
  partial,
});

export const graph = route(
  {
    path: '/v1/graph',
    summary:
      'The neighbourhood of an entity: whom it is most often mentioned with, and who of them with whom.',
    parameters: { entity: requiredEntity, from: bound, to: bound, limit },
    answers: { [json]: graphAnswer, [graphmlMediaType]: z.string() },
  },
  async (c, asked, { table }: RecordsDeps) => {
    const { from, to } = checkRange('to', asked.from, asked.to);
    const type = negotiate(c.req.header('accept'), [json, graphmlMediaType]);
    const members = await mentioned(table, asked.entity);
    const found = await readNeighbourhood(table, members, { from: from?.day, to: to?.day }, asked.limit);
    const names = await namesOf(
      table,
      found.nodes.map(({ entity }) => entity),
    );
    const nodes = found.nodes.map(({ entity, documents }) => ({ ...names(entity), documents }));
    const shown = { nodes, edges: found.edges };
    if (type === graphmlMediaType) return answerText(c, type, toGraphml(shown), { vary: 'accept' });
    return answer(c, graphAnswer, { ...shown, partial: partialOf(found) }, { type, vary: 'accept' });
  },
);

function partialOf({ more, documents: read }: Neighbourhood) {
  if (!more) return undefined;
  return {
    read,
    message: `Counted in the newest ${read} documents of the range; there are more. Narrow it with from and to.`,
  };
}
