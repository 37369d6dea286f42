import { expect, it } from 'vitest';
import type { Log } from '../../../core/ports/log.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import type { Stage } from '../../../core/protocol/stage.ts';
import { wordList } from '../../../core/text/wordSet.ts';
import { extractStage } from '../../../functions/extract/extract.ts';
import { indexStage } from '../../../functions/index/indexStage.ts';
import { normalizeStage } from '../../../functions/normalize/normalize.ts';
import { storeStage } from '../../../functions/store/store.ts';
import { annotator } from '../../../runtime/annotator.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';
import { memoryPorts, memoryQueues } from '../../memoryPorts.ts';
import { openNewsdesk, story } from './permissions/installation.ts';

/** The receipt of an erasure states that the logs contain only hashes of keys and ids of documents. */
it('a stage logs no key and no entity, whatever goes wrong', async () => {
  const lines: string[] = [];
  const keep = (...line: unknown[]) => lines.push(JSON.stringify(line));
  const log: Log = { info: keep, warn: keep, error: keep };
  const table = new MemoryTable();
  const inbox = new MemoryObjects(Date.now);
  const queues = memoryQueues();
  const ports: Ports = { ...memoryPorts(Date.now), inbox, annotate: annotator(), table, queues, log };
  // Every conditional write fails.
  const failing: Ports = {
    ...ports,
    table: new Proxy(table, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as unknown;
        return name === 'update'
          ? async () => {
              throw new Error('out of reach');
            }
          : typeof method === 'function'
            ? method.bind(target)
            : method;
      },
    }),
  };
  const failures = async (stage: Stage, body: string) => {
    const memory = new MemoryQueue();
    await memory.send([body]);
    return (await stage({ Records: memory.take(1) })).batchItemFailures.length;
  };
  await inbox.put(
    'quokka.txt',
    'A quokka story\n\nThe quokka was seen in London on Sunday, and people came to look at it all day long.\n',
  );
  const message = JSON.stringify({ hint: 'key/1', key: 'quokka.txt' });
  expect(await failures(normalizeStage(ports), message)).toBe(0);
  expect(await failures(normalizeStage(failing), message)).toBe(1);
  expect(await failures(storeStage(failing), JSON.stringify({ hint: 'document/1', doc: 'd' }))).toBe(1);
  expect(
    await failures(
      indexStage(failing),
      JSON.stringify({ hint: 'tally/1', day: '2021-05-03', entities: ['person/quokka'] }),
    ),
  ).toBe(1);
  const named = { normalize: normalizeStage, extract: extractStage, store: storeStage, index: indexStage };
  for (const [name, make] of Object.entries(named))
    for (const poison of [
      'quokka',
      '{"key":"quokka"}',
      '{"Records":[{"s3":{"object":{"key":"quokka%zz"}}}]}',
    ]) {
      expect(await failures(make(ports), poison)).toBe(1);
      expect(lines.at(-1)).toContain(`"${name}: `);
    }
  expect(lines.length).toBeGreaterThan(14);
  expect(lines.filter((line) => line.toLowerCase().includes('quokka'))).toEqual([]);
});

/** The sooner calls fail, the earlier a function ends; so each round lets it come further. */
it('no function logs a name, a key or a text, whichever calls of the ports fail', async () => {
  const desk = await openNewsdesk();
  let calls = 0;
  let every = Number.POSITIVE_INFINITY;
  for (const port of [desk.inbox, desk.bucket, desk.table, desk.found])
    for (const name of wordList`get batchGet put update delete query merge search compact`) {
      const methods = port as unknown as Record<string, (...args: unknown[]) => unknown>;
      const method = methods[name]?.bind(port);
      methods[name] = async (...args) => {
        if (++calls % every === 0) throw new Error('out of reach');
        return method?.(...args);
      };
    }
  for (const round of [1, 2, 3, 5, 20]) {
    every = Number.POSITIVE_INFINITY;
    await desk.put('wire/late.txt', story(`Ministers are late for round ${round}`));
    every = round;
    await desk.drain(2);
    const tasks = [() => desk.sweep(), () => desk.compact(), () => desk.request('/v1/search?q=london')];
    for (const task of tasks) await task().catch(() => {});
  }
  const said = desk.lines.map((line) => (JSON.parse(line) as [message: string])[0]);
  for (const name of ['normalize', 'extract', 'store', 'index', 'sweep', 'api'])
    expect(
      said.filter((message) => message.startsWith(`${name}: `)),
      name,
    ).not.toEqual([]);
  expect(said.filter((message) => message.includes('failed')).length).toBeGreaterThan(5);
  expect(desk.tellingLines).toEqual([]);
});
