/**
 * A surname that stands alone in many documents, whose bearer comes later: who is meant is decided again for
 * each of them (functions/index/relink.ts).
 */

import { second } from '../../../bench/aws/facts.ts';
import { defaultWriteUnits, flowFor } from '../../../core/protocol/flow.ts';
import { functions } from '../../../functions/functions.ts';
import { type Result, rounded, type Scenario } from '../scenario.ts';
import { Cloud } from '../world/cloud.ts';
import { differences } from '../world/lost.ts';

/** JSON lines in which a minister speaks, who is called by the given form of the name. */
function speeches(name: string, documents: number, form: string): string {
  return Array.from({ length: documents }, (_, i) =>
    JSON.stringify({
      id: `${name}-${i}`,
      title: `${form} speaks, day ${i}`,
      published: '2021-05-03T08:00:00Z',
      text:
        `London. ${form} met mayor number ${i} of the city council on Monday. Okoye said that fisheries quotas ` +
        'were fair. Chidi Bello and Ngozi Adeyemi agreed with Okoye.',
    }),
  ).join('\n');
}

export interface SurnameRun {
  drained: boolean;
  dead: number;
  deaths: number;
  lost: number;
  /** Documents whose surname is put to the bearer. */
  linked: number;
  /** Stores that index asked for, by document with the surname alone. */
  storesAgain: number;
  longestSeconds: number;
  /** What one more document with the full name costs to index. */
  readUnits: number;
}

/** @param alone documents with the surname alone, that come first */
async function surname(seed: number, alone: number, full: number): Promise<SurnameRun> {
  const cloud = new Cloud({ seed, flow: flowFor(defaultWriteUnits) });
  await cloud.put('alone.jsonl', speeches('alone', alone, 'Minister Okoye'));
  const first = await cloud.drain();
  await cloud.put('full.jsonl', speeches('full', full, 'Amara Okoye'));
  const then = await cloud.drain();
  const storesAgain = (cloud.queues.extracted.sent - alone - full) / alone;
  const longest = Math.max(...cloud.functions.touched.durations) / second;
  const linked = [...cloud.table.items()].filter(({ sk, to }) => sk.startsWith('NAME#') && to).length;
  let units = 0;
  cloud.functions.touched.onEnd = (execution) => {
    units += execution.units.read;
  };
  await cloud.put('more.jsonl', speeches('more', 1, 'Amara Okoye'));
  const last = await cloud.drain();
  const { deaths } = cloud.functions.touched;
  return {
    drained: first && then && last,
    dead: cloud.dead,
    deaths: deaths['time-out'] + deaths.memory,
    lost: (await differences(cloud)).length,
    linked,
    storesAgain,
    longestSeconds: longest,
    readUnits: units,
  };
}

/** As many as are put to somebody, and more than that. */
const [many, tooMany] = [150, 600];
const bearers = 60;
/** How often a document may be stored again while the evidence grows. */
const mostStoresAgain = 3;

export const hotSurnameScenario: Scenario = {
  name: 'hot-surname',
  shows: `a surname alone in ${many} and in ${tooMany} documents, before its bearer: nothing is lost`,
  async run(seed): Promise<Result> {
    const runs = [await surname(seed, many, bearers), await surname(seed, tooMany, bearers)] as const;
    const half = functions.index.timeoutSeconds / 2;
    const ok = runs.every(
      ({ drained, dead, deaths, lost, storesAgain, longestSeconds }) =>
        drained &&
        dead === 0 &&
        deaths === 0 &&
        lost === 0 &&
        storesAgain <= mostStoresAgain &&
        longestSeconds <= half,
    );
    return {
      ok,
      ...Object.fromEntries(
        ([many, tooMany] as const).flatMap((documents, i) => {
          const { readUnits, longestSeconds, storesAgain, linked, dead, lost } = runs[i as 0 | 1];
          return [
            [`at${documents}DeadLetters`, dead],
            [`at${documents}Differences`, lost],
            [`at${documents}Linked`, linked],
            [`at${documents}StoresAgain`, rounded(storesAgain)],
            [`at${documents}LongestIndexSeconds`, rounded(longestSeconds)],
            [`at${documents}ReadUnitsOfOneMore`, rounded(readUnits)],
          ];
        }),
      ),
    };
  },
};
