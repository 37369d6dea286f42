/** Bad input, and services on a bad day. What the records are at the end is compared with a rebuild. */
import { fileURLToPath } from 'node:url';
import { day, hour, minute, second } from '../../../bench/aws/facts.ts';
import { defaultWriteUnits, flowFor } from '../../../core/protocol/flow.ts';
import { clockSkewMilliseconds } from '../../../core/protocol/topology.ts';
import { claim } from '../../../core/records/claim.ts';
import { deadLetterPrefix } from '../../../core/records/keys.ts';
import { functions } from '../../../functions/functions.ts';
import { continueSweep } from '../../../functions/sweep/sweep.ts';
import { isolatedReader } from '../../../runtime/isolated/reader.ts';
import { tarOf } from '../../unit/core/formats/makeArchives.ts';
import { newsFiles } from '../documents.ts';
import { type Result, rounded, type Scenario } from '../scenario.ts';
import { Cloud, type CloudOptions } from '../world/cloud.ts';
import { poison } from '../world/content.ts';
import { differences } from '../world/lost.ts';

const flow = flowFor(defaultWriteUnits);
/** Messages come twice, and batches are sent by half. */
const faults = { twice: 0.02, half: 0.02 };

function cloudOf(seed: number, options: Omit<CloudOptions, 'seed'> = {}): Cloud {
  return new Cloud({ seed, flow, faults, stale: true, ...options });
}

/** Puts files evenly over this time, which passes meanwhile. */
async function putOver(cloud: Cloud, milliseconds: number, files: readonly { key: string; body: string }[]) {
  for (const { key, body } of files) {
    await cloud.put(key, body);
    await pass(cloud, milliseconds / files.length);
  }
}

const pass = (cloud: Cloud, milliseconds: number) =>
  cloud.timeline.run(() => false, cloud.timeline.now + milliseconds);

function claims(cloud: Cloud) {
  return [...cloud.table.items()]
    .filter(({ pk, sk }) => pk.startsWith('OBJ#') && sk === 'META')
    .map((row) => claim.parse(row));
}

/** Everything is done, nothing was given up, and the records are those of a rebuild. */
async function outcome(cloud: Cloud, drained: boolean): Promise<Result> {
  const lost = await differences(cloud);
  return {
    ok: drained && cloud.dead === 0 && lost.length === 0,
    deadLetters: cloud.dead,
    differences: lost.length,
    ...(lost[0] !== undefined && { firstDifference: lost[0].slice(0, 200) }),
    hours: rounded(cloud.timeline.elapsed / hour),
  };
}

export async function throttledHour(seed: number, documents: number): Promise<Result> {
  const cloud = cloudOf(seed);
  const files = [...newsFiles(documents, 3, seed)];
  cloud.timeline.after(30 * second, () => {
    cloud.capacity.blockedUntil = cloud.timeline.now + hour;
  });
  await putOver(cloud, 90 * minute, files);
  const after = cloud.timeline.now;
  const drained = await cloud.drain(after + day);
  return {
    ...(await outcome(cloud, drained)),
    throttled: cloud.capacity.throttled,
    minutesAfterTheLastFile: rounded((cloud.timeline.now - after) / minute),
  };
}

/** A file that kills the whole function, not only its parser, is a dead letter, and quarantine shows it. */
export async function poisonBatch(seed: number): Promise<Result> {
  const cloud = cloudOf(seed);
  const files = [...newsFiles(9, 1, seed)];
  files.splice(4, 0, { key: 'news/poison.txt', body: `A headline\n\n${poison}\n` });
  for (const { key, body } of files) await cloud.put(key, body);
  const drained = await cloud.drain(cloud.timeline.now + 2 * day);
  const found = claims(cloud);
  const stored = found.filter(({ outcome }) => outcome === 'stored').length;
  const refused = found.filter(({ refusal }) => refusal !== undefined).length;
  const { dead } = cloud.queues.uploads;
  const quarantined = [...cloud.table.items()].filter(({ pk }) => pk.startsWith(deadLetterPrefix)).length;
  const onlyPoison = cloud.dead === dead.length && dead.every((body) => body.includes('news/poison.txt'));
  return {
    ok: drained && onlyPoison && quarantined === 1 && stored === 9 && refused === 0,
    deadLetters: cloud.dead,
    quarantined,
    stored,
    refused,
    deaths: cloud.functions.uploads.deaths.memory,
    hours: rounded(cloud.timeline.elapsed / hour),
  };
}

