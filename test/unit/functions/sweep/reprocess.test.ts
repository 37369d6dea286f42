/**
 * A version of Dateline with another model and reader changes nothing by itself. It is announced, and a
 * person has everything made anew, or stops it.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { reprocess } from '../../../../cli/reprocess.ts';
import { compareSample } from '../../../../cli/verify/compareSample.ts';
import { compareWithRebuild } from '../../../../cli/verify/compareWithRebuild.ts';
import type { CommandContext } from '../../../../cli/wiring.ts';
import { annotationPrefix } from '../../../../core/records/archive.ts';
import { readReprocessing } from '../../../../core/reprocessing/reprocessing.ts';
import { extract } from '../../../../functions/extract/extract.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { runStages } from '../../../../functions/runStages.ts';
import { store } from '../../../../functions/store/store.ts';
import {
  continueReprocessing,
  startReprocessing,
  stopReprocessing,
} from '../../../../functions/sweep/reprocess.ts';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { recordedOutput } from '../../cli/recordedOutput.ts';
import { story } from './records.ts';
import { early, late, portion, VersionedRecords } from './versionedRecords.ts';

const hour = 3_600_000;

let records: VersionedRecords;
beforeEach(async () => {
  records = new VersionedRecords();
  for (const name of ['a', 'b', 'c']) await records.put(`${name}.txt`, story(`Ministers meet in ${name}`));
  records.versions = late;
  records.annotated = records.read = 0;
});

const unchanged = { keys: 0, documents: 0, tallies: 0, searchRows: 0, strays: 0 };
const feed = (...titles: string[]) =>
  `<rss version="2.0"><channel><title>Wire</title><link>https://w.example</link>${titles
    .map(
      (
        title,
      ) => `<item><guid>https://w.example/${title}</guid><title>${title} closes the harbour for days</title>
    <description>${story(title)}</description></item>`,
    )
    .join('')}</channel></rss>`;

describe('another version', () => {
  it('finds nothing to do in what the one before made', async () => {
    const rows = JSON.stringify(records.rows('DOC#'));
    expect(await records.sweep()).toMatchObject(unchanged);
    await records.handle('a.txt', 'b.txt');
    expect(JSON.stringify(records.rows('DOC#'))).toBe(rows);
    expect({ annotated: records.annotated, read: records.read }).toEqual({ annotated: 0, read: 0 });
  });

  it('makes what is new, and the one before leaves that as it is', async () => {
    await records.put('a.txt', story('Ministers part'));
    expect(records.models().sort()).toEqual(['tagger-1', 'tagger-1', 'tagger-2']);
    expect(records.readers().sort()).toEqual(['read-1', 'read-1', 'read-2']);
    records.versions = early;
    records.annotated = records.read = 0;
    expect(await records.sweep()).toMatchObject(unchanged);
    await records.handle('a.txt', 'b.txt', 'c.txt');
    expect({ annotated: records.annotated, read: records.read }).toEqual({ annotated: 0, read: 0 });
  });

  it('stores what the one before annotated, and the other way round', async () => {
    for (const [extracting, storing] of [
      [early, late],
      [late, early],
    ] as const) {
      const title = `News of ${extracting.model}`;
      await records.inbox.put(`${title}.txt`, story(title));
      records.versions = extracting;
      await normalize(records.ports, `${title}.txt`);
      const { pk } = records.row(({ sk, key }) => sk.startsWith('FROM#') && key === `${title}.txt`);
      const doc = pk.slice('DOC#'.length);
      await extract(records.ports, doc);
      records.versions = storing;
      await store(records.ports, doc);
      const meta = records.row((row) => row.pk === pk && row.sk === 'META');
      expect(meta.applied).toMatchObject({ basis: { model: extracting.model } });
    }
  });

  it('reads only the new version of a feed', async () => {
    records.versions = early;
    await records.put('feed.xml', feed('Storm'));
    await records.put('feed.xml', feed('Flood'));
    records.versions = late;
    records.read = records.annotated = 0;
    await records.put('feed.xml', feed('Frost'));
    expect({ annotated: records.annotated, read: records.read }).toEqual({ annotated: 1, read: 1 });
    expect(await records.sweep()).toMatchObject(unchanged);
  });

  it('makes an annotation anew that the archive has lost', async () => {
    await records.loseArchive(annotationPrefix);
    expect(await records.sweep()).toMatchObject({ keys: 0, documents: 3 });
    expect(records.models()).toEqual(['tagger-2', 'tagger-2', 'tagger-2']);
    expect(await records.sweep()).toMatchObject(unchanged);
  });
});

describe('reprocessing', () => {
  it('is announced by the sweep with its price', async () => {
    const recorded: unknown[] = [];
    const metrics = { record: (name: string, value: number) => void recorded.push([name, value]) };
    await sweep({ ...records.ports, metrics });
    expect(recorded).toContainEqual(['Outdated', 6]);
    expect(records.warnings.join()).toContain('dateline reprocess');
    const { lines, ...output } = recordedOutput();
    const context = { ports: records.ports } as unknown as CommandContext;
    const { result } = await reprocess.run(context, { operands: { action: 'show' }, options: {} }, output);
    expect(result).toMatchObject({
      outdated: { documents: 3, files: 3, most: 3 },
      dollarsAtMost: expect.closeTo(0.000127, 6),
    });
    expect(lines.join('\n')).toContain('annotated 3 documents and read 3 files');
  });

  it('makes everything anew once it is started, and then nothing', async () => {
    await startReprocessing(records.ports);
    expect(await records.goOn()).toBe(true);
    expect(records.models()).toEqual(['tagger-2', 'tagger-2', 'tagger-2']);
    expect(records.readers()).toEqual(['read-2', 'read-2', 'read-2']);
    records.now += 2 * hour;
    expect(await records.goOn()).toBe(false);
    expect(await readReprocessing(records.table)).toMatchObject({ state: 'done', walk: 2, found: 0 });
    expect(await records.differences()).toEqual([]);
    records.annotated = records.read = 0;
    expect(await records.sweep()).toMatchObject(unchanged);
    expect(records.annotated + records.read).toBe(0);
  });

  it('goes on from its place, a portion at a time', async () => {
    await startReprocessing(records.ports);
    const small = { ...portion, most: 1 };
    let portions = 0;
    for (; records.models().includes('tagger-1'); portions++) {
      expect(await records.goOn(small)).toBe(true);
      expect(await records.goOn(small)).toBe(true); // not due yet
      records.now += hour;
    }
    expect(portions).toBeGreaterThan(1);
  });

  it('is due at the next call of the schedule, which is not exact', async () => {
    await startReprocessing(records.ports);
    const small = { ...portion, most: 1 };
    await records.goOn(small);
    const first = await readReprocessing(records.table);
    records.now += 1000 * portion.seconds - 5000;
    await records.goOn(small);
    expect((await readReprocessing(records.table))?.token).toBeGreaterThan(first?.token ?? 0);
  });

  it('serves each document as it was until it is made anew', async () => {
    await startReprocessing(records.ports);
    const [before] = records.rows('DOC#', 'META');
    await store(records.ports, String(before?.doc)); // before extract
    expect(records.rows('DOC#', 'META')[0]?.applied).toEqual(before?.applied);
  });

  it('can be stopped: what is queued changes nothing any more', async () => {
    await startReprocessing(records.ports);
    await runStages(records.ports, async (queues) => {
      await continueReprocessing({ ...records.ports, queues }, portion);
      await stopReprocessing(records.ports);
    });
    expect(records.models()).toEqual(['tagger-1', 'tagger-1', 'tagger-1']);
    expect(await records.goOn()).toBe(false);
    await startReprocessing(records.ports);
    await records.goOn();
    expect(records.models()).toEqual(['tagger-2', 'tagger-2', 'tagger-2']);
  });

  it('waits while a version runs that it is not meant for, and is not undone by it', async () => {
    await startReprocessing(records.ports);
    await records.goOn();
    await records.put('d.txt', story('A harbour reopens'));
    records.versions = early;
    records.annotated = records.read = 0;
    expect(await records.goOn()).toBe(false);
    expect(await records.sweep()).toMatchObject(unchanged);
    await records.handle('a.txt', 'd.txt');
    expect(records.annotated + records.read).toBe(0);
    records.versions = late;
    records.now += 2 * hour;
    expect(await records.goOn()).toBe(false);
    expect(records.models()).toEqual(Array(4).fill('tagger-2'));
  });

  it('finds in a second walk what the first one queued and got lost', async () => {
    await startReprocessing(records.ports);
    const lost = { send: async () => {}, depth: async () => ({ pending: 0, dead: 0 }) };
    const queues = { uploads: lost, normalized: lost, extracted: lost, touched: lost };
    expect(await continueReprocessing({ ...records.ports, queues }, portion)).toBe(true);
    expect(records.models()).toEqual(['tagger-1', 'tagger-1', 'tagger-1']);
    records.now += 2 * hour;
    expect(await records.goOn()).toBe(true);
    expect(records.models()).toEqual(['tagger-2', 'tagger-2', 'tagger-2']);
  });

  it('spreads its messages over the time until the next portion', async () => {
    await startReprocessing(records.ports);
    const delays: (number | undefined)[] = [];
    const queue = {
      send: async (_: readonly string[], options?: { delaySeconds?: number }) =>
        void delays.push(options?.delaySeconds),
      depth: async () => ({ pending: 0, dead: 0 }),
    };
    const queues = { uploads: queue, normalized: queue, extracted: queue, touched: queue };
    await continueReprocessing({ ...records.ports, queues }, { ...portion, most: 6 });
    expect(delays[0]).toBe(0);
    expect(delays.at(-1)).toBeGreaterThan(400);
  });
});

it('verify takes over what an earlier version made, and compares what is derived from it', async () => {
  await records.put('d.txt', story('A harbour reopens'));
  const report = await compareWithRebuild(records.ports);
  expect(report).toMatchObject({ differences: [], earlierFiles: 3, earlierDocuments: 3 });
  expect(await compareSample(records.ports, 10)).toMatchObject({ differences: [], earlierFiles: 3 });
  // A file that has changed since is not taken over, nor is a document that is in no file.
  await records.inbox.delete('a.txt');
  await records.inbox.put('b.txt', story('Ministers part'));
  const [row] = records.rows('ENT#', 'DAY#');
  if (row) await records.remove(row);
  const { differences, earlierFiles } = await compareWithRebuild(records.ports);
  expect(earlierFiles).toBe(1);
  expect(differences.filter((line) => /^[-+] DOC#\S+ META/.test(line))).toHaveLength(3);
});
