/** Nothing is silently truncated: large input is stored whole, or refused with a code. */
import { describe, expect, it } from 'vitest';
import { rebuild } from '../../../cli/verify/rebuild.ts';
import { readObject } from '../../../core/formats/read.ts';
import type { Item } from '../../../core/ports/table.ts';
import { claim } from '../../../core/records/claim.ts';
import { documentMeta } from '../../../core/records/document.ts';
import { entityMeta } from '../../../core/records/entity.ts';
import { keys } from '../../../core/records/keys.ts';
import { tallyEntity } from '../../../functions/index/tallies.ts';
import { normalizeStage } from '../../../functions/normalize/normalize.ts';
import { annotator } from '../../../runtime/annotator.ts';
import { SqliteTable } from '../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';
import { memoryPorts } from '../../memoryPorts.ts';
import { silentLog as silent } from '../../silentLog.ts';

const now = Date.parse('2021-05-03T09:00:00Z');
const clock = () => now;
const sentence =
  'Maria Quelle met Jonas Winter in London on Monday, and both of them said that the talks would go on.';

/** The records of an inbox with these objects. */
async function recordsOf(objects: Record<string, string>): Promise<MemoryTable> {
  const inbox = new MemoryObjects(clock);
  for (const [key, body] of Object.entries(objects)) await inbox.put(key, body);
  return (await rebuild(inbox, { read: readObject, annotate: annotator(), log: silent, clock })).table;
}

const metasOf = (table: MemoryTable) =>
  [...table.items()]
    .filter(({ pk, sk }) => pk.startsWith('DOC#') && sk === 'META')
    .map((row) => documentMeta.parse(row));
const claimOf = async (table: { get: MemoryTable['get'] }, key: string) =>
  claim.parse(await table.get(keys.claim(key)));

describe('a document', () => {
  it('with extremely long fields is stored', async () => {
    const long = (letter: string) => letter.repeat(600_000);
    const article = {
      id: long('i'),
      title: long('Ä'),
      standfirst: long('ß'),
      byline: `By ${long('q')}`,
      authors: Array.from({ length: 3000 }, (_, i) => `Author ${i} ${'ü'.repeat(400)}`),
      content_text: sentence,
      url: `https://wire.example/${long('u')}`,
      language: long('e'),
      source: long('s'),
      section: long('c'),
    };
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      items: [article],
      title: 'Wire',
      home_page_url: article.url,
    };
    const page = `<html lang="${article.language}"><head>
      <title>${article.title}</title><link rel="canonical" href="${article.url}">
      <meta name="author" content="${article.byline}"></head><body><article>
      <h1>Talks go on</h1>${`<p>${sentence}</p>`.repeat(5)}</article></body></html>`;
    const table = await recordsOf({
      'wire/long.jsonl': JSON.stringify(article),
      'wire/feed.json': JSON.stringify(feed),
      'wire/page.html': page,
    });
    for (const key of ['wire/long.jsonl', 'wire/feed.json', 'wire/page.html'])
      expect((await claimOf(table, key)).outcome, key).toBe('stored');
    expect(metasOf(table).filter(({ applied }) => applied?.basis !== undefined)).toHaveLength(3);
  });
});

describe('a member with an id of 450 KB', () => {
  const article = (id: string) => ({
    id,
    title: `Talks ${id.slice(0, 3)}`,
    text: `${id.slice(0, 3)} ${sentence}`,
  });
  const jsonLines = (ids: readonly string[]) => ids.map((id) => JSON.stringify(article(id))).join('\n');
  const jsonFeed = (ids: readonly string[]) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Wire',
      items: ids.map(article).map(({ text, ...item }) => ({ ...item, content_text: text })),
    });
  const table = (ids: readonly string[]) =>
    ['id,title,text', ...ids.map(article).map(({ id, title, text }) => `${id},${title},"${text}"`)].join(
      '\n',
    );
  const feed = (ids: readonly string[]) =>
    `<rss version="2.0"><channel><title>Wire</title>${ids
      .map(article)
      .map(
        ({ id, title, text }) =>
          `<item><guid>${id}</guid><title>${title}</title><description>${text}</description></item>`,
      )
      .join('')}</channel></rss>`;

  it.each([
    ['lines.jsonl', jsonLines, 'x'.repeat(450_000)],
    ['lines.jsonl', jsonLines, '🚢'.repeat(120_000)],
    ['feed.json', jsonFeed, 'x'.repeat(450_000)],
    ['table.csv', table, 'ж'.repeat(230_000)],
    ['feed.xml', feed, 'x'.repeat(450_000)],
  ])('of %s is stored, told apart from another one, and so are its neighbours', async (name, file, long) => {
    const records = await recordsOf({ [`wire/${name}`]: file(['1', `${long}a`, `${long}b`, '2']) });
    expect(await claimOf(records, `wire/${name}`)).toMatchObject({ outcome: 'stored', documents: 4 });
    const metas = metasOf(records).filter(({ applied }) => applied?.basis !== undefined);
    expect(metas).toHaveLength(4);
    const namesThem = [...records.items()].filter(
      ({ pk, sk }) => sk.startsWith('DAY#') || pk.startsWith('DOC#'),
    );
    expect(Math.max(...namesThem.map((row) => JSON.stringify(row).length))).toBeLessThan(20_000);
  });
});

