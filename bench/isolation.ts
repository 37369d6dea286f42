/**
 * `npm run bench:isolation`: measures what it costs to parse pages in an isolated process, over a document's
 * whole way (normalize, extract, store and index over ports in memory). It adds up the processor time of both
 * processes, because a second core would hide part of the cost in wall time, and alternates between both ways
 * of parsing. First it prints what starting such a process takes. Linux only: it reads the processor time of
 * the other process from /proc.
 */
import type { ObjectReader } from '../core/formats/format.ts';
import { readObject } from '../core/formats/read.ts';
import { builtParser, parserFolder } from '../local/parser/program.ts';
import { annotator } from '../runtime/annotator.ts';
import { childProgram } from '../runtime/isolated/parser.ts';
import { type IsolatedReader, isolatedReader, startParser } from '../runtime/isolated/reader.ts';
import { processorSince } from './figures.ts';
import { corpus } from './generator/corpus.ts';
import { usageOf } from './oneMachine/processUsage.ts';
import { memoryPorts, storeFiles } from './storeFiles.ts';

const rounds = 3;
const annotate = annotator();

/** Processor time per document, in milliseconds. */
interface ParsingCost {
  own: number;
  children: number;
}

async function costOf(read: ObjectReader, files: ReadonlyMap<string, string>): Promise<ParsingCost> {
  const [before, used] = [childrenTime(), process.cpuUsage()];
  await storeFiles(
    [...files].map(([key, body]) => ({ key, body })),
    { ...memoryPorts(), read, annotate },
  );
  return {
    own: processorSince(used) / files.size,
    children: (childrenTime() - before) / files.size,
  };
}

/** The processor time of the children of this process, in milliseconds. */
const childrenTime = (): number => 1000 * usageOf(process.pid).children;

function plainTexts(): Map<string, string> {
  return new Map([...textsAndPages()].filter(([key]) => !key.endsWith('.html')));
}

function textsAndPages(): Map<string, string> {
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

/** Pages padded with links to 245 KB each. */
function largePages(): Map<string, string> {
  const pages = [...textsAndPages()].filter(([key]) => key.endsWith('.html')).slice(0, 60);
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

/** The round with the median total. */
function median(costs: ParsingCost[]): ParsingCost {
  return (
    costs.sort((a, b) => a.own + a.children - b.own - b.children)[Math.floor(costs.length / 2)] ?? {
      own: 0,
      children: 0,
    }
  );
}

const started: IsolatedReader[] = []; // so that none ends while others are measured
for (const [name, program] of [
  ['the sources', childProgram],
  ['one file', await builtParser(parserFolder, console)()],
] as const) {
  const reader = isolatedReader({ most: 1, program });
  started.push(reader);
  const before = childrenTime();
  await startParser(reader.read);
  const milliseconds = childrenTime() - before;
  console.log(`a parsing process started from ${name}: ${milliseconds} ms of processor time`);
}
for (const reader of started) reader.close();

for (const [name, files] of [
  ['plain texts', plainTexts()] as const,
  ['texts and pages', textsAndPages()] as const,
  ['pages of 245 KB', largePages()] as const,
]) {
  const isolated = isolatedReader({ most: 1 });
  const cost: Record<'in process' | 'isolated', ParsingCost[]> = { 'in process': [], isolated: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const [where, read] of [
      ['in process', readObject],
      ['isolated', isolated.read],
    ] as const) {
      const each = await costOf(read, files);
      if (round > 0) cost[where].push(each); // The first round warms up.
    }
  }
  isolated.close();
  const [inProcess, isolatedCost] = [median(cost['in process']), median(cost.isolated)];
  const pages = [...files.keys()].filter((key) => key.endsWith('.html')).length;
  const more = (100 * (isolatedCost.own + isolatedCost.children)) / inProcess.own - 100;
  console.log(
    `${name} (${files.size}, ${pages} of them pages), processor time per document in milliseconds: ` +
      `in process ${inProcess.own.toFixed(2)}; isolated ${isolatedCost.own.toFixed(2)} + ` +
      `${isolatedCost.children.toFixed(2)} in the child, ${more.toFixed(1)} % more`,
  );
}
