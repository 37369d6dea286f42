/**
 * Writes what the next version is tested with: the code of this one, bundled, and records that it has made,
 * with messages in flight. Run it at each release, in the tree of the version that was deployed:
 * `node test/upgrade/write.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import type { QueueName } from '../../core/protocol/topology.ts';
import { queues } from '../../core/protocol/topology.ts';
import { runStages } from '../../functions/runStages.ts';
import { stages } from '../../functions/stages.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { sqsRecord } from '../../runtime/memory/sqsRecord.ts';
import { nodeBundle } from '../../runtime/nodeBundle.ts';
import { Store } from './store.ts';

const folder = new URL('previous/', import.meta.url);
const day = 24 * 3_600_000;

const story = (title: string, day = 3): string => `${title}

LONDON, ${day} May 2021 (Wire) - The foreign minister Antony Blinken arrived in London for talks with the
mayor, Sadiq Khan, which go on. Blinken said that NATO and the United Nations
had asked for them. Mr Khan agreed.
`;
const feed = (...titles: string[]): string => {
  const items = titles.map(
    (
      title,
    ) => `<item><guid>https://w.example/${title}</guid><title>${title} closes the harbour for days</title>
      <pubDate>Tue, 04 May 2021 08:00:00 GMT</pubDate><description>${story(title)}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>Wire</title><link>https://w.example</link>${items.join('')}</channel></rss>`;
};
const lines = (count: number): string =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({ headline: `Report ${i} from the capital`, body: story(`Report ${i}`, 1 + i) }),
  ).join('\n');

const store = new Store();

async function put(key: string, body: string, metadata?: Record<string, string>): Promise<void> {
  await store.inbox.put(key, body, metadata && { metadata });
  await handle(key);
}

async function handle(...keys: string[]): Promise<void> {
  await runStages(store.ports, ({ uploads }) => enqueueKeys(uploads, keys), { sent: store.now });
}

/** Runs the stages up to this one on a file, and leaves what follows in flight. */
async function putUpTo(last: QueueName | undefined, key: string, body: string): Promise<void> {
  await store.inbox.put(key, body);
  const notification = {
    s3: { object: { key: encodeURIComponent(key) } },
    eventTime: '2021-06-05T12:00:00.000Z',
  };
  store.messages.uploads.push(JSON.stringify({ Records: [notification] }));
  for (const name of ['uploads', 'normalized', 'extracted'] as const) {
    if (last === undefined) return;
    const Records = store.messages[name]
      .splice(-1)
      .map((body) => sqsRecord({ id: body, body, sent: store.now, receives: 1 }));
    await stages[queues[name].consumer](store.ports)({ Records });
    if (name === last) return;
  }
}

for (const [i, title] of ['Ministers meet', 'A harbour reopens', 'Mayor speaks', 'Talks go on'].entries())
  await put(`wire/${i}.txt`, story(title, 3 + i), { source: 'wire' });
for (const titles of [['Storm'], ['Flood', 'Storm'], ['Mr Frost']]) {
  store.now += 3_600_000;
  await put('feeds/wire.xml', feed(...titles));
}
await put('archive/reports.jsonl', lines(20));
await put('refused.pdf', 'This is no PDF.');
await put('empty.txt', '');
await put('wire/0.txt', story('Ministers part'), { source: 'wire' });
await put('gone.txt', story('It was a mistake'));
await store.inbox.delete('gone.txt');
await handle('gone.txt');
await put(
  'authority/own.jsonl',
  JSON.stringify({ id: 'organization/acme', name: 'Acme', type: 'organization', aliases: ['ACME Corp'] }),
);
await sweep(store.ports);
store.now += 2 * day;
await sweep(store.ports);
await handle(...(await store.inbox.list('')).items.map(({ key }) => key));
await putUpTo(undefined, 'late/uploaded.txt', story('News that was put', 20));
await putUpTo('uploads', 'late/normalized.txt', story('News that was read', 21));
await putUpTo('normalized', 'late/extracted.txt', story('News that was annotated', 22));
await putUpTo('extracted', 'late/stored.txt', story('News that was stored', 23));

const entryPoints = [new URL('code.ts', import.meta.url).pathname];
const bundled = await build({
  entryPoints,
  ...nodeBundle,
  minify: true,
  write: false,
});
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('records.json.gz', folder), store.write());
writeFileSync(new URL('code.mjs.gz', folder), gzipSync(bundled.outputFiles[0]?.contents ?? '', { level: 9 }));
console.log(`${[...store.table.items()].length} rows; warnings: ${store.warnings.length}`);
