import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Queue } from '../../../../core/ports/queue.ts';
import {
  enqueueDecisions,
  enqueueDocuments,
  enqueueExport,
  enqueueKeys,
  enqueueSearchRows,
  enqueueTallies,
  findMessageDocument,
  findTallyEntities,
  findTraceId,
  mostReturns,
  parseDocumentMessage,
  parseExportMessage,
  parseTouchedMessage,
  parseUploadMessage,
  returnDocuments,
  UnknownMessage,
} from '../../../../core/protocol/messages.ts';

function collecting(): Queue & { bodies: string[] } {
  const bodies: string[] = [];
  return {
    bodies,
    send: async (sent) => void bodies.push(...sent),
    depth: async () => ({ pending: 0, dead: 0 }),
  };
}

const notification = (key: string) =>
  JSON.stringify({
    Records: [
      { eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'inbox' }, object: { key, size: 3 } } },
    ],
  });

describe('messages to normalize', () => {
  it('are S3 notifications, whose keys are encoded like form fields', () => {
    expect(parseUploadMessage(notification('wire/a+b%2Bc+%C3%A9.txt'))).toEqual([
      { key: 'wire/a b+c é.txt' },
    ]);
  });

  it('may be the test event that S3 sends when the notification is set up', () => {
    expect(
      parseUploadMessage(JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'inbox' })),
    ).toEqual([]);
  });

  it('return the keys they were made from, whatever these are', async () => {
    const any = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
    const unit = fc.oneof({ weight: 9, arbitrary: any }, fc.constantFrom('\uFFFE', '\uFFFF'));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1 }), async (key) => {
        const queue = collecting();
        await enqueueKeys(queue, [key]);
        expect(queue.bodies.flatMap(parseUploadMessage)).toEqual([{ key }]);
        expect(queue.bodies.join('')).not.toMatch(/[\uFFFE\uFFFF]/); // SQS does not accept these
      }),
    );
  });

  it.each([
    '',
    'no JSON',
    '{}',
    '[]',
    'null',
    '{"Records":[{}]}',
    notification('%E0%A4%A'),
    '{"hint":"key/2","key":"a"}',
  ])('are rejected if they match no schema: %s', (body) => {
    expect(() => parseUploadMessage(body)).toThrow(UnknownMessage);
  });
});

describe('messages to the other stages', () => {
  it('name documents', async () => {
    const queue = collecting();
    await enqueueDocuments(queue, ['a', 'b']);
    expect(queue.bodies.map(parseDocumentMessage).map(({ doc }) => doc)).toEqual(['a', 'b']);
    expect(() => parseDocumentMessage(JSON.stringify({ hint: 'search/1', doc: 'a' }))).toThrow(
      UnknownMessage,
    );
  });

  it('split a long list of entities without losing any', async () => {
    const queue = collecting();
    const entities = Array.from({ length: 3000 }, (_, i) => `person/${'x'.repeat(100)}-${i}`);
    await enqueueTallies(queue, [{ day: '2021-05-03', entities }]);
    expect(
      queue.bodies.flatMap((body) => (parseTouchedMessage(body) as { entities: string[] }).entities),
    ).toEqual(entities);
    expect(Math.max(...queue.bodies.map((body) => Buffer.byteLength(body)))).toBeLessThan(256 * 1024);
  });
});

it('every message is sent as late as asked, and read as it was sent', async () => {
  const sent: { body: unknown; options: unknown }[] = [];
  const queue: Queue = {
    send: async (bodies, options) => void sent.push(...bodies.map((body) => ({ body, options }))),
    depth: async () => ({ pending: 0, dead: 0 }),
  };
  const options = { delaySeconds: 7 };
  const tally = { day: '2021-05-03', entities: ['person/a', 'person/b'] };
  await enqueueKeys(queue, ['k'], options);
  await enqueueDocuments(queue, ['d'], undefined, options);
  await enqueueTallies(queue, [tally, { ...tally, shard: '0f' }], options);
  await enqueueSearchRows(queue, [{ doc: 'd' }], options);
  await enqueueDecisions(queue, [12]);
  expect(sent.map(({ body }) => JSON.parse(String(body)))).toEqual([
    { hint: 'key/1', key: 'k' },
    { hint: 'document/1', doc: 'd' },
    { hint: 'tally/1', ...tally },
    { hint: 'tally/1', ...tally, shard: '0f' },
    { hint: 'search/1', doc: 'd' },
    { hint: 'decision/1', number: 12 },
  ]);
  expect(sent.map((each) => each.options)).toEqual([...Array(5).fill(options), undefined]);
  const bodies = sent.map(({ body }) => String(body));
  expect(bodies.slice(2).map(parseTouchedMessage)).toEqual(
    bodies.slice(2).map((body) => JSON.parse(body) as unknown),
  );
  expect(bodies.map(findTallyEntities)).toEqual([[], [], tally.entities, tally.entities, [], []]);
  expect(bodies.map(findMessageDocument)).toEqual([undefined, 'd', undefined, undefined, 'd', undefined]);
  expect([findTallyEntities('no JSON'), findMessageDocument('no JSON')]).toEqual([[], undefined]);
  await enqueueExport(queue, 'e');
  expect(parseExportMessage(String(sent.at(-1)?.body))).toEqual({ hint: 'export/1', id: 'e' });
});

