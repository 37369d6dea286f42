/** What the quick bench measures: parts of Dateline's work on generated news, each in this process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Annotation, Annotator } from '../../core/entities/annotation.ts';
import { readObject } from '../../core/formats/read.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import { runStages } from '../../functions/runStages.ts';
import { annotator } from '../../runtime/annotator.ts';
import { FolderObjects } from '../../runtime/local/objects.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { corpus } from '../generator/corpus.ts';
import { measuredNews } from '../generator/measuredNews.ts';

/** Files by key. */
type Files = ReadonlyMap<string, string>;

export interface Works {
  texts: readonly string[];
  pages: readonly string[];
  /** By name. */
  works: Record<string, () => Promise<void>>;
}

const log = { info() {}, warn() {}, error: console.error };

/** @param size how many texts, and how many pages */
export async function prepareWorks(size: number): Promise<Works> {
  const texts: Files = new Map(
    [...measuredNews({ documents: size, seed: 1 })].map(({ key, body }) => [key, body]),
  );
  const pages: Files = generatedPages(size);
  const annotate = annotator();
  const known = new Map<string, Annotation>();
  // Annotated before the first round, so that what follows measures everything else.
  const fromMemory: Annotator = async (content, payload) => {
    const annotation = known.get(payload) ?? (await annotate(content, payload));
    known.set(payload, annotation);
    return annotation;
  };
  const contents: Parameters<Annotator>[] = [];
  const noting: Annotator = (content, payload) => {
    contents.push([content, payload]);
    return fromMemory(content, payload);
  };
  await storeInMemory(texts, noting);
  await storeInMemory(pages, fromMemory);
  return {
    texts: [...texts.values()],
    pages: [...pages.values()],
    works: {
      'texts stored, without annotation': () => storeInFolder(texts, fromMemory),
      'pages stored, without annotation': () => storeInFolder(pages, fromMemory),
      'texts annotated': async () => {
        for (const [content, payload] of contents) await annotate(content, payload);
      },
    },
  };
}

function generatedPages(count: number): Files {
  const pages = new Map<string, string>();
  for (const operation of corpus({ documents: 20 * count, seed: 1 })) {
    if (pages.size === count) break;
    if (operation.op !== 'delete' && typeof operation.body === 'string' && operation.key.endsWith('.html'))
      pages.set(operation.key, operation.body);
  }
  return pages;
}

function storeInMemory(files: Files, annotate: Annotator): Promise<void> {
  const [inbox, archive] = [new MemoryObjects(Date.now), new MemoryObjects(Date.now)];
  return store(files, annotate, { inbox, archive, table: new MemoryTable() });
}

/** As one machine stores them, apart from its threads, its queues and LanceDB. */
async function storeInFolder(files: Files, annotate: Annotator): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-quick-'));
  const objects = (name: string) => new FolderObjects({ folder: path.join(folder, name), clock: Date.now });
  const [inbox, archive, table] = [
    objects('inbox'),
    objects('archive'),
    new SqliteTable(path.join(folder, 'table.sqlite')),
  ];
  try {
    await store(files, annotate, { inbox, archive, table });
  } finally {
    for (const each of [inbox, archive, table]) each.close();
    rmSync(folder, { recursive: true });
  }
}

async function store(
  files: Files,
  annotate: Annotator,
  ports: Pick<Parameters<typeof runStages>[0], 'inbox' | 'archive' | 'table'>,
): Promise<void> {
  for (const [key, body] of files) await ports.inbox.put(key, body);
  const others = { search: new MemorySearch(), read: readObject, annotate, clock: Date.now, log };
  await runStages({ ...ports, ...others }, ({ uploads }) => enqueueKeys(uploads, [...files.keys()]));
}
