/**
 * The time when a page was fetched is stored beside its payload, not in it. So the same page in the next
 * crawl is neither a new document nor a change.
 */
import { expect, test } from 'vitest';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { documentMeta } from '../../../../core/records/document.ts';
import { runStages } from '../../../../functions/runStages.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';
import { httpOf, warcRecord } from '../../core/formats/makeArchives.ts';

const paragraph = 'The storm closed the harbour. '.repeat(9);
const page = `<!doctype html><title>Storm</title><h1>Storm closes harbour</h1><p>${paragraph}</p>`;
const crawl = (date: string) =>
  Buffer.from(warcRecord({ uri: 'https://harbour.example/storm.html', body: httpOf(page) }))
    .toString('latin1')
    .replace(/WARC-Date: .*Z/, `WARC-Date: ${date}`);

test('the record gives the time of the newest crawl that has the page', async () => {
  let now = Date.parse('2026-03-07T12:00:00Z');
  const clock = () => now;
  const inbox = new MemoryObjects(clock);
  const table = new MemoryTable();
  const ports: Omit<Ports, 'queues'> = { ...memoryPorts(clock), inbox, table, annotate: annotator() };
  const seen: unknown[] = [];
  for (const [key, date] of [
    ['march-6.warc', '2026-03-06T09:00:00Z'],
    ['march-7.warc', '2026-03-07T09:00:00Z'],
  ] as const) {
    await inbox.put(key, crawl(date));
    await runStages(ports, ({ uploads }) => enqueueKeys(uploads, [key]));
    now += 60_000;
    const metas = [...table.items()]
      .filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META')
      .map((row) => documentMeta.parse(row));
    seen.push(
      metas.map(({ provenance, applied }) => [
        provenance?.key,
        provenance?.retrieved?.value,
        applied?.basis?.payload,
      ]),
    );
  }
  const payload = expect.stringMatching(/^[0-9a-f]+$/);
  expect(seen).toEqual([
    [['march-6.warc', '2026-03-06T09:00:00Z', payload]],
    [['march-7.warc', '2026-03-07T09:00:00Z', payload]],
  ]);
  expect(
    new Set([...table.items()].filter(({ sk }) => sk.startsWith('FROM#')).map((row) => row.payload)).size,
  ).toBe(1);
  expect([...table.items()].filter(({ pk }) => pk.startsWith('CHANGES#'))).toHaveLength(1);
});