describe('a batch', () => {
  it('in which half of the messages fail returns just that half', async () => {
    const inbox = new MemoryObjects(clock);
    const table = new MemoryTable();
    const ports = { ...memoryPorts(clock), inbox, table };
    const queue = new MemoryQueue();
    for (let i = 0; i < 10; i++) {
      await inbox.put(`wire/${i}.txt`, `Talks go on\n\n${sentence}\n`);
      await queue.send([JSON.stringify({ hint: 'key/1', key: `wire/${i}.txt` })]);
    }
    const get = inbox.get.bind(inbox);
    inbox.get = async (key, options) => {
      if (/[13579]\.txt/.test(key)) throw new Error('throttled');
      return get(key, options);
    };
    const records = queue.take(10);
    const { batchItemFailures } = await normalizeStage(ports)({ Records: records });
    const failed = records.filter(({ body }) => /[13579]\.txt/.test(body)).map(({ messageId }) => messageId);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(failed);
    for (let i = 0; i < 10; i++) {
      const row = await table.get(keys.claim(`wire/${i}.txt`));
      expect(row === undefined ? undefined : claim.parse(row).outcome).toBe(
        i % 2 === 0 ? 'stored' : undefined,
      );
    }
  });
});

describe('a key of 1,024 bytes', () => {
  it.each([
    ['of one-byte letters', `${'k'.repeat(1020)}.txt`],
    ['of two-byte letters', `${'ж'.repeat(510)}.txt`],
    ['of four-byte letters', `${'🚢'.repeat(255)}.txt`],
    ['of letters that notifications encode', `a b+c%20/ü&=?#"<>\\${'_'.repeat(1000)}.txt`.slice(0, 1000)],
  ])('%s is stored', async (_, key) => {
    const inbox = new MemoryObjects(clock);
    await inbox.put(key, `Talks go on\n\n${sentence}\n`);
    const table = new SqliteTable(':memory:');
    const normalized = new MemoryQueue();
    const stage = normalizeStage({ ...memoryPorts(clock), inbox, table, queues: { normalized } });
    const queue = new MemoryQueue();
    const encoded = encodeURIComponent(key).replaceAll('%20', '+');
    await queue.send([JSON.stringify({ Records: [{ s3: { object: { key: encoded } } }] })]);
    expect(await stage({ Records: queue.take(1) })).toEqual({ batchItemFailures: [] });
    expect(claim.parse(await table.get(keys.claim(key)))).toMatchObject({
      key,
      outcome: 'stored',
      documents: 1,
    });
    table.close();
    const [meta] = metasOf(await recordsOf({ [key]: `Talks go on\n\n${sentence}\n` }));
    expect(meta?.provenance?.key).toBe(key);
  });
});

describe('a month of an entity', () => {
  it('with very many and very long name forms fits in one item', async () => {
    const table = new SqliteTable(':memory:'); // limits items to 400 KB, as DynamoDB does
    const entity = `organization/${'é'.repeat(120)}-0123abcd`;
    const days = Array.from({ length: 31 }, (_, i) => `2021-05-${String(i + 1).padStart(2, '0')}`);
    const form = (i: number) =>
      Array.from({ length: 200 }, (_, at) => ((i >> (at % 8)) & 1 ? 'É' : 'é')).join('');
    for (const [d, day] of days.entries()) {
      for (let i = 0; i < 80; i++)
        await table.put(
          postingRow(entity, day, `${String(d).padStart(2, '0')}${String(i).padStart(30, '0')}`, form(i)),
        );
    }
    await tallyEntity({ table, clock }, entity, new Map(days.map((day) => [day, {}])));
    const meta = entityMeta.parse(await table.get(keys.entity(entity)));
    expect(meta.documents).toBe(31 * 80);
    expect(meta.aliases).toHaveLength(1);
    table.close();
  });
});

function postingRow(entity: string, day: string, doc: string, form: string): Item {
  return {
    ...keys.posting(entity, day, doc),
    doc,
    day,
    token: 1,
    title: 'x',
    source: 'wire',
    form,
    mentions: 2,
    others: [],
  };
}
