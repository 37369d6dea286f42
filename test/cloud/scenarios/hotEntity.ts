/** One entity that many executions count at once, and one that is in every document. */
import { flowFor } from '../../../core/protocol/flow.ts';
import { type Result, rounded, type Scenario } from '../scenario.ts';
import { Cloud } from '../world/cloud.ts';
import { differences } from '../world/lost.ts';
import { jsonLines } from './containers.ts';

const executions = 80;
/** Read units that a document with some three entities of such a day may cost to count. */
const mostReadUnits = 60;

/** Every message of a file's documents is handled by an execution of its own, 80 of them at once. */
export async function crowd(seed: number, documents: number) {
  const touched = { batch: 1, window: 0, maxConcurrency: executions, first: executions };
  const cloud = new Cloud({ seed, mappings: { touched } });
  await cloud.put('crowd.jsonl', jsonLines(documents));
  const drained = await cloud.drain();
  return {
    drained,
    dead: cloud.dead,
    atOnce: cloud.functions.touched.peak,
    lost: (await differences(cloud)).length,
    again: cloud.queues.touched.again,
  };
}

/** What one more document of a day costs to count when the day has so many. */
async function readsPerTouch(seed: number, documents: number): Promise<number> {
  const cloud = new Cloud({ seed, flow: flowFor(4000) });
  await cloud.put('day.jsonl', jsonLines(documents));
  await cloud.drain();
  const more = 5;
  let units = 0;
  cloud.functions.touched.onEnd = (execution) => {
    units += execution.units.read;
  };
  for (let i = 0; i < more; i++) {
    await cloud.put(`more/${i}.jsonl`, jsonLines(1, `more-${i}`));
    await cloud.drain();
  }
  return units / more;
}

export const hotEntityScenarios: readonly Scenario[] = [
  {
    name: 'hot-entity',
    shows: `${executions} executions at one entity, and an entity in every document: nothing is given up`,
    async run(seed): Promise<Result> {
      const run = await crowd(seed, 300);
      const [few, many] = [200, 2000];
      const [atFew, atMany] = [await readsPerTouch(seed, few), await readsPerTouch(seed, many)];
      const ok =
        run.drained &&
        run.dead === 0 &&
        run.lost === 0 &&
        run.atOnce >= executions &&
        atMany <= mostReadUnits;
      return {
        ok,
        deadLetters: run.dead,
        executionsAtOnce: run.atOnce,
        differences: run.lost,
        messagesAgain: run.again,
        [`readUnitsPerDocumentAt${few}ADay`]: rounded(atFew),
        [`readUnitsPerDocumentAt${many}ADay`]: rounded(atMany),
      };
    },
  },
];
