/** GET /v1/paths */
import * as z from 'zod';
import { type EntityPaths, readPaths } from '../../core/queries/paths.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { readMemberIds } from '../entities/entityFromPath.ts';
import { type EntityName, entityName, readEntityNames } from '../entities/entityName.ts';
import { partialSchema } from '../http/page.ts';
import {
  dayRangeParameters,
  limitParameter,
  readDayRange,
  requiredEntityParameter,
} from '../http/parameterSchemas.ts';
import { parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const pathStep = z.object({
  from: entityName,
  to: entityName,
  /** How many of the documents read have both entities. */
  documents: z.number().int(),
  /** The newest of them. */
  example: z.object({ id: z.string(), title: z.string(), source: z.string() }),
});

const pathsSchema = z.object({
  items: z.array(z.object({ steps: z.array(pathStep) })),
  partial: partialSchema,
});

export const pathsRoute = route(
  {
    path: '/v1/paths',
    summary:
      'How two entities are connected: the shortest chains of documents from one to the other, at most three steps.',
    parameters: {
      from_entity: requiredEntityParameter,
      to_entity: requiredEntityParameter,
      ...dayRangeParameters,
      limit: limitParameter,
    },
    responses: { [jsonMediaType]: pathsSchema },
  },
  async (c, params, { table, authority }: RecordsDependencies) => {
    const days = readDayRange(params);
    const ends = {
      from: await readMemberIds({ table, authority }, params.from_entity),
      to: await readMemberIds({ table, authority }, params.to_entity),
    };
    if (ends.from[0] === ends.to[0])
      throw parameterProblem('to_entity', 'Both ends are the same.', {
        got: params.to_entity,
        allowed: 'another entity',
      });
    const found = await readPaths(table, ends, days, params.limit);
    const names = await readEntityNames(
      table,
      found.paths.flatMap((path) => path.flatMap((step) => [step.from, step.to])),
    );
    const items = found.paths.map((path) => ({ steps: path.map((step) => toPathStep(step, names)) }));
    return jsonResponse(c, pathsSchema, { items, partial: toPartial(found) });
  },
);

function toPathStep(
  { from, to, documents, example }: EntityPaths['paths'][number][number],
  names: (id: string) => EntityName,
): z.infer<typeof pathStep> {
  const { doc: id, title, source } = example;
  return { from: names(from), to: names(to), documents, example: { id, title, source } };
}

function toPartial({ gaveUp, read, paths }: EntityPaths) {
  if (!gaveUp) return undefined;
  const missed = paths.length === 0 ? 'There may be a path' : 'There may be shorter or other paths';
  return {
    read,
    message: `${missed} through documents beyond the ${read} mentions read. Narrow it with from and to.`,
  };
}
