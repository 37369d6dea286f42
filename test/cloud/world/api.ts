/** The function `query`: the real routes of the API over the ports of an execution. */
import { openApi } from '../../../cli/ask/api.ts';
import { functions } from '../../../functions/functions.ts';
import type { Cloud } from './cloud.ts';
import type { CloudFunction } from './lambda.ts';

/** Takes the path of a request, answers with the status. */
function queryFunction(cloud: Cloud): CloudFunction<string, number> {
  return cloud.function('query', functions.query, (ports) => {
    const app = openApi(ports);
    return async (path) => (await app.request(path)).status;
  });
}

/** What a reader asks for: pages of twenty, and an entity in many documents. */
export function questionsAbout(cloud: Cloud): string[] {
  const postings = new Map<string, number>();
  for (const { pk, sk } of cloud.table.items())
    if (pk.startsWith('ENT#') && sk.startsWith('DAY#')) postings.set(pk, (postings.get(pk) ?? 0) + 1);
  const [most] = [...postings].sort(([, a], [, b]) => b - a);
  const entity = most?.[0].slice('ENT#'.length);
  return [
    '/v1/documents?limit=20',
    '/v1/changes?since=2021-06-02&limit=20',
    ...(entity === undefined
      ? []
      : [
          `/v1/entities/${entity}`,
          `/v1/entities/${entity}/documents?limit=20`,
          `/v1/entities/${entity}/timeline`,
        ]),
  ];
}

/** One question after the other, each half a second. @returns milliseconds and read units of each */
export async function ask(
  cloud: Cloud,
  paths: readonly string[],
): Promise<{ milliseconds: number; readUnits: number; status: number }[]> {
  const query = queryFunction(cloud);
  const answers: { milliseconds: number; readUnits: number; status: number }[] = [];
  let units = 0;
  query.onEnd = (execution) => {
    units = execution.units.read;
  };
  for (const path of paths) {
    const began = cloud.timeline.now;
    let ended = false;
    query.invoke(path, (answer) => {
      const status = 'answer' in answer ? answer.answer : 500;
      answers.push({ milliseconds: cloud.timeline.now - began, readUnits: units, status });
      ended = true;
    });
    await cloud.timeline.run(() => ended, began + 60_000);
    await cloud.timeline.run(() => false, cloud.timeline.now + 500);
  }
  return answers;
}
