import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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

it('has what people put there, and nothing that a system adds or a link leads to', async () => {
  const news = ['a.txt', 'b/.hidden.txt', 'b/c.txt'];
  const others = ['.DS_Store', 'b/._c.txt', 'b/Thumbs.db', 'b/desktop.ini', '__MACOSX/b/c.txt'];
  for (const name of [...news, ...others]) put(name);
  symlinkSync(path.join(root, 'a.txt'), path.join(root, 'link.txt'));
  symlinkSync(path.join(root, 'b'), path.join(root, 'link'));
  const folder = new NewsFolder(root);
  const found = [];
  for await (const file of folder.files(() => {})) found.push(file);
  expect(found.sort()).toEqual(news);
  for (const name of [...others, 'link.txt']) expect(await folder.fingerprint(name), name).toBeUndefined();
});
