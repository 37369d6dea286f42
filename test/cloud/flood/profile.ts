/**
 * What a batch of each stage does, measured with the real stages: how long it waits and computes, which units
 * it uses, which messages follow.
 */

import { day } from '../../../bench/aws/facts.ts';
import type { Flow } from '../../../core/protocol/flow.ts';
import { type QueueName, queueNames } from '../../../core/protocol/topology.ts';
import { forEachQueue } from '../../../functions/forEachQueue.ts';
import { newsFiles } from '../documents.ts';
import { percentile } from '../scenario.ts';
import { ask, questionsAbout } from '../world/api.ts';
import { Cloud } from '../world/cloud.ts';

/** All of it per message of the stage's queue. */
export interface StageProfile {
  /** Milliseconds of an execution with a full batch, for each of its messages. */
  milliseconds: number;
  writeUnits: number;
  readUnits: number;
  /** Messages that follow, by queue. */
  follow: Partial<Record<QueueName, number>>;
}

export type Profile = Record<QueueName, StageProfile>;

/** The density of a million documents over some five years. */
export const documentsPerDay = 500;

export interface RealRun {
  profile: Profile;
  /** From the first file to the last message, in virtual milliseconds. */
  milliseconds: number;
  dead: number;
  throttled: number;
  writeUnits: number;
  cloud: Cloud;
  /** Requests to the API after that, one after the other: the slowest of twenty, and their mean units. */
  request: { milliseconds: number; readUnits: number };
}

export interface RealOptions {
  seed: number;
  documents: number;
  flow?: Flow | undefined;
  /** The table's maximum in place of the flow's. */
  most?: { write: number; read: number };
  account?: number;
}

/** Runs the real stages over this many files that arrive at once. */
export async function runReal(options: RealOptions): Promise<RealRun> {
  const { seed, documents, flow, most, account } = options;
  const cloud = new Cloud({
    seed,
    ...(flow && { flow }),
    ...(account !== undefined && { account }),
    ...(most && { capacity: { most } }),
  });
  const totals = forEachQueue(() => ({ milliseconds: 0, write: 0, read: 0 }));
  for (const name of queueNames) {
    cloud.functions[name].onEnd = ({ units }, milliseconds) => {
      totals[name].milliseconds += milliseconds;
      totals[name].write += units.write;
      totals[name].read += units.read;
    };
  }
  for (const { key, body } of newsFiles(
    documents,
    Math.max(1, Math.round(documents / documentsPerDay)),
    seed,
  ))
    await cloud.put(key, body);
  await cloud.drain(cloud.timeline.now + 3 * day);
  const { elapsed: milliseconds } = cloud.timeline;
  const { dead } = cloud;
  const { throttled, used } = cloud.capacity;
  const writeUnits = used.write;
  const request = await askForAWhile(cloud);
  const profile = Object.fromEntries(
    queueNames.map((name, i) => {
      const { milliseconds, write, read } = totals[name];
      const messages = cloud.queues[name].sent;
      const next = queueNames[i + 1];
      const stage: StageProfile = {
        milliseconds: milliseconds / messages,
        writeUnits: write / messages,
        readUnits: read / messages,
        follow: next === undefined ? {} : { [next]: cloud.queues[next].sent / messages },
      };
      return [name, stage];
    }),
  ) as Profile;
  return { profile, milliseconds, dead, throttled, writeUnits, request, cloud };
}

async function askForAWhile(cloud: Cloud): Promise<RealRun['request']> {
  const questions = questionsAbout(cloud);
  // The first starts the environment.
  const [, ...answers] = await ask(cloud, [
    '/v1/documents?limit=1',
    ...Array.from({ length: 4 }, () => questions).flat(),
  ]);
  if (answers.some(({ status }) => status !== 200)) throw new Error('The API does not answer.');
  return {
    milliseconds: percentile(
      answers.map(({ milliseconds }) => milliseconds),
      0.95,
    ),
    readUnits: answers.reduce((sum, { readUnits }) => sum + readUnits, 0) / answers.length,
  };
}

/** The stages when nothing throttles them, under the flow's own concurrency. */
export function measureStages(seed: number, documents: number, flow: Flow): Promise<RealRun> {
  return runReal({ seed, documents, flow, most: { write: 1e9, read: 1e9 } });
}
