/** A copy of the source tree in which files may be broken, and who imports whom in it. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readImports } from '../structure/structure.ts';

/** Folders with sources of interest to a proof. */
const folders = ['core', 'api', 'functions', 'runtime', 'local', 'infra', 'cli', 'test', 'bench', 'eval'];

export class Tree {
  readonly root: string;
  /** The importers of each file. */
  readonly #importers = new Map<string, string[]>();

  /** Copies the files that git tracks or would track, and links those that are neither code nor settings. */
  constructor(from: string) {
    // Node resolves links, so the path must have none.
    this.root = realpathSync(mkdtempSync(path.join(tmpdir(), 'dateline-mutants-')));
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: from })
      .toString()
      .split('\0');
    for (const file of new Set(files)) {
      const source = path.resolve(from, file);
      if (file === '' || !existsSync(source) || !lstatSync(source).isFile()) continue;
      mkdirSync(path.join(this.root, path.dirname(file)), { recursive: true });
      if (/\.(ts|mjs|json)$/.test(file)) copyFileSync(source, path.join(this.root, file));
      else symlinkSync(source, path.join(this.root, file));
    }
    symlinkSync(path.resolve(from, 'node_modules'), path.join(this.root, 'node_modules'));
    for (const [file, { files: imported }] of readImports(this.root, folders))
      for (const each of imported) this.#importers.set(each, [...(this.#importers.get(each) ?? []), file]);
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.root, file), text);
  }

  remove(file: string): void {
    rmSync(path.join(this.root, file), { force: true });
  }

  /** The files that import this one, directly or not, and the file itself. */
  affectedBy(file: string): Set<string> {
    const found = new Set([file]);
    for (const each of found) for (const importer of this.#importers.get(each) ?? []) found.add(importer);
    return found;
  }

  /** The files that import this one, or one that imports it. */
  near(file: string): Set<string> {
    const direct = this.#importers.get(file) ?? [];
    return new Set([...direct, ...direct.flatMap((each) => this.#importers.get(each) ?? [])]);
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
