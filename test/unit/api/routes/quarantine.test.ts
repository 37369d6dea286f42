import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordDeadLetter } from '../../../../core/quarantine/deadLetter.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Newsroom } from '../newsroom.ts';

const room = new Newsroom();
beforeAll(async () => {
  await room.refuse('empty.txt', 'input.empty', '2026-01-02T10:00:00.000Z');
  await room.refuse('big.txt', 'input.too_large', '2026-01-02T11:00:00.000Z', '30,000,000 bytes');
  await room.refuse('name with “quotes”\n.txt', 'input.empty', '2026-01-03T00:00:00.000Z');
  await room.refuse('bomb.zip', 'archive.bomb', '2025-12-31T23:59:59.999Z');
});

describe('GET /v1/quarantine', () => {
  it('lists what was refused and why, the latest first, whatever the code', async () => {
    const items = await room.all('/v1/quarantine');
    expect(items.map(({ key }) => key)).toEqual([
      'name with “quotes”\n.txt',
      'big.txt',
      'empty.txt',
      'bomb.zip',
    ]);
    expect(items[1]).toEqual({
      key: 'big.txt',
      code: 'input.too_large',
      message: 'The file is larger than Dateline accepts.',
      evidence: '30,000,000 bytes',
      remedy: 'Split the file, or upload only its text.',
      since: '2026-01-02T11:00:00.000Z',
    });
    expect(room.calls).toMatchObject({ get: 0, batchGet: 1, scan: 0 });
  });

  it.each([
    ['code=input.empty', 2],
    ['code=pdf.no_text', 0],
    ['since=2026-01-02', 3],
    ['since=2026-01-02T10:00:00.001Z', 2],
    ['since=2026-01-02T11:00:00%2B01:00', 3],
    ['code=input.empty&since=2026-01-03', 1],
    ['since=2026-01-04', 0],
  ])('filters: %s', async (query, count) => {
    for (const limit of [1, 20])
      expect(await room.all(`/v1/quarantine?${query}&limit=${limit}`)).toHaveLength(count);
  });

  it('shows no claim that has been mended since', async () => {
    const mended = new Newsroom();
    await mended.refuse('a', 'input.empty', '2026-01-02T10:00:00.000Z');
    await mended.table.update(keys.claim('a'), { refusal: undefined, outcome: 'stored' });
    expect(await mended.all('/v1/quarantine')).toEqual([]);
  });

  it('knows the codes', async () => {
    const problem = await room.problem('/v1/quarantine?code=input.emty');
    expect(problem).toMatchObject({ status: 400, parameter: 'code', got: 'input.emty' });
    expect(problem.allowed).toContain('input.empty');
  });
});

describe('POST /v1/quarantine/redrive', () => {
  const post = (body?: string, path = '/v1/quarantine/redrive') =>
    room.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    });
  const hinted = () =>
    room.queues.uploads
      .take(100)
      .map(({ body }) => JSON.parse(body).key)
      .sort();

  it('looks again at all, at what has a code, or at one file', async () => {
    expect(await (await post()).json()).toEqual({ keys: 4, deadLetters: 0, next: null });
    expect(hinted()).toEqual(['big.txt', 'bomb.zip', 'empty.txt', 'name with “quotes”\n.txt']);
    expect(await (await post('{"code":"input.empty"}')).json()).toMatchObject({ keys: 2 });
    expect(hinted()).toHaveLength(2);
    expect(await (await post('{"key":"big.txt"}')).json()).toEqual({ keys: 1, deadLetters: 0, next: null });
    expect(hinted()).toEqual(['big.txt']);
    const claim = await room.table.get(keys.claim('big.txt'));
    expect(claim?.token).toBeGreaterThan(Number(claim?.settled ?? 0)); // whoever looks next looks in full
  });

  it('sends what was given up on again', async () => {
    const hint = JSON.stringify({ hint: 'document/1', doc: 'd1' });
    await recordDeadLetter({ table: room.table, clock: () => room.now }, 'extracted', hint, 'Error: gone');
    const [item] = await room.all('/v1/quarantine?code=fault.store');
    expect(item).toMatchObject({
      document: 'd1',
      code: 'fault.store',
      evidence: 'Error: gone (the last of 5 attempts)',
    });
    expect(item).not.toHaveProperty('hint');
    expect(await (await post('{"code":"fault.store"}')).json()).toEqual({
      keys: 0,
      deadLetters: 1,
      next: null,
    });
    expect(room.queues.extracted.take(10).map(({ body }) => body)).toEqual([hint]);
  });

  it.each<[string, object]>([
    ['[]', { status: 400, parameter: 'body' }],
    ['{"code":', { status: 400, parameter: 'body' }],
    ['{"code":"input.emty"}', { status: 400, parameter: 'code', got: 'input.emty' }],
    ['{"code":1}', { status: 400, parameter: 'code' }],
    ['{"__proto__":"x"}', { status: 400, parameter: '__proto__' }],
    [
      '{"cod":"input.empty"}',
      { status: 400, parameter: 'cod', detail: expect.stringContaining('Did you mean «code»') },
    ],
    ['{"cursor":"x"}', { status: 400, parameter: 'cursor' }],
    ['{"key":"nowhere.txt"}', { status: 404 }],
    ['{"key":"big.txt","code":"input.empty"}', { status: 404 }],
    [`{"key":"${'x'.repeat(9000)}"}`, { status: 413 }],
  ])('takes nothing that it does not understand: %s', async (body, problem) => {
    const response = await post(body);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject(problem);
    expect(hinted()).toEqual([]);
  });

  it('is for POST only, and answers in the form that /openapi.json says', async () => {
    const response = await room.ask('/v1/quarantine/redrive');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    const { paths } = await room.json('/openapi.json');
    const { post: described, get } = paths['/v1/quarantine/redrive'];
    expect(get).toBeUndefined();
    expect(described.security).toEqual([{}, { key: ['operate'] }]);
    const fits = new Ajv2020({ strict: false }).compile(
      described.responses['200'].content['application/json'].schema,
    );
    expect(fits(await (await post('{"code":"pdf.no_text"}')).json())).toBe(true);
    const takes = new Ajv2020({ strict: false }).compile(
      described.requestBody.content['application/json'].schema,
    );
    expect([
      takes({ code: 'input.empty', key: 'a' }),
      takes({}),
      takes({ code: 'x' }),
      takes({ other: 'x' }),
    ]).toEqual([true, true, false, false]);
  });
});

describe('GET /v1/health', () => {
  it('says how much is not done yet, and is never kept', async () => {
    room.depth = { pending: 3, dead: 1, queues: { uploads: { pending: 3, dead: 1 } } };
    const response = await room.ask('/v1/health');
    expect(await response.json()).toEqual({
      status: 'ok',
      pending: 3,
      dead: 1,
      queues: { uploads: { pending: 3, dead: 1 } },
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
  });
});
