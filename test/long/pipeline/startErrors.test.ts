import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Dateline } from '../../pipeline/dateline.ts';

let dateline: Dateline;
beforeEach(() => {
  dateline = new Dateline();
});
afterEach(() => dateline.remove());

describe('one sentence explains what prevents the start', () => {
  const sentence = /^ended with 1: [A-Z][^\n]*\.\n$/;

  it('a taken port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(dateline.start({ DATELINE_PORT: String(port) })).rejects.toThrow(sentence);
    other.close();
  });

  it('an invalid port', async () => {
    await expect(dateline.start({ DATELINE_PORT: 'http' })).rejects.toThrow(sentence);
  });

  it('a home that is not writable', async () => {
    await writeFile(path.join(dateline.root, 'file'), '');
    await expect(dateline.start({ DATELINE_HOME: path.join(dateline.root, 'file', 'home') })).rejects.toThrow(
      sentence,
    );
  });

  it('a home that cannot be created, where a recursive mkdir would never return', async () => {
    await expect(dateline.start({ DATELINE_HOME: '/proc/nope/home' })).rejects.toThrow(sentence);
    await expect(dateline.start({ DATELINE_INBOX: '/proc/nope' })).rejects.toThrow(sentence);
  });

  it('a home inside the inbox, an inbox inside the home, or both the same, also through a link', async () => {
    await mkdir(dateline.inbox);
    await symlink(dateline.inbox, path.join(dateline.root, 'link'));
    for (const DATELINE_HOME of [
      path.join(dateline.inbox, '.dateline'),
      dateline.inbox,
      path.join(dateline.root, 'link/a/b'),
    ])
      await expect(dateline.start({ DATELINE_HOME })).rejects.toThrow(
        /The home folder .* is inside the inbox folder/,
      );
    await expect(dateline.start({ DATELINE_INBOX: path.join(dateline.home, 'inbox') })).rejects.toThrow(
      sentence,
    );
  });

  it('a damaged search table', async () => {
    await dateline.start();
    await dateline.drop('story.txt', 'Storm closes harbour\n\nThe storm closed the harbour of Lerwick.');
    await dateline.idle();
    await dateline.stop();
    const search = path.join(dateline.home, 'search');
    const tables = (await readdir(search, { recursive: true })).filter((name) => name.endsWith('.lance'));
    expect(tables.length).toBeGreaterThan(1);
    for (const name of tables) {
      const table = path.join(search, name);
      await rm(table, { recursive: true, force: true });
      await mkdir(table, { recursive: true });
      await writeFile(path.join(table, 'x'), 'not a Lance file');
    }
    await expect(dateline.start()).rejects.toThrow(sentence);
  });

  it.each(['table', 'queues', 'uploads', 'lock'])('a broken database: %s.sqlite', async (name) => {
    await mkdir(dateline.home);
    await writeFile(path.join(dateline.home, `${name}.sqlite`), 'this is not a database'.repeat(100));
    await expect(dateline.start()).rejects.toThrow(sentence);
  });

  it('another Dateline on the same home', async () => {
    await dateline.start();
    const second = new Dateline();
    await expect(second.start({ DATELINE_HOME: dateline.home })).rejects.toThrow(sentence);
    await second.remove();
  });
});
