/** A folder as the uploader sees it: regular files only, links never followed, each with a print that changes when the file does. */
import { constants, type Stats } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

/** `report.html.meta.json` beside `report.html` says what the uploader knows of it; it is not news itself. */
export const sidecarSuffix = '.meta.json';

const sidecar = z.record(z.string(), z.string());

export interface FilePrint {
  /** Equal as long as file and sidecar are the same. */
  print: string;
  /** When the newest of them last changed in any way, milliseconds since 1970 by the file system's clock. */
  touched: number;
}

export class Folder {
  readonly root: string;

  constructor(root: string) {
    this.root = path.resolve(root);
  }

  /**
   * The `/`-separated paths of all files below, sidecars left out. A folder that vanishes meanwhile has no files; `unreadable` is told of
   * one that may not be read, and of what has a name that is not UTF-8: it comes with U+FFFD in it, and cannot be asked for.
   */
  async *files(unreadable: (relative: string, error: unknown) => void): AsyncGenerator<string, void> {
    const folders = [''];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const entries = await opendir(path.join(this.root, folder))
        .catch(unlessGone)
        .catch((error) => unreadable(folder, error));
      if (!entries) continue;
      for await (const entry of entries) {
        const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.name.includes('\uFFFD') && !(await this.#isThere(relative)))
          unreadable(relative, new Error('its name is not UTF-8; give it another'));
        else if (entry.isDirectory()) folders.push(relative);
        else if (entry.isFile() && !relative.endsWith(sidecarSuffix)) yield relative;
      }
    }
  }

  /** The path below the folder of a file named by the file system; a sidecar's is that of the file it speaks for. */
  relative(file: string): string {
    const relative = path.relative(this.root, file).split(path.sep).join('/');
    return relative.endsWith(sidecarSuffix) ? relative.slice(0, -sidecarSuffix.length) : relative;
  }

  /** `undefined`: there is no such regular file (any more). */
  async print(relative: string): Promise<FilePrint | undefined> {
    const [file, beside] = await Promise.all([this.#stat(relative), this.#stat(relative + sidecarSuffix)]);
    if (file === undefined) return undefined;
    const print = (stats: Stats) => `${stats.size} ${stats.mtimeMs} ${stats.ino}`;
    return {
      print: beside === undefined ? print(file) : `${print(file)} ${print(beside)}`,
      touched: Math.max(file.ctimeMs, beside?.ctimeMs ?? 0),
    };
  }

  /** The bytes of a regular file. `undefined`: it is gone, or something else took its place. */
  async read(relative: string): Promise<Uint8Array | undefined> {
    const file = await open(
      path.join(this.root, relative),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    ).catch(unlessGone);
    if (file === undefined) return undefined;
    try {
      return (await file.stat()).isFile() ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  }

  /** What the sidecar says; `undefined` where there is none. @throws where it is not a JSON object of strings */
  async sidecar(relative: string): Promise<Record<string, string> | undefined> {
    const bytes = await this.read(relative + sidecarSuffix);
    return bytes && sidecar.parse(JSON.parse(new TextDecoder().decode(bytes)));
  }

  async #isThere(relative: string): Promise<boolean> {
    return (await lstat(path.join(this.root, relative)).catch(unlessGone)) !== undefined;
  }

  async #stat(relative: string): Promise<Stats | undefined> {
    const stats = await lstat(path.join(this.root, relative)).catch(unlessGone);
    return stats?.isFile() ? stats : undefined;
  }
}

/** Gone, or a link or folder where a file was: no error, there is just no file. */
function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENXIO', 'ENAMETOOLONG'].includes(error.code ?? ''))
    return undefined;
  throw error;
}
