/**
 * A folder of news files: lists and reads regular files, and tells when a file has changed. It reads no file
 * through a link, also not through one that is put in the place of a folder between two calls. Names, sizes
 * and times may be seen through a link that appears within a call.
 */
import { constants, type Dir, existsSync, lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { isSystemFile } from '../../core/formats/systemFile.ts';

/** `report.html.meta.json` beside `report.html` holds its metadata. A sidecar is not news itself. */
const sidecarSuffix = '.meta.json';

const isSidecar = (relative: string) => relative.endsWith(sidecarSuffix);

/** Far more than S3's 2 KB of metadata, with white space. */
const maximumSidecarBytes = 64 * 1024;

const sidecarSchema = z.record(z.string(), z.string());

export interface FileFingerprint {
  /** The same string as long as neither the file nor its sidecar changes. */
  fingerprint: string;
  /** The same without ctime, which also changes with rights, names and links. */
  content: string;
  /** When each was last written, to the second: all that a copy of the folder or a restored backup keeps. */
  written: string;
  /** When either last changed in any way (ctime), milliseconds since 1970 by the file system's clock. */
  changedAt: number;
  /** Bytes of the file, without its sidecar. */
  size: number;
  hasSidecar: boolean;
}

export class NewsFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = path.resolve(root);
  }

  /** Whether the folder itself is there: a file in its place, whose path has nothing behind it, is not. */
  exists(): boolean {
    return existsSync(path.join(this.root, path.sep));
  }

  /**
   * The `/`-separated relative paths of all files at any depth, without sidecars and what an operating system
   * adds. A folder that vanishes during the walk counts as empty.
   *
   * @param onUnreadable called for each folder without read permission, and for each name that is not UTF-8:
   * Node gives such a name with U+FFFD in it, and cannot open it
   * @param onLink called for each link in the place of a file, folder or sidecar
   */
  async *files(
    onUnreadable: (relative: string, error: unknown) => void,
    onLink: (relative: string, isSidecar: boolean) => void = () => {},
  ): AsyncGenerator<string, void> {
    const folders = [''];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const entries = await this.#list(folder).catch((error) => onUnreadable(folder, error));
      if (!entries) continue;
      for await (const entry of entries) {
        const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.name.includes('\uFFFD') && this.#lstat(relative) === undefined)
          onUnreadable(relative, new Error('its name is not UTF-8; rename it'));
        else if (isSystemFile(entry.isDirectory() ? `${relative}/` : relative)) continue;
        else if (entry.isDirectory()) folders.push(relative);
        else if (entry.isSymbolicLink()) onLink(relative, isSidecar(relative));
        else if (entry.isFile() && !isSidecar(relative)) yield relative;
      }
    }
  }

  /** @returns `undefined` if it is no folder now */
  async #list(folder: string): Promise<Dir | undefined> {
    if (!this.isFolder(folder)) return undefined;
    return opendir(path.join(this.root, folder)).catch(undefinedIfNoFile);
  }

  /** The relative path of a file below this folder. For a sidecar, the path of the file that it describes. */
  relative(file: string): string {
    const relative = path.relative(this.root, file).split(path.sep).join('/');
    return isSidecar(relative) ? relative.slice(0, -sidecarSuffix.length) : relative;
  }

  /** @returns `undefined` if there is no regular file at this path, or a link on the way to it */
  async fingerprint(relative: string): Promise<FileFingerprint | undefined> {
    return this.#isInFolders(relative) ? this.fingerprintListed(relative) : undefined;
  }

  /** The same for a file that `files` has just listed, so that a scan need not inspect its folder again. */
  async fingerprintListed(relative: string): Promise<FileFingerprint | undefined> {
    const [file, sidecar] = [this.#stat(relative), this.#stat(relative + sidecarSuffix)];
    if (file === undefined) return undefined;
    const files = [file, ...(sidecar === undefined ? [] : [sidecar])];
    const content = files.map(({ size, mtimeMs, ino }) => `${size} ${mtimeMs} ${ino}`).join(' ');
    return {
      fingerprint: `${content} ${files.map(({ ctimeMs }) => ctimeMs).join(' ')}`,
      content,
      written: files.map(({ mtimeMs }) => Math.floor(mtimeMs / 1000)).join(' '),
      changedAt: Math.max(file.ctimeMs, sidecar?.ctimeMs ?? 0),
      size: file.size,
      hasSidecar: sidecar !== undefined,
    };
  }

  /**
   * @returns the bytes, as many as the file had at first; `undefined` if no regular file is at this path
   * @throws RangeError before it reads a file of more than `most` bytes; a sparse file may be huge without
   *   using the disk
   */
  async read(relative: string, most: number): Promise<Uint8Array | undefined> {
    const name = path.join(this.root, relative);
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await open(name, flags).catch(undefinedIfNoFile);
    if (file === undefined) return undefined;
    try {
      const stats = await file.stat();
      if (!stats.isFile() || placeOf(file.fd, name) !== this.#realPath(relative)) return undefined;
      if (stats.size > most) throw new RangeError(`${stats.size} bytes; at most ${most} are read`);
      const bytes = new Uint8Array(stats.size);
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        read = (await file.read(bytes, length, bytes.length - length, length)).bytesRead;
      return bytes.subarray(0, length);
    } catch (error) {
      return undefinedIfNoFile(error as NodeJS.ErrnoException);
    } finally {
      await file.close();
    }
  }

  /**
   * @returns the metadata in the file's sidecar, or `undefined` if it has none
   * @throws an Error that names the sidecar, if it is not a JSON object of strings
   */
  async sidecar(relative: string): Promise<Record<string, string> | undefined> {
    const name = relative + sidecarSuffix;
    const bytes = await this.read(name, maximumSidecarBytes);
    try {
      return bytes && sidecarSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    } catch (cause) {
      throw new Error(`its sidecar ${name} is not a JSON object of strings`, { cause });
    }
  }

  /**
   * Whether the file at this path is called so, as far as the system says: on a disk where `A.txt` and
   * `a.txt` are one name, each leads to the file.
   */
  isCalledSo(relative: string): boolean {
    try {
      return realpathSync.native(path.join(this.root, relative)) === this.#realPath(relative);
    } catch {
      return true;
    }
  }

  #realPath(relative: string): string {
    return path.join(realpathSync.native(this.root), relative);
  }

  /** Whether there is a folder at this path, and no link on the way to it. */
  isFolder(relative: string): boolean {
    return this.#isInFolders(`${relative}/`);
  }

  /** Whether all folders on the way to a file are folders, and none is a link. */
  #isInFolders(relative: string): boolean {
    for (let end = relative.indexOf('/'); end > 0; end = relative.indexOf('/', end + 1))
      if (!this.#lstat(relative.slice(0, end))?.isDirectory()) return false;
    return true;
  }

  /**
   * These calls are the most frequent ones. Asynchronously, each would take ten times the processor time, for
   * the way through another thread.
   */
  #lstat(relative: string): Stats | undefined {
    try {
      return lstatSync(path.join(this.root, relative), { throwIfNoEntry: false });
    } catch (error) {
      return undefinedIfNoFile(error as NodeJS.ErrnoException);
    }
  }

  #stat(relative: string): Stats | undefined {
    const stats = isSystemFile(relative) ? undefined : this.#lstat(relative);
    return stats?.isFile() ? stats : undefined;
  }
}

/**
 * Where an open file is. Without `/proc`, where its name leads now: then a link that was followed and has
 * gone since is overlooked.
 */
function placeOf(descriptor: number, name: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return realpathSync.native(name);
  }
}

/** The file is gone, or a link or a folder took its place: not an error, there simply is no file. */
function undefinedIfNoFile(error: NodeJS.ErrnoException): undefined {
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENXIO', 'ENAMETOOLONG'].includes(error.code ?? ''))
    return undefined;
  throw error;
}
