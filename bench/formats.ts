/**
 * `npm run bench:formats`: how many documents a second are read from each format, on one core; what it costs to parse pages in a process
 * apart; and the memory that 200 MB of JSON Lines take. Prints one line each, and exits 1 where a figure is below what issue 4 asks for.
 */
import type { ReadableObject, ObjectReader } from '../core/formats/format.ts';
import { readObject } from '../core/formats/read.ts';
import { mapConcurrent } from '../core/protocol/mapConcurrent.ts';
import { isolatedReader } from '../runtime/isolated/reader.ts';
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
    modified: 0,
    etag: '',
    metadata: {},
    async *stream() {
      yield* chunks;
    },
    range: () => Promise.reject(new Error('not asked for')),
  };
}

async function count(read: ObjectReader, object: ReadableObject): Promise<number> {
  const reading = await read(object);
  if ('code' in reading) throw new Error(`${object.key}: ${reading.code} (${reading.evidence})`);
  let documents = 0;
  for await (const member of reading.members) if ('content' in member) documents++;
  return documents;
}

/** The median of some rounds after one that warms up, in documents a second of processor time of this process alone. */
async function perSecond(objects: readonly ReadableObject[]): Promise<number> {
  const figures: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const before = process.cpuUsage();
    let documents = 0;
    for (const object of objects) documents += await count(readObject, object);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) figures.push(documents / ((user + system) / 1e6));
  }
  return median(figures);
}

const median = (figures: number[]) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

let missed = false;
function tell(what: string, figure: number, unit: string, wanted?: { least?: number; most?: number }): void {
  const good = figure >= (wanted?.least ?? 0) && figure <= (wanted?.most ?? Number.POSITIVE_INFINITY);
  const asked =
    wanted === undefined
      ? ''
      : `  (${wanted.least === undefined ? `at most ${wanted.most}` : `at least ${wanted.least}`})`;
  console.log(
    `${what.padEnd(44)} ${figure.toFixed(figure < 10 ? 2 : 0).padStart(7)} ${unit}${asked}${good ? '' : '  MISSED'}`,
  );
  if (!good) missed = true;
}

/** 200 MB, made as they are read, in 64 KB pieces: fewer documents than an object may have, each with a long text. */
const large = {
  documents: 9000,
  line: (i: number) =>
    `${JSON.stringify({ id: String(i).padStart(5, '0'), title: 'Storm', text: 'The storm closed the harbour. '.repeat(780) })}\n`,
};

function* manyLines(): Generator<Uint8Array> {
  for (let i = 0; i < large.documents; i++) {
    const line = Buffer.from(large.line(i));
    for (let at = 0; at < line.length; at += 64 * 1024) yield line.subarray(at, at + 64 * 1024);
  }
}

/** First of all, as long as this process holds nothing else. */
async function largeLines(): Promise<void> {
  const before = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  const size = large.documents * large.line(0).length;
  const documents = await count(readObject, streamed('large.jsonl', size, { [Symbol.iterator]: manyLines }));
  const peak = process.resourceUsage().maxRSS * 1024;
  tell(
    `JSON Lines of ${Math.round(size / MB)} MB, ${documents} documents: memory`,
    (peak - before) / MB,
    'MB',
    { most: 300 },
  );
  tell('… and time', process.cpuUsage(cpu).user / 1e6, 's of processor');
}

await largeLines();

interface Story {
  id: string;
  title: string;
  text: string;
}

const texts: ReadableObject[] = [];
const pages: ReadableObject[] = [];
const stories: Story[] = [];
for (const operation of corpus({ documents: 1500, seed: 1 })) {
  if (operation.op === 'delete' || typeof operation.body !== 'string') continue;
  const { key, body } = operation;
  if (key.endsWith('.html')) pages.push(stored(key, body));
  if (!key.endsWith('.txt')) continue;
  texts.push(stored(key, body));
  const [title = '', ...paragraphs] = body.split('\n\n');
  stories.push({ id: key, title, text: paragraphs.join('\n\n') });
}

const lines = (of: readonly Story[]) => of.map((story) => `${JSON.stringify(story)}\n`).join('');
const rss = (of: readonly Story[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Bench</title><link>https://bench.example/</link>${of
    .map(
      ({ id, title, text }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><description>${text}</description></item>`,
    )
    .join('')}</channel></rss>`.replaceAll('&', '&amp;');
const jsonFeed = (of: readonly Story[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Bench',
    home_page_url: 'https://bench.example/',
    items: of.map(({ id, title, text }) => ({ id, title, content_text: text })),
  });
const feeds = (name: string, write: (of: readonly Story[]) => string) =>
  Array.from({ length: Math.floor(stories.length / 50) }, (_, i) =>
    stored(name, write(stories.slice(50 * i, 50 * i + 50))),
  );

tell('plain text', await perSecond(texts), 'documents/s', { least: 1000 });
tell('JSON Lines', await perSecond([stored('bench.jsonl', lines(stories))]), 'documents/s', { least: 500 });
tell('RSS, 50 items each', await perSecond(feeds('bench.xml', rss)), 'documents/s', { least: 500 });
tell('JSON Feed, 50 items each', await perSecond(feeds('bench.json', jsonFeed)), 'documents/s', {
  least: 500,
});
tell('HTML', await perSecond(pages), 'documents/s');

const apart = isolatedReader({ most: 1 });
const wall: Record<'here' | 'apart', number[]> = { here: [], apart: [] };
for (let round = 0; round <= 2 * rounds; round++) {
  for (const [name, read] of [
    ['here', readObject],
    ['apart', apart.read],
  ] as const) {
    const start = performance.now();
    await mapConcurrent(10, pages, (object) => count(read, object));
    if (round > 0) wall[name].push((performance.now() - start) / pages.length);
  }
}
apart.close();
tell('a page parsed here', median(wall.here), 'ms');
tell('… and in one process apart, ten in hand', median(wall.apart), 'ms');

process.exitCode = missed ? 1 : 0;
