import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewsFolder } from '../../../../local/uploading/newsFolder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-folder-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (name: string) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), 'news');
};

it('has what people put there, and nothing that a system or a program adds or a link leads to', async () => {
  const news = ['...and then.txt', 'a.b/part', 'a.txt', 'b/.../c.txt', 'b/c.txt'];
  const others = [
    ...['.DS_Store', 'b/._c.txt', 'b/Thumbs.db', 'b/desktop.ini', '__MACOSX/b/c.txt'],
    ...['b/c.txt~', 'b/.c.txt.swp', 'b/~$c.docx', 'b/.~lock.c.odt#', 'b/d.zip.part', 'b/d.pdf.crdownload'],
    ...['.gitkeep', '.git/logs/HEAD', 'b/.c.txt.Xa3bQ1', 'b/.hidden.txt', 'b/Icon\r'],
  ];
  for (const name of [...news, ...others]) put(name);
  symlinkSync(path.join(root, 'a.txt'), path.join(root, 'link.txt'));
  symlinkSync(path.join(root, 'b'), path.join(root, 'link'));
  const folder = new NewsFolder(root);
  const found = [];
  for await (const file of folder.files(() => {})) found.push(file);
  expect(found.sort()).toEqual(news);
  for (const name of [...others, 'link.txt']) expect(await folder.fingerprint(name), name).toBeUndefined();
});

describe('a link that takes the place of a folder', () => {
  let folder: NewsFolder;
  beforeEach(() => {
    put('outside/deep/a.txt');
    put('outside/deep/a.txt.meta.json');
    put('inbox/first.txt');
    put('inbox/wire/deep/a.txt');
    folder = new NewsFolder(path.join(root, 'inbox'));
  });

  /** Puts a link to a folder outside of the inbox in the place of a folder. */
  function replaceByLink(name: string, target: string): void {
    renameSync(path.join(root, name), path.join(root, 'moved'));
    symlinkSync(path.join(root, target), path.join(root, name));
  }

  it.each([
    ['wire', 'outside'],
    ['wire/deep', 'outside/deep'],
  ])('leads nowhere: %s', async (name, target) => {
    expect(await folder.fingerprint('wire/deep/a.txt')).toBeDefined();
    expect(await folder.read('wire/deep/a.txt', 100)).toHaveLength(4);
    replaceByLink(`inbox/${name}`, target);
    expect(await folder.fingerprint('wire/deep/a.txt')).toBeUndefined();
    expect(await folder.read('wire/deep/a.txt', 100)).toBeUndefined();
    expect(await folder.sidecar('wire/deep/a.txt')).toBeUndefined();
    const links: string[] = [];
    const files = folder.files(
      () => {},
      (link) => links.push(link),
    );
    expect(await Array.fromAsync(files)).toEqual(['first.txt']);
    expect(links).toEqual([name]);
  });

  it.each([
    ['wire', 'outside'],
    ['wire/deep', 'outside/deep'],
  ])('leads nowhere while the folder is listed: %s', async (name, target) => {
    put('inbox/wire/second.txt');
    const found: string[] = [];
    for await (const file of folder.files(() => {})) {
      if (file === (name === 'wire' ? 'first.txt' : 'wire/second.txt'))
        replaceByLink(`inbox/${name}`, target);
      found.push(file);
    }
    expect(found).not.toContain('wire/deep/a.txt');
  });

  it('makes no difference above the folder', async () => {
    renameSync(path.join(root, 'inbox'), path.join(root, 'moved'));
    symlinkSync(path.join(root, 'moved'), path.join(root, 'inbox'));
    expect(await folder.fingerprint('wire/deep/a.txt')).toBeDefined();
    expect(await folder.read('wire/deep/a.txt', 100)).toHaveLength(4);
  });
});
