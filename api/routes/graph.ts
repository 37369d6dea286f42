/** GET /v1/graph */
import * as z from 'zod';
import { readNeighbourhood } from '../../core/queries/graph.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { readMemberIds } from '../entities/entityFromPath.ts';
import { entityName, readEntityNames } from '../entities/entityName.ts';
import { graphmlMediaType, toGraphml } from '../exports/graphml.ts';
import { negotiate } from '../http/negotiate.ts';
import { countsNewest, partialSchema } from '../http/page.ts';
import {
  dayRangeParameters,
  limitParameter,
  readDayRange,
  requiredEntityParameter,
} from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse, textResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/** `documents`, of nodes and edges, counts only documents that mention the requested entity. */
const graphSchema = z.object({
  nodes: z.array(entityName.extend({ documents: z.number().int() })),
  edges: z.array(z.object({ a: z.string(), b: z.string(), documents: z.number().int() })),
  partial: partialSchema,
});

export const graphRoute = route(
  {
    path: '/v1/graph',
    summary:
      'The neighbourhood of an entity: those it is most often mentioned with, and the links among them.',
    parameters: {
      entity: requiredEntityParameter,
      ...dayRangeParameters,
      limit: limitParameter,
    },
    responses: { [jsonMediaType]: graphSchema, [graphmlMediaType]: z.string() },
  },
  async (c, params, { table, authority }: RecordsDependencies) => {
    const days = readDayRange(params);
    const type = negotiate(c.req.header('accept'), [jsonMediaType, graphmlMediaType]);
    const members = await readMemberIds({ table, authority }, params.entity);
    const neighbourhood = await readNeighbourhood(table, members, days, params.limit);
    const names = await readEntityNames(
      table,
      neighbourhood.nodes.map(({ entity }) => entity),
    );
    const graph = {
      nodes: neighbourhood.nodes.map(({ entity, documents }) => ({ ...names(entity), documents })),
      edges: neighbourhood.edges,
    };
    const options = { type, vary: 'accept' };
    if (type === graphmlMediaType) return textResponse(c, type, toGraphml(graph), options);
    return jsonResponse(c, graphSchema, { ...graph, partial: countsNewest(neighbourhood) }, options);
  },
);
