/**
 * `npm run bench:formats`: measures how many documents per second each format yields on one core, the time to
 * parse pages in an isolated process, and the memory that 200 MB of JSON Lines take. Prints a line each, and
 * exits with 1 if a figure misses its target.
 */
import type { ObjectReader, ReadableObject } from '../core/formats/format.ts';
import { readObject } from '../core/formats/read.ts';
import { mapConcurrent } from '../core/protocol/mapConcurrent.ts';
import { isolatedReader } from '../runtime/isolated/reader.ts';
import { median, processorSince } from './figures.ts';
import { corpus } from './generator/corpus.ts';

const MB = 1024 * 1024;
const rounds = 5;

function stored(key: string, body: string): ReadableObject {
  const bytes = new TextEncoder().encode(body);
  return { ...streamed(key, bytes.length, [bytes]), range: async (start, end) => bytes.subarray(start, end) };
}

function streamed(key: string, size: number, chunks: Iterable<Uint8Array>): ReadableObject {
  return {
    key,
    version: '1',
    size,
    modified: Date.now(),
    etag: '',
    metadata: {},
    async *stream() {
      yield* chunks;
    },
    range: () => Promise.reject(new Error('a stream has no ranges')),
  };
}

async function count(read: ObjectReader, object: ReadableObject): Promise<number> {
  const reading = await read(object);
  if ('code' in reading) throw new Error(`${object.key}: ${reading.code} (${reading.evidence})`);
  let documents = 0;
  for await (const member of reading.members) if ('content' in member) documents++;
  return documents;
}

/** Documents per second of this process's processor time: the median of several rounds after a warm-up. */
async function perSecond(objects: readonly ReadableObject[]): Promise<number> {
  const figures: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const before = process.cpuUsage();
    let documents = 0;
    for (const object of objects) documents += await count(readObject, object);
    if (round > 0) figures.push((1000 * documents) / processorSince(before));
  }
  return median(figures);
}

let missed = false;
function report(label: string, figure: number, unit: string, target?: { min?: number; max?: number }): void {
  const good = figure >= (target?.min ?? 0) && figure <= (target?.max ?? Number.POSITIVE_INFINITY);
  const bound = target?.min === undefined ? `at most ${target?.max}` : `at least ${target.min}`;
  const note = `${target === undefined ? '' : `  (${bound})`}${good ? '' : '  MISSED'}`;
  console.log(`${label.padEnd(44)} ${figure.toFixed(figure < 10 ? 2 : 0).padStart(7)} ${unit}${note}`);
  if (!good) missed = true;
}

/**
 * 200 MB, generated while it is read. Few documents with long texts, because the number of documents per
 * object is limited.
 */
const large = {
  documents: 9000,
  line: (i: number) =>
    `${JSON.stringify({ id: String(i).padStart(5, '0'), title: 'Storm', text: 'The storm closed the harbour. '.repeat(780) })}\n`,
};

function* largeChunks(): Generator<Uint8Array> {
  for (let i = 0; i < large.documents; i++) {
    const line = Buffer.from(large.line(i));
    for (let at = 0; at < line.length; at += 64 * 1024) yield line.subarray(at, at + 64 * 1024);
  }
}

/** Runs first, before this process uses memory for anything else. */
async function measureLargeFile(): Promise<void> {
  const before = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  const size = large.documents * large.line(0).length;
  const documents = await count(
    readObject,
    streamed('large.jsonl', size, { [Symbol.iterator]: largeChunks }),
  );
  const peak = process.resourceUsage().maxRSS * 1024;
  report(
    `JSON Lines of ${Math.round(size / MB)} MB, ${documents} documents: memory`,
    (peak - before) / MB,
    'MB',
    { max: 300 },
  );
  report('… and time', process.cpuUsage(cpu).user / 1e6, 's of processor');
}

await measureLargeFile();

interface PlainStory {
  id: string;
  title: string;
  text: string;
}

const texts: ReadableObject[] = [];
const pages: ReadableObject[] = [];
const stories: PlainStory[] = [];
for (const operation of corpus({ documents: 1500, seed: 1 })) {
  if (operation.op === 'delete' || typeof operation.body !== 'string') continue;
  const { key, body } = operation;
  if (key.endsWith('.html')) pages.push(stored(key, body));
  if (!key.endsWith('.txt')) continue;
  texts.push(stored(key, body));
  const [title = '', ...paragraphs] = body.split('\n\n');
  stories.push({ id: key, title, text: paragraphs.join('\n\n') });
}

const lines = (of: readonly PlainStory[]) => of.map((story) => `${JSON.stringify(story)}\n`).join('');
const rss = (of: readonly PlainStory[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Bench</title><link>https://bench.example/</link>${of
    .map(
      ({ id, title, text }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><description>${text}</description></item>`,
    )
    .join('')}</channel></rss>`.replaceAll('&', '&amp;');
const jsonFeed = (of: readonly PlainStory[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Bench',
    home_page_url: 'https://bench.example/',
    items: of.map(({ id, title, text }) => ({ id, title, content_text: text })),
  });
const feeds = (name: string, write: (of: readonly PlainStory[]) => string) =>
  Array.from({ length: Math.floor(stories.length / 50) }, (_, i) =>
    stored(name, write(stories.slice(50 * i, 50 * i + 50))),
  );

report('plain text', await perSecond(texts), 'documents/s', { min: 1000 });
report('JSON Lines', await perSecond([stored('bench.jsonl', lines(stories))]), 'documents/s', { min: 500 });
report('RSS, 50 items each', await perSecond(feeds('bench.xml', rss)), 'documents/s', { min: 500 });
report('JSON Feed, 50 items each', await perSecond(feeds('bench.json', jsonFeed)), 'documents/s', {
  min: 500,
});
report('HTML', await perSecond(pages), 'documents/s');

const isolated = isolatedReader({ most: 1 });
const wall: Record<'inProcess' | 'isolated', number[]> = { inProcess: [], isolated: [] };
for (let round = 0; round <= 2 * rounds; round++) {
  for (const [name, read] of [
    ['inProcess', readObject],
    ['isolated', isolated.read],
  ] as const) {
    const start = performance.now();
    await mapConcurrent(10, pages, (object) => count(read, object));
    if (round > 0) wall[name].push((performance.now() - start) / pages.length);
  }
}
isolated.close();
report('a page parsed in process', median(wall.inProcess), 'ms');
report('… in one isolated process, ten at a time', median(wall.isolated), 'ms');

process.exitCode = missed ? 1 : 0;
