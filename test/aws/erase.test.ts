/**
 * `dateline erase` on the deployed app: what it removes and keeps, and how the sweep finishes an interrupted
 * erasure.
 */
import { GetObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContext } from '../../cli/wiring.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { keys } from '../../core/records/keys.ts';
import { erase } from '../../functions/erase/erase.ts';
import { isComplete } from '../../functions/erase/erasureReceipt.ts';
import {
  listPendingErasures,
  readPendingErasure,
  writePendingErasure,
} from '../../functions/erase/pendingErasure.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { longestExecutionSeconds } from '../../functions/visibilityTimeouts.ts';
import { S3Objects } from '../../runtime/aws/objects.ts';
import { allows, callsOf, statementsOf } from './calls.ts';
import { s3 } from './deployed.ts';
import { archive, Desk, type DocumentItem, inbox, type List } from './desk.ts';

const key = 'erasures/quokkafile.txt';
/** Words that occur only in this file: in its name, and in its text (the name of a person). */
const needles = /zanzibarneedle|quokkafile/i;
const person = 'person/theodora-zanzibarneedle';
const story = (headline: string) =>
  `${headline}\n\n` +
  'LONDON, May 2, 2021 - Minister Theodora Zanzibarneedle met Magnus Elstad in London. ' +
  'Theodora Zanzibarneedle said that the talks would go on.\n';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
  await desk.upload(
    'erasures/other.txt',
    'Talks in London\n\nLONDON, May 2, 2021 - Magnus Elstad arrived in London for the talks.\n',
  );
  expect(await desk.app.drain()).toEqual({});
});

afterAll(() => desk.app.close());

async function versionsIn(Bucket: string, Prefix: string) {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket, Prefix }),
  );
  return [...Versions, ...DeleteMarkers];
}

/** Rows of the table, and versions in the archive outside the search table, that contain one of the words. */
async function placesWithNeedles(): Promise<string[]> {
  const places: string[] = [];
  for await (const row of paginate((cursor) => desk.table.scan(cursor)))
    if (needles.test(JSON.stringify(row))) places.push(row.pk);
  for (const { Key = '', VersionId } of await versionsIn(archive, '')) {
    if (Key.startsWith('search/')) continue;
    const body = await s3.send(new GetObjectCommand({ Bucket: archive, Key, VersionId })).then(
      ({ Body }) => Body?.transformToString(),
      () => '', // a delete marker
    );
    if (needles.test(`${Key} ${body}`)) places.push(Key);
  }
  return places;
}

async function found() {
  // A running instance of search may answer from versions of ten seconds ago.
  desk.app.restart('search');
  return {
    entities: (await desk.get<List<{ id: string }>>('/v1/entities?q=zanzibar', 'search')).body.items.map(
      ({ id }) => id,
    ),
    entity: (await desk.get(`/v1/entities/${person}`)).status,
    search: (await desk.get<List<DocumentItem>>('/v1/search?q=zanzibarneedle', 'search')).body.items.map(
      (document) => document.key,
    ),
    documents: (await desk.withKey(key)).map((document) => document.key),
    elstad: (await desk.get<{ documents: number }>('/v1/entities/person/magnus-elstad')).body.documents,
  };
}

/** @returns the id of the document */
async function storeTwoVersions(): Promise<string> {
  for (const headline of ['Earlier headline of the day', 'Later headline of the day']) {
    await desk.upload(key, story(headline));
    expect(await desk.app.drain()).toEqual({});
  }
  expect(await found()).toEqual({
    entities: [person],
    entity: 200,
    search: [key],
    documents: [key],
    elstad: 2,
  });
  expect(await placesWithNeedles()).not.toEqual([]);
  return (await desk.withKey(key))[0]?.id ?? '';
}

/** Checks versions, rows, the search row and the counts. Only tombstones without names remain. */
async function expectGone(doc: string): Promise<void> {
  expect(await versionsIn(inbox, key)).toEqual([]);
  expect(await versionsIn(archive, 'erasures/')).toEqual([]);
  expect(await placesWithNeedles()).toEqual([]);
  expect(await found()).toEqual({ entities: [], entity: 404, search: [], documents: [], elstad: 1 });
  expect((await desk.get(`/v1/documents/${doc}`)).status).toBe(404);
  const claim = await desk.table.get(keys.claim(key));
  expect([Object.keys(claim ?? {}).sort(), claim?.outcome]).toEqual([
    ['applied', 'outcome', 'pk', 'settled', 'sk', 'token'],
    'deleted',
  ]);
  const meta = await desk.table.get(keys.document(doc));
  expect([Object.keys(meta?.applied ?? {}), meta?.title]).toEqual([['token'], undefined]);
}

/** The environment of an administrator of the deployment. */
const openDeployed = () => openContext({ ...process.env, ...desk.app.environment('sweep') });

describe('a file that is erased', { timeout: 600_000 }, () => {
  it('is removed from the buckets, the table, the search and the counts', async () => {
    const doc = await storeTwoVersions();
    const context = await openDeployed();
    // The queues are empty, so no function is running and there is nothing to wait for.
    const receipt = await erase({ ...context, waitForRunningStages: async () => {} }, key);
    context.close();
    expect(receipt).toMatchObject({
      keys: [{ key, versions: 2, deleteMarkers: 0 }],
      documents: { removed: [doc] },
    });
    expect(isComplete(receipt)).toBe(true);
    expect(await desk.app.drain()).toEqual({});
    await expectGone(doc);
  });

  it('is removed by the sweep if the command was interrupted', async () => {
    const doc = await storeTwoVersions();
    const context = await openDeployed();
    const broken = new Error('somebody pulled the plug');
    await expect(erase({ ...context, waitForRunningStages: () => Promise.reject(broken) }, key)).rejects.toBe(
      broken,
    );
    expect(await placesWithNeedles()).not.toEqual([]);
    await desk.app.lambda('sweep').invoke({});
    expect(await desk.app.drain()).toEqual({});
    await asIfItHadRested();
    await desk.app.lambda('sweep').invoke({});
    expect(await desk.app.drain()).toEqual({});
    // What is younger than that rest may be somebody else's; of the days that these sweeps are told of, it is
    // nobody's.
    for (const hours of [26, 28])
      await sweep({ ...context.ports, clock: () => Date.now() + hours * 3600 * 1000 });
    // They noted times of those days, which the sweeps of other tests must not find.
    await desk.table.delete(keys.sweep);
    context.close();
    await expectGone(doc);
  });

  it('is removed within the permissions of the sweep', async () => {
    const configuration = desk.app.functions.get('sweep');
    if (configuration === undefined) throw new Error('the sweep is not deployed');
    const statements = await statementsOf(configuration);
    const calls = callsOf('sweep');
    expect(calls.map(({ action }) => action)).toContain('s3:DeleteObjectVersion');
    expect(calls.filter((call) => !allows(statements, call))).toEqual([]);
  });
});

/** The sweep waits until whoever was at work when it found nothing left has ended; nobody was. */
async function asIfItHadRested(): Promise<void> {
  const objects = new S3Objects(s3, archive);
  const [record = '', ...others] = await listPendingErasures(objects);
  const note = await readPendingErasure(objects, record);
  if (note?.doneSince === undefined || others.length > 0)
    throw new Error('there is to be one note, of an erasure at rest');
  await writePendingErasure(objects, {
    ...note,
    doneSince: note.doneSince - 1000 * (longestExecutionSeconds + 1),
  });
}
