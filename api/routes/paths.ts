/** GET /v1/paths */
import * as z from 'zod';
import { type Paths, readPaths } from '../../core/queries/paths.ts';
import type { RecordsDeps } from '../deps.ts';
import { type EntityName, entityName, namesOf } from '../entityName.ts';
import { answer, json } from '../http/answer.ts';
import { partial } from '../http/page.ts';
import { bound, checkRange, limit, requiredEntity } from '../http/parameters.ts';
import { parameterProblem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { mentioned } from './entities.ts';

/** `documents`: how many of those looked at have both; `example`: the newest of them. */
const pathStep = z.object({
  from: entityName,
  to: entityName,
  documents: z.number().int(),
  example: z.object({ id: z.string(), title: z.string(), source: z.string() }),
});

export const pathsAnswer = z.object({ items: z.array(z.object({ steps: z.array(pathStep) })), partial });

export const paths = route(
  {
    path: '/v1/paths',
    summary:
      'How two entities hang together: the shortest chains of documents from one to the other, of at most three steps.',
    parameters: { from_entity: requiredEntity, to_entity: requiredEntity, from: bound, to: bound, limit },
    answers: { [json]: pathsAnswer },
  },
  async (c, asked, { table }: RecordsDeps) => {
    const { from, to } = checkRange('to', asked.from, asked.to);
    const ends = {
      from: await mentioned(table, asked.from_entity),
      to: await mentioned(table, asked.to_entity),
    };
    if (ends.from[0] === ends.to[0])
      throw parameterProblem('to_entity', 'Both ends are the same.', {
        got: asked.to_entity,
        allowed: 'another entity',
      });
    const found = await readPaths(table, ends, { from: from?.day, to: to?.day }, asked.limit);
    const names = await namesOf(
      table,
      found.paths.flatMap((path) => path.flatMap((step) => [step.from, step.to])),
    );
    const items = found.paths.map((path) => ({ steps: path.map((step) => shown(step, names)) }));
    return answer(c, pathsAnswer, { items, partial: partialOf(found) });
  },
);

function shown(
  { from, to, documents, example }: Paths['paths'][number][number],
  names: (id: string) => EntityName,
) {
  const { doc: id, title, source } = example;
  return { from: names(from), to: names(to), documents, example: { id, title, source } };
}

function partialOf({ gaveUp, read, paths }: Paths) {
  if (!gaveUp) return undefined;
  const missed = paths.length === 0 ? 'There may be a path' : 'There may be shorter or other paths';
  return {
    read,
    message: `${missed} through documents beyond the ${read} mentions that were looked at. Narrow it with from and to.`,
  };
}
