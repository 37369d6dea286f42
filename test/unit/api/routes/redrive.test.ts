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

describe('POST /v1/quarantine/redrive', () => {
  const post = (body?: string, path = '/v1/quarantine/redrive') =>
    room.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
    });
  const enqueuedKeys = () =>
    room.queues.uploads
      .take(100)
      .map(({ body }) => JSON.parse(body).key)
      .sort();

  it('enqueues everything, everything with one code, or one file', async () => {
    expect(await (await post()).json()).toEqual({ keys: 4, deadLetters: 0, next: null });
    expect(enqueuedKeys()).toEqual(['big.txt', 'bomb.zip', 'empty.txt', 'name with “quotes”\n.txt']);
    expect(await (await post('{"code":"input.empty"}')).json()).toMatchObject({ keys: 2 });
    expect(enqueuedKeys()).toHaveLength(2);
    expect(await (await post('{"key":"big.txt"}')).json()).toEqual({ keys: 1, deadLetters: 0, next: null });
    expect(enqueuedKeys()).toEqual(['big.txt']);
    const claim = await room.table.get(keys.claim('big.txt'));
    expect(claim?.token).toBeGreaterThan(Number(claim?.settled ?? 0)); // the next run reads it in full
  });

  it('sends dead letters again', async () => {
    const hint = JSON.stringify({ hint: 'document/1', doc: 'd1' });
    await recordDeadLetter({ table: room.table, clock: () => room.now }, 'extracted', hint, 'Error: gone');
    const [item] = await room.allItems('/v1/quarantine?code=fault.store');
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
      { status: 400, parameter: 'cod', detail: expect.stringContaining("Did you mean 'code'") },
    ],
    ['{"cursor":"x"}', { status: 400, parameter: 'cursor' }],
    ['{"key":"nowhere.txt"}', { status: 404 }],
    ['{"key":"big.txt","code":"input.empty"}', { status: 404 }],
    [`{"key":"${'x'.repeat(9000)}"}`, { status: 413 }],
  ])('refuses the body %s', async (body, problem) => {
    const response = await post(body);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject(problem);
    expect(enqueuedKeys()).toEqual([]);
  });

  it('accepts only POST, and responds as /openapi.json describes', async () => {
    const response = await room.request('/v1/quarantine/redrive');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    const { paths, components } = await room.json('/openapi.json');
    const { post: described, get } = paths['/v1/quarantine/redrive'];
    expect(get).toBeUndefined();
    expect(described.security).toEqual([{}, { key: ['operate'] }]);
    const validResponse = new Ajv2020({ strict: false }).compile({
      ...described.responses['200'].content['application/json'].schema,
      components,
    });
    expect(validResponse(await (await post('{"code":"pdf.no_text"}')).json())).toBe(true);
    const validRequest = new Ajv2020({ strict: false }).compile({
      ...described.requestBody.content['application/json'].schema,
      components,
    });
    expect([
      validRequest({ code: 'input.empty', key: 'a' }),
      validRequest({}),
      validRequest({ code: 'x' }),
      validRequest({ other: 'x' }),
    ]).toEqual([true, true, false, false]);
  });
});
