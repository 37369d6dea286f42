import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { payloadId, serialize } from '../../../../core/document/documentIdentity.ts';
import { type Annotation, AnnotationFailure } from '../../../../core/entities/annotation.ts';
import { model } from '../../../../core/entities/tagger/taggers.ts';
import { TransientFault } from '../../../../core/errors.ts';
import { enqueueDocuments } from '../../../../core/protocol/messages.ts';
import { SetAside } from '../../../../core/protocol/stage.ts';
import { payloadKey, readAnnotation } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import { type ExtractPorts, extractStage } from '../../../../functions/extract/extract.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';
import { story } from '../../core/entities/annotatedStory.ts';

const archive = new MemoryObjects(() => 0);
const table = new MemoryTable();

function ports(annotate: ExtractPorts['annotate']): ExtractPorts {
  return { ...memoryPorts(() => 0), archive, table, annotate };
}

/** Stores a document whose text is its name. @returns its payload */
async function store(doc: string): Promise<string> {
  const serialized = serialize(story([doc]));
  const payload = payloadId(serialized);
  await archive.put(payloadKey(payload), serialized, { contentType: 'application/json' });
  await table.put({
    ...keys.from(doc, doc),
    ...{ key: doc, version: 'v1', part: '', format: 'text', charset: 'utf-8', bytes: 1, payload },
    ...{ modified: 0, token: 1 },
  });
  return payload;
}

async function received(docs: readonly string[], count: number): Promise<SQSRecord[]> {
  const queue = new MemoryQueue();
  await enqueueDocuments(queue, docs);
  return queue.take(docs.length).map((record) => ({
    ...record,
    attributes: { ...record.attributes, ApproximateReceiveCount: String(count) },
  }));
}

const annotationOf = (payload: string): Annotation => ({
  schema: 'news.annotation/1',
  payload,
  model,
  mentions: [],
  entities: [],
});

test('a document that is set aside comes again beside the others', async () => {
  const payload = await store('long');
  const annotate = async () => {
    throw new SetAside('it is long');
  };
  const { batchItemFailures } = await extractStage(ports(annotate))({ Records: await received(['long'], 1) });
  expect(batchItemFailures).toMatchObject([{ setAside: true, postponeSeconds: 0 }]);
  expect(await readAnnotation(archive, { payload, model })).toBeUndefined();
});

test('a document that cannot be annotated is kept without entities, with the code', async () => {
  const payload = await store('slow');
  const stage = extractStage(
    ports(async () => {
      throw new AnnotationFailure('extract.timeout', 'annotation: more than 10 seconds');
    }),
  );
  expect(await stage({ Records: await received(['slow'], 1) })).toEqual({ batchItemFailures: [] });
  expect(await readAnnotation(archive, { payload, model })).toMatchObject({
    entities: [],
    failed: { code: 'extract.timeout', evidence: 'annotation: more than 10 seconds' },
  });
});

test('redelivered documents are annotated after the others, and one at a time', async () => {
  const docs = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const doc of docs) await store(doc);
  let [running, most] = [0, 0];
  const mostRunning: [string, number][] = [];
  const stage = extractStage(
    ports(async ({ paragraphs }, payload) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      mostRunning.push([paragraphs[0]?.text ?? '', most]);
      if (--running === 0) most = 0;
      return annotationOf(payload);
    }),
  );
  const [again, first] = [await received(['a', 'b', 'c'], 2), await received(['d', 'e', 'f'], 1)];
  const [a, b, c] = again.map((record, i) => ({ ...record, messageId: `again-${i}` }));
  await stage({ Records: [b, c, a, ...first].filter((record) => record !== undefined) });
  const firstThree = mostRunning.slice(0, 3);
  expect(firstThree.map(([doc]) => doc).sort()).toEqual(['d', 'e', 'f']);
  expect(firstThree.map(([, together]) => together)).toEqual([3, 3, 3]);
  expect(mostRunning.slice(3)).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 1],
  ]);
});

test('the order of redelivered documents is that of the one that was received most often', async () => {
  for (const doc of ['x', 'y', 'z']) await store(doc);
  const orders: string[] = [];
  for (const [few, most] of [
    [2, 3],
    [3, 4],
  ] as const) {
    const order: string[] = [];
    const annotate: ExtractPorts['annotate'] = async ({ paragraphs }) => {
      order.push(paragraphs[0]?.text ?? '');
      throw new TransientFault('again');
    };
    const records = [...(await received(['x', 'y'], few)), ...(await received(['z'], most))];
    await extractStage(ports(annotate))({
      Records: records.map((record, i) => ({ ...record, messageId: String(i) })),
    });
    orders.push(order.join(''));
  }
  expect(orders).toEqual(['zyx', 'xyz']);
});

test('if a document kills the process, its neighbours are annotated before the fifth receive', async () => {
  const docs = ['kill-1', 'kill-2', 'kill-3', 'kill-4', 'kill-5'];
  for (const deadly of docs) {
    const payloads = new Map<string, string>();
    for (const doc of docs) payloads.set(await store(`${deadly} ${doc}`), doc);
    const annotated = new Set<string>();
    for (let count = 1; count <= 4; count++) {
      const died = Promise.withResolvers<void>();
      const stage = extractStage(
        ports(async (_, payload) => {
          const doc = payloads.get(payload) ?? '';
          if (doc === deadly || count === 1) {
            died.resolve();
            return new Promise(() => {});
          }
          annotated.add(doc);
          return annotationOf(payload);
        }),
      );
      const all = docs.map((doc) => `${deadly} ${doc}`);
      await Promise.race([stage({ Records: await received(all, count) }), died.promise]);
    }
    expect([...annotated].sort()).toEqual(docs.filter((doc) => doc !== deadly));
  }
});

test('what may be better later is tried again, and nothing is kept', async () => {
  const payload = await store('later');
  const stage = extractStage(
    ports(async () => {
      throw new TransientFault('the annotator is being replaced');
    }),
  );
  const { batchItemFailures } = await stage({ Records: await received(['later'], 1) });
  expect(batchItemFailures).toHaveLength(1);
  expect(await readAnnotation(archive, { payload, model })).toBeUndefined();
});
