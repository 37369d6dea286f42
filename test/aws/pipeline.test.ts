/**
 * The deployed app from upload to answer, with the real bundles, queues, table and buckets, on moto.
 * Longer than 250 lines: the tests share one deployment and follow one file through it.
 */
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { liftBudget, readSpending, writeSpent } from '../../core/budget/spending.ts';
import { listPrices, noUsage } from '../../core/cost.ts';
import { dayOf } from '../../core/dates/interval.ts';
import { queueNames, queues } from '../../core/protocol/topology.ts';
import { canaryKey } from '../../core/records/canary.ts';
import { defaultDailyBudget } from '../../functions/deploymentCost.ts';
import { functionNames } from '../../functions/functions.ts';
import { allows, callsOf, statementsOf } from './calls.ts';
import { type Deployed, deployedMappings, s3 } from './deployed.ts';
import { archive, Desk, type DocumentItem, inbox, type List } from './desk.ts';
import type { Lambda } from './lambda.ts';

const wire =
  'OSLO, May 4, 2021 (Nordlys) - Prime Minister Erna Solberg met Antony Blinken in Oslo on Tuesday.\n\n' +
  'Antony Blinken said that NATO would stay in the north. ' +
  '"We are here," Blinken said after the meeting with Erna Solberg.\n\n' +
  'The two will meet again in Reykjavik, where the Arctic Council gathers later this month. ' +
  'Erna Solberg leaves for Brussels on Friday.';

let desk: Desk;
let app: Deployed;

beforeAll(async () => {
  desk = await Desk.open();
  ({ app } = desk);
});

afterAll(() => app.close());

const notification = (eventName: string, key: string) => desk.notification(eventName, key);
const upload = (key: string, body: string) => desk.upload(key, body);
const get: Desk['get'] = (...asked) => desk.get(...asked);
const documents = () => desk.documents();
const withKey = (key: string) => desk.withKey(key);

