/** What the quick bench measures: parts of Dateline's work on generated news, each in this process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Annotation, Annotator } from '../../core/entities/annotation.ts';
import { annotator } from '../../runtime/annotator.ts';
import { FolderObjects } from '../../runtime/local/objects.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import type { Text } from '../cost/texts.ts';
import { generatedPages, generatedTexts } from '../oneMachine/files.ts';
import { memoryPorts, storeFiles } from '../storeFiles.ts';

export interface Works {
  texts: readonly string[];
  pages: readonly string[];
  /** By name. */
  works: Record<string, () => Promise<void>>;
}

/** @param size how many texts, and how many pages */
export async function prepareWorks(size: number): Promise<Works> {
  const [texts, pages] = [generatedTexts(size), generatedPages(size)];
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
    texts: texts.map(textOf),
    pages: pages.map(textOf),
    works: {
      'texts stored, without annotation': () => storeInFolder(texts, fromMemory),
      'pages stored, without annotation': () => storeInFolder(pages, fromMemory),
      'texts annotated': async () => {
        for (const [content, payload] of contents) await annotate(content, payload);
      },
    },
  };
}

const textOf = ({ body }: Text): string => String(body);

const storeInMemory = (files: readonly Text[], annotate: Annotator): Promise<void> =>
  storeFiles(files, { ...memoryPorts(), annotate });

/** As one machine stores them, apart from its threads, its queues and LanceDB. */
async function storeInFolder(files: readonly Text[], annotate: Annotator): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-quick-'));
  const objects = (name: string) => new FolderObjects({ folder: path.join(folder, name), clock: Date.now });
  const stores = {
    inbox: objects('inbox'),
    archive: objects('archive'),
    table: new SqliteTable(path.join(folder, 'table.sqlite')),
  };
  try {
    await storeFiles(files, { ...memoryPorts(), ...stores, annotate });
  } finally {
    for (const each of Object.values(stores)) each.close();
    rmSync(folder, { recursive: true });
  }
}
