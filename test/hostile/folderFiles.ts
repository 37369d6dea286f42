/** Attacks through the inbox folder itself: holes in files, links, pipes, names and sidecars. */
import { execFileSync } from 'node:child_process';
import { open, symlink, writeFile } from 'node:fs/promises';
import { type Ending, type HostileFile, MB, prose } from './hostileFile.ts';

const file = (name: string, ends: Ending, place: (target: string) => Promise<void>): HostileFile => ({
  name: `folder/${name}`,
  format: 'folder',
  ends,
  body: () => '',
  place,
});

/** A file of this size without blocks on the disk. */
async function sparse(target: string, size: number): Promise<void> {
  const handle = await open(target, 'w');
  await handle.truncate(size);
  await handle.close();
}

export function folderFiles(): HostileFile[] {
  return [
    file('a-sparse-file-of-1500-MB.txt', 'reported', (target) => sparse(target, 1_500 * MB)),
    file('a-sparse-file-of-255-MB.csv', 'refused', (target) => sparse(target, 255 * MB)),
    file('a-link-to-a-secret.txt', 'ignored', (target) => symlink('/etc/passwd', target)),
    file('a-link-to-itself.txt', 'ignored', (target) => symlink(target, target)),
    file('a-link-to-the-root.txt', 'ignored', (target) => symlink('/', target)),
    file('a-pipe.txt', 'ignored', async (target) => {
      execFileSync('mkfifo', [target]);
    }),
    file('a-sidecar-that-lies.txt', 'stored', async (target) => {
      await writeFile(`${target}.meta.json`, '{"title":["no","string"],"__proto__":{"source":"x"}}');
      await writeFile(target, `Storm closes harbour\n\n${prose}`);
    }),
    file('a-sidecar-of-4-MB.txt', 'settled', async (target) => {
      await writeFile(`${target}.meta.json`, JSON.stringify({ title: 'x'.repeat(4 * MB) }));
      await writeFile(target, `Storm closes harbour\n\n${prose}`);
    }),
    file('a-name-of-\u202etxt.gpj\u009b31m-controls.txt', 'stored', (target) =>
      writeFile(target, `Storm\n\n${prose}`),
    ),
    file(`a-name-${'n'.repeat(230)}.txt`, 'stored', (target) => writeFile(target, `Storm\n\n${prose}`)),
  ];
}