describe('the deployment', () => {
  it('has every function', () => {
    expect([...app.functions.keys()].sort()).toEqual([...functionNames].sort());
  });

  it('keeps every version of an object', async () => {
    const versions = ['one', 'two'].map((Body) =>
      s3.send(new PutObjectCommand({ Bucket: archive, Key: 'test/versions', Body })),
    );
    const ids = new Set((await Promise.all(versions)).map(({ VersionId }) => VersionId));
    expect([ids.size, ids.has(undefined)]).toEqual([2, false]);
  });

  it('feeds each consumer from its queue', async () => {
    const mappings = await deployedMappings();
    expect(mappings).toHaveLength(queueNames.length + 1); // and exports
    for (const name of queueNames) {
      const mapping = mappings.find(({ EventSourceArn }) => EventSourceArn.endsWith(`:dateline-${name}`));
      expect(mapping?.FunctionArn).toContain(app.functions.get(queues[name].consumer)?.FunctionName);
      expect(mapping).toMatchObject({
        BatchSize: queues[name].batch,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
    }
  });
});

describe('an uploaded file', () => {
  const key = 'wire/2021/Oslo + Reykjavík, 1.txt';

  it('becomes a document', async () => {
    await upload(key, wire);
    expect(await app.drain()).toEqual({});
    const [document, ...others] = await withKey(key);
    expect(others).toEqual([]);
    const { body } = await get<{ text: string }>(`/v1/documents/${document?.id}/text`);
    expect(body.text).toContain('Antony Blinken said that NATO would stay in the north.');
  });

  it('is visible only with a key', async () => {
    expect((await get('/v1/documents', 'query', '')).status).toBe(401);
    expect((await get('/v1/search?q=oslo', 'search', 'Bearer dateline_000000000000_guessed')).status).toBe(
      401,
    );
  });

  it('can be uploaded to a presigned URL with its metadata', async () => {
    const file = wire.replaceAll('Oslo', 'Bergen');
    const sent = {
      key: 'wire/placed.txt',
      bytes: Buffer.byteLength(file),
      contentType: 'text/plain',
      source: 'Büro',
      published: '2021-05-05',
    };
    const { status, body } = await desk.ask<{ url: string; headers: Record<string, string> }>(
      'POST',
      '/v1/uploads',
      { sent },
    );
    expect(status).toBe(200);
    const put = await fetch(body.url, {
      method: 'PUT',
      headers: body.headers,
      body: file,
    });
    expect(put.status).toBe(200);
    await app.send('uploads', notification('ObjectCreated:Put', sent.key));
    expect(await app.drain()).toEqual({});
    expect(await withKey(sent.key)).toMatchObject([
      { source: 'Büro', published: { value: '2021-05-05', source: 'uploader' } },
    ]);
    await s3.send(new DeleteObjectCommand({ Bucket: inbox, Key: sent.key }));
    await app.send('uploads', notification('ObjectRemoved:DeleteMarkerCreated', sent.key));
    expect(await app.drain()).toEqual({});
  });

  it.each(['', '&q=blinken'])('is exported in a job, into a file with a download URL %s', async (search) => {
    const question = `/v1/exports?format=jsonl${search}`;
    expect((await get(question, 'search')).status).toBe(202);
    await app.drainExports();
    const { status, location = '' } = await get(question, 'search');
    expect(status).toBe(303);
    const response = await fetch(location);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="dateline.jsonl"');
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as DocumentItem);
    expect(lines.map((line) => line.key)).toContain(key);
  });

  it('is found by its people, with mentions that point into its text', async () => {
    const { body: found } = await get<List<{ id: string; name: string }>>('/v1/entities?q=blink', 'search');
    expect(found.items.map(({ id }) => id)).toContain('person/antony-blinken');
    const { body: list } = await get<List<DocumentItem>>('/v1/entities/person/antony-blinken/documents');
    expect(list.items.map((document) => document.key)).toEqual([key]);

    const id = list.items[0]?.id;
    const { body: text } = await get<{ text: string }>(`/v1/documents/${id}/text`);
    const { body: mentions } = await get<List<{ start: number; end: number; surface: string }>>(
      `/v1/documents/${id}/mentions?limit=100`,
    );
    expect(mentions.items.length).toBeGreaterThan(3);
    for (const { start, end, surface } of mentions.items) expect(text.text.slice(start, end)).toBe(surface);
  });

  it('is found by its words, through LanceDB on the archive bucket', async () => {
    const { status, body } = await get<List<DocumentItem>>('/v1/search?q=%22stay+in+the+north%22', 'search');
    expect(status).toBe(200);
    expect(body.items.map((document) => document.key)).toEqual([key]);
    const { body: nothing } = await get<List<DocumentItem>>('/v1/search?q=zeppelin', 'search');
    expect(nothing.items).toEqual([]);
  });

  it('changes nothing when S3 repeats its event', async () => {
    const before = await documents();
    await app.send('uploads', notification('ObjectCreated:Put', key));
    await app.send('uploads', notification('ObjectCreated:Put', key));
    expect(await app.drain()).toEqual({});
    expect(await documents()).toEqual(before);
  });

  it('is replaced by its next version', async () => {
    await upload(key, wire.replaceAll('Antony Blinken', 'Sergey Lavrov').replaceAll('Blinken', 'Lavrov'));
    expect(await app.drain()).toEqual({});
    const { body: list } = await get<List<DocumentItem>>('/v1/entities/person/sergey-lavrov/documents');
    expect(list.items.map((document) => document.key)).toEqual([key]);
    expect((await get('/v1/entities/person/antony-blinken')).status).toBe(404);
    const { body: search } = await get<List<DocumentItem>>('/v1/search?q=Blinken', 'search');
    expect(search.items).toEqual([]);
  });

  it('is removed when it is deleted', async () => {
    await s3.send(new DeleteObjectCommand({ Bucket: inbox, Key: key }));
    await app.send('uploads', notification('ObjectRemoved:DeleteMarkerCreated', key));
    expect(await app.drain()).toEqual({});
    expect(await withKey(key)).toEqual([]);
    const { body: search } = await get<List<DocumentItem>>('/v1/search?q=%22stay+in+the+north%22', 'search');
    expect(search.items).toEqual([]);
  });
});

describe('a page, which is parsed in an isolated process', () => {
  const key = 'gazette/storm.html';
  const page = (title: string) =>
    `<!doctype html><title>${title}</title><h1>${title}</h1><p>${'The storm closed the harbour. '.repeat(20)}</p>`;

  it('becomes a document, and its versions are read by the API', async () => {
    await upload(key, page('Storm closes harbour'));
    expect(await app.drain()).toEqual({});
    await upload(key, page('Storm reopens harbour'));
    expect(await app.drain()).toEqual({});
    const [document] = await withKey(key);
    expect(document?.title).toBe('Storm reopens harbour');
    const { status, body } = await get<List<{ title: string }>>(`/v1/documents/${document?.id}/versions`);
    expect([status, body.items.length]).toEqual([200, 2]);
  });
});

describe('faults', () => {
  it('an unreadable file is in quarantine, with the reason', async () => {
    await upload('wire/empty.txt', '');
    expect(await app.drain()).toEqual({});
    const { body } = await get<List<{ key: string; code: string; message: string }>>('/v1/quarantine');
    expect(body.items).toContainEqual(
      expect.objectContaining({ key: 'wire/empty.txt', code: 'input.empty' }),
    );
  });

  it("S3's test event is ignored", async () => {
    await app.send('uploads', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: inbox });
    expect(await app.drain()).toEqual({});
  });

  it('the search table is compacted by a function of its own', async () => {
    expect(await app.lambda('compact').invoke({})).not.toMatchObject({ failed: 1 });
    expect((await get<List<DocumentItem>>('/v1/search?q=oslo', 'search')).status).toBe(200);
  });

  it('the sweep makes up for a lost event', async () => {
    const key = 'wire/unannounced.txt';
    await s3.send(new PutObjectCommand({ Bucket: inbox, Key: key, Body: wire }));
    expect(await app.drain()).toEqual({});
    expect(await withKey(key)).toEqual([]);
    await app.lambda('sweep').invoke({});
    expect(await app.drain()).toEqual({});
    expect(await withKey(key)).toHaveLength(1);
  });

  it('an invalid message returns to its queue and does not affect others', async () => {
    const key = 'wire/beside.txt';
    await app.send('uploads', { neither: 'a key', nor: 'an event' });
    await upload(key, wire.replaceAll('Oslo', 'Bergen'));
    expect(await app.drain()).toEqual({ uploads: 1 });
    expect(await withKey(key)).toHaveLength(1);
    const { body } = await get<{ status: string; pending: number }>('/v1/health');
    expect(body).toMatchObject({ status: 'ok', pending: 1 });
  });
});

