/**
 * `npm run bench:isolation`: what it costs to parse pages in a process apart, measured over a document's whole way (normalize, extract, store,
 * index over ports in memory) and not over the parsing alone. Processor time of this process and of the one that parses, so that what it
 * costs is told also where a second core hides it. Here and apart in turn; on Linux, which tells the processor time of another process.
 */
import { readFileSync } from 'node:fs';
import type { ObjectReader } from '../core/formats/format.ts';
import { readObject } from '../core/formats/read.ts';
import { enqueueKeys } from '../core/protocol/messages.ts';
import { runStages } from '../functions/runStages.ts';
import { annotator } from '../runtime/annotator.ts';
import { isolatedReader } from '../runtime/isolated/reader.ts';
import { MemoryObjects } from '../runtime/memory/objects.ts';
import { MemorySearch } from '../runtime/memory/search.ts';
import { MemoryTable } from '../runtime/memory/table.ts';
import { corpus } from './generator/corpus.ts';

const rounds = 3;
const annotate = annotator();
const ticksPerSecond = 100;

/** Of this process, and of those that it started, in milliseconds. */
function processorTime(): { own: number; children: number } {
  const { user, system } = process.cpuUsage();
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  const ticks = children.map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return {
    own: (user + system) / 1000,
    children: (ticks.reduce((sum, each) => sum + each, 0) * 1000) / ticksPerSecond,
  };
}

interface Cost {
  /** Milliseconds of processor time a document, on its whole way. */
  own: number;
  children: number;
}

async function costOf(read: ObjectReader, files: ReadonlyMap<string, string>): Promise<Cost> {
  const inbox = new MemoryObjects(Date.now);
  for (const [key, body] of files) await inbox.put(key, body);
  const log = { info() {}, warn() {}, error: console.error };
  const ports = {
    inbox,
    archive: new MemoryObjects(Date.now),
    table: new MemoryTable(),
    search: new MemorySearch(),
    read,
    annotate,
    clock: Date.now,
    log,
  };
  const before = processorTime();
  await runStages(ports, ({ uploads }) => enqueueKeys(uploads, [...files.keys()]));
  const after = processorTime();
  return {
    own: (after.own - before.own) / files.size,
    children: (after.children - before.children) / files.size,
  };
}

function mixture(): Map<string, string> {
  const files = new Map<string, string>();
  for (const operation of corpus({ documents: 500, seed: 1 }))
    if (
      operation.op !== 'delete' &&
      typeof operation.body === 'string' &&
      /\.(txt|html|md)$/.test(operation.key)
    )
      files.set(operation.key, operation.body);
  return files;
}

/** Pages with all that surrounds a story: 245 KB each. */
function largePages(): Map<string, string> {
  const pages = [...mixture()].filter(([key]) => key.endsWith('.html')).slice(0, 60);
  const links =
    '<li><a href="/another/story.html">Another story of the day, told elsewhere on this page</a></li>\n';
  return new Map(
    pages.map(([key, page]) => [
      key,
      page.replace(
        '<footer>',
        `<aside><ul>${links.repeat(Math.ceil((245_000 - page.length) / links.length))}</ul></aside><footer>`,
      ),
    ]),
  );
}

/** The round with the median of the whole. */
function median(costs: Cost[]): Cost {
  return (
    costs.sort((a, b) => a.own + a.children - b.own - b.children)[Math.floor(costs.length / 2)] ?? {
      own: 0,
      children: 0,
    }
  );
}

for (const [name, files] of [
  ['texts and pages', mixture()] as const,
  ['pages of 245 KB', largePages()] as const,
]) {
  const apart = isolatedReader({ most: 1 });
  const cost: Record<'here' | 'apart', Cost[]> = { here: [], apart: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const [where, read] of [
      ['here', readObject],
      ['apart', apart.read],
    ] as const) {
      const each = await costOf(read, files);
      if (round > 0) cost[where].push(each); // the first one warms up
    }
  }
  apart.close();
  const [here, there] = [median(cost.here), median(cost.apart)];
  const pages = [...files.keys()].filter((key) => key.endsWith('.html')).length;
  const more = (100 * (there.own + there.children)) / here.own - 100;
  console.log(
    `${name} (${files.size}, ${pages} of them pages), milliseconds of processor a document: here ${here.own.toFixed(2)}; ` +
      `apart ${there.own.toFixed(2)} and ${there.children.toFixed(2)} in the process that parses, ${more.toFixed(1)} % more`,
  );
}
