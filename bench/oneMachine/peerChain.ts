/**
 * What one would build of other people's software: Readability on a DOM finds the story, compromise its
 * names, and SQLite's FTS5 the words, in one process and one transaction for all files. They are no
 * dependencies of this project: they are loaded from a folder into which a user installed them.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Text } from '../cost/texts.ts';
import { processorSince } from '../figures.ts';

export interface PeerChainFigures {
  documents: number;
  documentsPerSecond: number;
  /** Milliseconds of a processor for each document. */
  processor: number;
}

interface Names {
  people(): { out(form: 'array'): string[] };
  places(): { out(form: 'array'): string[] };
  organizations(): { out(form: 'array'): string[] };
}

/** @param folder in which `npm install @mozilla/readability jsdom compromise` ran */
export function measurePeerChain(folder: string, files: readonly Text[]): PeerChainFigures {
  const require = createRequire(join(folder, 'package.json'));
  const { Readability } = require('@mozilla/readability');
  const { JSDOM } = require('jsdom');
  const compromise = require('compromise') as (text: string) => Names;
  const database = new DatabaseSync(':memory:');
  database.exec(`
    CREATE VIRTUAL TABLE news USING fts5(key, title, text);
    CREATE TABLE mention (name TEXT, key TEXT);
    CREATE INDEX ofName ON mention (name)`);
  const news = database.prepare('INSERT INTO news VALUES (?, ?, ?)');
  const mention = database.prepare('INSERT INTO mention VALUES (?, ?)');
  const storyOf = ({ key, body }: Text): { title: string; text: string } => {
    const content = typeof body === 'string' ? body : Buffer.from(body).toString();
    if (!key.endsWith('.html')) return { title: content.slice(0, content.indexOf('\n')), text: content };
    const story = new Readability(new JSDOM(content).window.document).parse();
    return { title: story?.title ?? '', text: story?.textContent ?? '' };
  };
  const [before, started] = [process.cpuUsage(), performance.now()];
  database.exec('BEGIN');
  for (const file of files) {
    const { title, text } = storyOf(file);
    news.run(file.key, title, text);
    const names = compromise(text);
    for (const kind of ['people', 'places', 'organizations'] as const)
      for (const name of names[kind]().out('array')) mention.run(name, file.key);
  }
  database.exec('COMMIT');
  const seconds = (performance.now() - started) / 1000;
  const processor = processorSince(before);
  database.close();
  return {
    documents: files.length,
    documentsPerSecond: Number((files.length / seconds).toFixed(1)),
    processor: Number((processor / files.length).toFixed(2)),
  };
}