describe('the secret that signs cursors', () => {
  /** As Secrets Manager does, when a month is over. */
  async function rotate(version: string): Promise<void> {
    for (const Step of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'])
      await app.lambda('rotate').invoke({ Step, SecretId: 'the secret', ClientRequestToken: version });
  }
  const next = async (at: Lambda) =>
    (await desk.ask<List<DocumentItem>>('GET', '/v1/documents?limit=1', { at })).body.next ?? '';
  const follow = async (cursor: string, at: Lambda) =>
    (await desk.ask('GET', `/v1/documents?limit=1&cursor=${cursor}`, { at })).status;

  it('is rotated under running instances: cursors survive one rotation but not two', async () => {
    const [one, other] = [app.lambda('query'), app.another('query')];
    const before = await next(one);
    await rotate('00000000-0000-4000-8000-000000000002');
    const after = await next(other);
    expect(after.split('.')[0]).not.toBe(before.split('.')[0]);
    expect([await follow(before, other), await follow(after, other), await follow(before, one)]).toEqual([
      200, 200, 200,
    ]);
    await vi.waitFor(async () => expect(await follow(after, one)).toBe(200), {
      timeout: 20_000,
      interval: 200,
    });
    await rotate('00000000-0000-4000-8000-000000000003');
    const third = app.another('query');
    expect([await follow(after, third), await follow(before, third)]).toEqual([200, 400]);
  });
});

describe('the gateway asks the authorizer', () => {
  it('which knows a valid key from any other header', async () => {
    expect(await desk.authorize()).toMatchObject({ isAuthorized: true });
    expect(await desk.authorize('Bearer dateline_000000000000_x')).toMatchObject({ isAuthorized: false });
    expect(await desk.authorize('quokka')).toMatchObject({ isAuthorized: false });
  });
});

describe('the canary', () => {
  it('is found, and gone once it is removed; nobody meets it', async () => {
    const before = (await documents()).length;
    const run = app.lambda('canary').invoke<{ found: number; gone: number }>({});
    let isOver = false;
    const over = run.finally(() => {
      isOver = true;
    });
    over.catch(() => {});
    while (!isOver) {
      await app.send('uploads', notification('ObjectCreated:Put', canaryKey));
      await app.drain();
      expect(await documents()).toHaveLength(before);
    }
    expect(await run).toEqual({ found: expect.any(Number), gone: expect.any(Number) });
  });
});

describe('the daily budget', () => {
  const day = () => dayOf(Date.now());
  const spent = (writeUnits: number) =>
    writeSpent(desk.table, day(), {
      process: 'test',
      name: 'test',
      usage: { ...noUsage(), writeUnits },
      budget: defaultDailyBudget,
      at: Date.now(),
    });

  it('has counted what the functions used', async () => {
    const { bill, budget } = await readSpending(desk.table, day());
    expect(budget).toBe(defaultDailyBudget);
    for (const service of ['dynamodb', 's3', 'sqs', 'lambda'] as const)
      expect(bill[service], service).toBeGreaterThan(0);
  });

  it('stops ingest and the sweep without losing a message, and one command lifts it', async () => {
    await spent((2 * defaultDailyBudget) / listPrices.writeUnits);
    // New instances, as after a deployment.
    for (const name of ['normalize', 'sweep'] as const) app.restart(name);
    const key = 'wire/over-budget.txt';
    await upload(key, wire.replaceAll('Oslo', 'Tromso'));
    expect(await app.drain()).toEqual({ uploads: 1 });
    expect(await withKey(key)).toEqual([]);
    expect(await app.lambda('sweep').invoke({})).toBeUndefined();
    const waiting = await get<{ dead: number; pending: number }>('/v1/health');
    expect(waiting.body).toMatchObject({ dead: 0 });
    expect(waiting.body.pending).toBeGreaterThan(0);

    // Twice the budget is spent, so that two more lift it.
    for (let i = 0; i < 2; i++) await liftBudget({ table: desk.table, clock: Date.now });
    app.restart('normalize');
    await app.send('uploads', notification('ObjectCreated:Put', key));
    await app.drain();
    expect(await withKey(key)).toHaveLength(1);
    await spent(0);
  });
});

describe('least privilege', () => {
  it.each(functionNames)('%s called only what its role allows', async (name) => {
    const configuration = app.functions.get(name);
    if (configuration === undefined) throw new Error(`${name} is not deployed`);
    const statements = await statementsOf(configuration);
    const calls = callsOf(name);
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter((call) => !allows(statements, call))).toEqual([]);
  });

  it.each(functionNames)(
    '%s may do nothing to the inbox but read; query have files put there, and sweep remove what is being erased',
    async (name) => {
      const configuration = app.functions.get(name);
      if (configuration === undefined) throw new Error(`${name} is not deployed`);
      const statements = await statementsOf(configuration);
      for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion']) {
        const expected =
          `${name} ${action}` === 'query s3:PutObject' ||
          `${name} ${action}` === 'sweep s3:DeleteObjectVersion';
        expect(allows(statements, { action, resource: `arn:aws:s3:::${inbox}/wire/a.txt` })).toBe(expected);
      }
    },
  );
});