/** A member that kills the parser, in the real parser's own process. */
async function poisonMember(seed: number): Promise<Result> {
  const program = fileURLToPath(new URL('../../unit/runtime/isolated/hostileChild.ts', import.meta.url));
  const reader = isolatedReader({ most: 1, program });
  const cloud = cloudOf(seed, { read: reader.read });
  const page = (words: string) =>
    [
      '<!doctype html><title>Storm closes harbour</title><h1>Storm closes harbour</h1>',
      `<p>${'The storm closed the harbour for the third day. '.repeat(6)}</p><p>${words}</p>`,
    ].join('');
  const pages = ['One.', 'Two.', 'make it exit', 'Three.', 'Four.'];
  await cloud.put('pages.tar', tarOf(pages.map((words, i) => ({ name: `${i}.html`, body: page(words) }))));
  for (const { key, body } of newsFiles(5, 1, seed)) await cloud.put(key, body);
  const drained = await cloud.drain(cloud.timeline.now + day);
  reader.close();
  const archive = claims(cloud).find(({ key }) => key === 'pages.tar');
  const parts = [...cloud.table.items()].filter(({ sk }) => sk.startsWith('PART#')).length;
  return {
    ok: drained && cloud.dead === 0 && archive?.documents === 4 && parts === 1,
    deadLetters: cloud.dead,
    stored: archive?.documents ?? 0,
    refusedParts: parts,
    refusal: archive?.refusal?.evidence ?? '',
    deaths: cloud.functions.uploads.deaths.memory,
  };
}

async function overwritten(seed: number, milliseconds: number): Promise<Result> {
  const cloud = cloudOf(seed);
  const times = milliseconds / second;
  const files = Array.from({ length: times }, (_, i) => ({
    key: 'live/storm.txt',
    body: `Storm, report ${i}\n\nThe wind blows with ${i % 90} knots.\n`,
  }));
  await putOver(cloud, milliseconds, files);
  const after = cloud.timeline.now;
  const drained = await cloud.drain(after + day);
  const titles = cloud.search
    .all()
    .filter(({ gone }) => !gone)
    .map(({ title }) => title);
  const result = await outcome(cloud, drained);
  return {
    ...result,
    ok: result.ok && titles.join() === `Storm, report ${times - 1}`,
    overwrites: times,
    title: titles.join(),
    invocations: cloud.functions.uploads.invocations,
    writeUnitsPerOverwrite: rounded(cloud.capacity.used.write / times),
    minutesAfterTheLastFile: rounded((cloud.timeline.now - after) / minute),
  };
}

async function skewedClock(seed: number, documents: number): Promise<Result> {
  const cloud = cloudOf(seed, { skew: clockSkewMilliseconds });
  const files = [...newsFiles(documents, 1, seed)];
  await putOver(cloud, 10 * minute, files);
  // Every third is corrected, every tenth is deleted.
  const later = [...newsFiles(documents, 1, seed + 1)];
  for (const [i, { key }] of files.entries()) {
    if (i % 3 === 0) await cloud.put(key, later[i]?.body ?? '');
    if (i % 10 === 5) await cloud.remove(key);
    await pass(cloud, 2 * second);
  }
  return outcome(cloud, await cloud.drain(cloud.timeline.now + day));
}

/** The bucket's notification is deleted; the sweep finds the files. */
async function lostNotification(seed: number, documents: number): Promise<Result> {
  const cloud = cloudOf(seed);
  cloud.notifies = false;
  for (const { key, body } of newsFiles(documents, 1, seed)) await cloud.put(key, body);
  const { timeoutSeconds } = functions.sweep;
  const sweep = cloud.function('sweep', functions.sweep, (ports) => async () => {
    const until = ports.clock() + (timeoutSeconds - 120) * second;
    return continueSweep(ports, { shouldStop: () => ports.clock() >= until });
  });
  let ended = false;
  sweep.invoke(undefined, () => {
    ended = true;
  });
  await cloud.timeline.run(() => ended);
  const result = await outcome(cloud, await cloud.drain(cloud.timeline.now + day));
  return { ...result, files: documents, sweepSeconds: rounded((sweep.durations[0] ?? 0) / second) };
}

export const badDayScenarios: readonly Scenario[] = [
  {
    name: 'throttled-hour',
    shows: 'the table serves nothing for an hour: nothing is lost or given up',
    run: (seed) => throttledHour(seed, 120),
  },
  {
    name: 'poison-batch',
    shows: 'a file that kills its function among nine good ones: it alone ends in quarantine',
    run: poisonBatch,
  },
  {
    name: 'poison-member',
    shows: 'a page of an archive that kills its parser: it alone is refused',
    run: poisonMember,
  },
  {
    name: 'overwritten',
    shows: 'a file overwritten once a second for an hour: its last version is what is found',
    run: (seed) => overwritten(seed, hour),
  },
  {
    name: 'skewed-clock',
    shows: 'clocks that are 5 s off, messages twice and reads that lag: the records are those of a rebuild',
    run: (seed) => skewedClock(seed, 60),
  },
  {
    name: 'lost-notification',
    shows: 'the bucket tells nobody of its files: the sweep finds them',
    run: (seed) => lostNotification(seed, 40),
  },
];