it('what comes back to store says how often, and so do the tallies that it leads to', async () => {
  const queue = collecting();
  const tally = { day: '2021-05-03', entities: ['person/a'] };
  await returnDocuments(queue, ['d', 'e'], 0);
  await returnDocuments(queue, ['d'], 3);
  await enqueueTallies(queue, [
    { ...tally, returned: 4 },
    { ...tally, returned: 1 },
    { ...tally, returned: 0 },
  ]);
  expect(mostReturns).toBe(8);
  expect(queue.bodies.map((body) => JSON.parse(body))).toEqual([
    { hint: 'document/1', doc: 'd', returned: 1 },
    { hint: 'document/1', doc: 'e', returned: 1 },
    { hint: 'document/1', doc: 'd', returned: 4 },
    { hint: 'tally/1', ...tally, returned: 4 },
    { hint: 'tally/1', ...tally, returned: 1 },
    { hint: 'tally/1', ...tally },
  ]);
  expect(parseDocumentMessage(queue.bodies[2] ?? '')).toMatchObject({ doc: 'd', returned: 4 });
});

it('a tally message names at most 200 entities', async () => {
  const queue = collecting();
  await enqueueTallies(queue, [
    { day: '2021-05-03', entities: Array.from({ length: 201 }, (_, i) => `e${i}`) },
  ]);
  expect(queue.bodies.map((body) => findTallyEntities(body).length)).toEqual([200, 1]);
});

it.each([
  [parseUploadMessage, { hint: 'key/1', key: '' }],
  [parseUploadMessage, { Records: [{ s3: { object: { key: '' } } }] }],
  [parseUploadMessage, { Event: 's3:OtherEvent' }],
  [parseDocumentMessage, { hint: 'document/1', doc: '' }],
  [parseDocumentMessage, { hint: 'document/1', doc: 'd', returned: -1 }],
  [parseTouchedMessage, { hint: 'search/1', doc: '' }],
  [parseTouchedMessage, { hint: 'tally/1', day: 'd', entities: [] }],
  [parseTouchedMessage, { hint: 'tally/1', day: 'd', entities: ['e'], shard: '' }],
  [parseTouchedMessage, { hint: 'tally/1', entities: ['e'] }],
  [parseTouchedMessage, { hint: 'decision/1', number: 0 }],
  [parseTouchedMessage, { hint: 'decision/1', number: 1.5 }],
  [parseTouchedMessage, { hint: 'document/1', doc: 'd' }],
  [parseExportMessage, { hint: 'export/1', id: '' }],
])('a message without what it needs is refused', (parse: (body: string) => unknown, message) => {
  expect(() => parse(JSON.stringify(message))).toThrow(UnknownMessage);
});

describe('the trace of a message', () => {
  const trace = { id: 'C3D13FE58DE4C810', at: Date.parse('2021-05-03T12:00:00.123Z') };
  const traced = (event: object) => JSON.stringify({ Records: [{ ...event, s3: { object: { key: 'a' } } }] });
  const event = {
    eventTime: '2021-05-03T12:00:00.123Z',
    responseElements: { 'x-amz-request-id': trace.id, 'x-amz-id-2': 'FMyUVURI/8A=' },
  };

  it("is S3's id and time of the request", () => {
    expect(parseUploadMessage(traced(event))).toEqual([{ key: 'a', trace }]);
    expect(findTraceId(traced(event))).toBe(trace.id);
  });

  it.each([
    {},
    { ...event, eventTime: 'yesterday' },
    { ...event, responseElements: null },
    { ...event, responseElements: { 'x-amz-request-id': 'Quokka seen in London' } },
    { ...event, responseElements: { 'x-amz-request-id': 'x'.repeat(65) } },
    { ...event, responseElements: { 'x-amz-request-id': '' } },
  ])('is absent where S3 does not say it: %j', (without) => {
    expect(parseUploadMessage(traced(without))).toEqual([{ key: 'a' }]);
    expect(findTraceId(traced(without))).toBeUndefined();
  });

  it('goes with the document', async () => {
    const queue = collecting();
    await enqueueDocuments(queue, ['d'], trace);
    expect(queue.bodies.map(parseDocumentMessage)).toEqual([{ doc: 'd', trace, returned: 0 }]);
    expect(queue.bodies.map(findTraceId)).toEqual([trace.id]);
  });

  it('never makes a message fail', () => {
    const body = JSON.stringify({ hint: 'document/1', doc: 'd', trace: { id: 7 } });
    expect(parseDocumentMessage(body)).toEqual({ doc: 'd', trace: undefined, returned: 0 });
    expect(findTraceId('no JSON')).toBeUndefined();
  });
});
