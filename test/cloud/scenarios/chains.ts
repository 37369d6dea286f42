/**
 * Lambda's recursive loop detection gives up a message whose chain has invoked one function 16 times. Nothing
 * of ours may reach that: not a container that goes on from its place again and again, not search rows that
 * wait in their own queue, and not a document that `index` has stored again.
 */

import { day, hour } from '../../../bench/aws/facts.ts';
import { defaultWriteUnits, flowFor } from '../../../core/protocol/flow.ts';
import { parseTouchedMessage } from '../../../core/protocol/messages.ts';
import { searchWait } from '../../../core/protocol/searchWait.ts';
import { thresholds } from '../../../core/protocol/thresholds.ts';
import { queueNames } from '../../../core/protocol/topology.ts';
import { mostInvocations } from '../../recursion.ts';
import { newsFiles } from '../documents.ts';
import { type Result, rounded, type Scenario } from '../scenario.ts';
import { Cloud } from '../world/cloud.ts';
import { differences } from '../world/lost.ts';
import { jsonLines } from './containers.ts';

/** The longest chain for one search row that waits: `index` sends all but the first message. */
const mostRounds = 8;
const perDay = 1000;
/** Each execution of normalize leaves what it has not done in this time to the next. */
const deadlineMilliseconds = 150;

export async function chains(seed: number, options: { files: number; container: number }): Promise<Result> {
  const cloud = new Cloud({
    seed,
    flow: flowFor(defaultWriteUnits),
    searchWait: searchWait.aws,
    thresholds: { ...thresholds, deadlineMilliseconds, rowsPerStep: 5 },
  });
  const seen = watch(cloud);
  await cloud.put('archive.jsonl', jsonLines(options.container));
  await cloud.timeline.run(() => false, cloud.timeline.now + hour);
  const executions = cloud.functions.uploads.invocations;
  let i = 0;
  for (const { key, body } of newsFiles(options.files, 1, seed)) {
    await cloud.put(key, body);
    // Those with the surname alone come first: later ones have them stored again.
    if (++i % 4 === 0) await cloud.put(`news/speech-${i}.txt`, speech(i, i <= options.files / 2));
    await cloud.timeline.run(() => false, cloud.timeline.now + day / perDay);
  }
  const drained = await cloud.drain(cloud.timeline.now + day);
  const lost = await differences(cloud);
  const stopped = queueNames.reduce((sum, name) => sum + cloud.queues[name].stopped, 0);
  return {
    ok:
      drained &&
      cloud.dead === 0 &&
      lost.length === 0 &&
      stopped === 0 &&
      executions > mostInvocations &&
      seen.rounds() <= mostRounds &&
      Math.max(...seen.longest.values()) < mostInvocations,
    deadLetters: cloud.dead,
    differences: lost.length,
    stopped,
    executionsOfTheContainer: executions,
    longestChainOfOneSearchRow: seen.rounds(),
    storedAgain: cloud.queues.extracted.sent - options.container - i - Math.floor(i / 4),
    ...Object.fromEntries([...seen.longest].map(([name, count]) => [`longestChainOf${name}`, count])),
    hours: rounded(cloud.timeline.elapsed / hour),
  };
}

/** The longest chain by function, and the most messages of which each asked for the same row once more. */
function watch(cloud: Cloud): { longest: Map<string, number>; rounds: () => number } {
  const longest = new Map<string, number>();
  let rounds = 0;
  for (const name of queueNames) {
    const queue = cloud.queues[name];
    queue.onSent = (body, chain) => {
      for (const [each, count] of chain) longest.set(each, Math.max(count, longest.get(each) ?? 0));
      const message = name === 'touched' ? parseTouchedMessage(body) : undefined;
      if (message?.hint === 'search/1') rounds = Math.max(rounds, (message.waited ?? 0) + 1);
    };
  }
  return { longest, rounds: () => rounds };
}

function speech(number: number, isAlone: boolean): string {
  const name = isAlone ? 'Minister Okoye' : 'Amara Okoye';
  return (
    ` date 2019-03-01\n\n${name} speaks, day ${number}\n\nLondon. ${name} met mayor number ${number} of the ` +
    'city council on Monday. Okoye said that fisheries quotas were fair. Chidi Bello agreed with Okoye.\n'
  );
}

export const chainsScenario: Scenario = {
  name: 'chains',
  shows: `no chain of messages reaches the ${mostInvocations} invocations at which Lambda stops it`,
  run: (seed) => chains(seed, { files: 200, container: 2000 }),
};
