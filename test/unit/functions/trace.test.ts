import { expect, it } from 'vitest';
import type { Ports } from '../../../core/protocol/ports.ts';
import { extractStage } from '../../../functions/extract/extract.ts';
import { normalizeStage } from '../../../functions/normalize/normalize.ts';
import { storeStage } from '../../../functions/store/store.ts';
import { annotator } from '../../../runtime/annotator.ts';
import { memoryPorts, memoryQueues } from '../../memoryPorts.ts';

const request = 'C3D13FE58DE4C810';
const eventTime = '2021-05-03T12:00:00.000Z';

/** Stages over memory, whose clock is `seconds` after S3's event. */
function pipeline(seconds: number) {
  const clock = () => Date.parse(eventTime) + seconds * 1000;
  const lines: [message: string, details: Record<string, unknown>][] = [];
  const keep = (message: string, details: Record<string, unknown> = {}) =>
    void lines.push([message, details]);
  const recorded: unknown[][] = [];
  const queues = memoryQueues();
  const ports: Ports = {
    ...memoryPorts(clock),
    annotate: annotator(),
    queues,
    log: { info: keep, warn: keep, error: keep },
    metrics: { record: (...values) => void recorded.push(values) },
  };
  const run = async () => {
    await normalizeStage(ports)({ Records: queues.uploads.take(10) });
    await extractStage(ports)({ Records: queues.normalized.take(10) });
    await storeStage(ports)({ Records: queues.extracted.take(10) });
  };
  const drop = async (key: string, body: string) => {
    await ports.inbox.put(key, body);
    await notify(key);
  };
  const remove = async (key: string) => {
    await ports.inbox.delete(key);
    await notify(key);
  };
  const notify = async (key: string) => {
    const event = { eventTime, responseElements: { 'x-amz-request-id': request }, s3: { object: { key } } };
    await queues.uploads.send([JSON.stringify({ Records: [event] })]);
  };
  return { run, drop, remove, queues, lines, recorded };
}

it('a trace goes from the event of S3 to the record, with the time that this takes', async () => {
  const { run, drop, lines, recorded } = pipeline(4);
  await drop(
    'a.txt',
    'A storm\n\nA storm reached London on Sunday, and people stayed at home all day long.\n',
  );
  await run();
  const traced = lines.filter(([, { trace }]) => trace === request).map(([message]) => message);
  expect(traced).toEqual(['normalize: done', 'store: done']);
  // Keys are hashes, documents ids; nothing else is said of a file.
  expect(JSON.stringify(lines)).not.toMatch(/a\.txt|storm|London/i);
  expect(recorded).toEqual([
    ['Accepted', 1],
    ['Stored', 1],
    ['DropToQueryable', 4000],
  ]);
});

it('a deletion has its trace, too', async () => {
  const { run, drop, remove, lines } = pipeline(4);
  await drop('a.txt', 'A storm\n\nA storm reached London on Sunday, and people stayed at home all day.\n');
  await run();
  lines.length = 0;
  await remove('a.txt');
  await run();
  expect(lines.map(([message, { trace }]) => [message, trace])).toEqual([
    ['normalize: done', request],
    ['store: done', request],
  ]);
});

it('what is refused is counted by its code', async () => {
  const { run, drop, recorded } = pipeline(4);
  await drop('empty.txt', '');
  await run();
  expect(recorded).toEqual([['Refused', 1, 'input.empty']]);
});

it('what fails names its trace', async () => {
  const { run, queues, lines } = pipeline(4);
  const trace = { id: request, at: 0 };
  await queues.extracted.send([JSON.stringify({ hint: 'document/1', doc: '', trace })]);
  await queues.extracted.send([JSON.stringify({ hint: 'document/1', doc: 'x'.repeat(3000), trace })]);
  await run();
  expect(lines).toMatchObject([
    ['store: message failed and returns to its queue', {}],
    ['store: message failed and returns to its queue', { trace: request }],
  ]);
});

it('a message without a trace is stored without its time', async () => {
  const { run, queues, drop, recorded } = pipeline(4);
  await drop(
    'a.txt',
    'A storm\n\nA storm reached London on Sunday, and people stayed at home all day long.\n',
  );
  queues.uploads.take(10);
  await queues.uploads.send([JSON.stringify({ hint: 'key/1', key: 'a.txt' })]);
  await run();
  expect(recorded).toEqual([
    ['Accepted', 1],
    ['Stored', 1],
  ]);
});
