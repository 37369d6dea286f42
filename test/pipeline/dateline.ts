/**
 * Runs Dateline for one test: a real process, started as `npm start` starts it, with a temporary home and
 * inbox, on a free port.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { allocator } from '../../cli/launch/allocator.mjs';
import { type HomeFolder, openHomeFolder } from '../../local/homeFolder.ts';
import { NewsFolder } from '../../local/uploading/newsFolder.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { terminalLog } from '../../runtime/local/log.ts';

const root = path.join(import.meta.dirname, '../..');
const commands = path.join(root, 'cli/main.ts');

/** What `npm start` passes to Node: the options bound its memory. */
const startArguments = packageFile.scripts.start.replace('node cli/launch/run.mjs ', '').split(' ');

/** A story with a date, a person and a place. */
export const ministersStory = ` date 2021-05-03 Ministers meet again in the capital after a long pause.

The foreign minister Antony Blinken arrived in London on Sunday. Blinken said that the talks would go on.
`;

export class Dateline {
  readonly root = mkdtempSync(path.join(tmpdir(), 'dateline-test-'));
  readonly home = path.join(this.root, 'home');
  readonly inbox = path.join(this.root, 'inbox');
  #process: ChildProcess | undefined;
  #url = '';
  output = '';

  /** Starts Dateline and waits until it prints its address. @throws with its output if it exits instead */
  async start(environment: Record<string, string> = {}): Promise<this> {
    const child = spawn(process.execPath, startArguments, {
      cwd: root,
      env: {
        ...allocator,
        ...process.env,
        DATELINE_HOME: this.home,
        DATELINE_INBOX: this.inbox,
        DATELINE_PORT: '0',
        DATELINE_SEEDS: '',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    this.output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        this.output += data;
      });
    }
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', () => {
        const url = /API +(http:\S+)\/v1/.exec(this.output)?.[1];
        if (url === undefined) return;
        this.#url = url;
        resolve();
      });
      child.once('close', (code) => reject(new Error(`ended with ${code}: ${this.output}`)));
    });
    return this;
  }

  /** Runs a `dateline` command on the home, whether or not Dateline is running. */
  cli(...args: string[]): Promise<{ status: number; out: string; err: string }> {
    const env = { ...process.env, DATELINE_HOME: this.home };
    return new Promise((resolve) => {
      execFile(process.execPath, [commands, ...args], { env }, (error, out, err) =>
        resolve({ status: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  }

  /** Opens the home as a command does, whether or not Dateline is running. */
  async withHome<T>(use: (home: HomeFolder) => Promise<T>): Promise<T> {
    const home = await openHomeFolder(this.home, terminalLog());
    return use(home).finally(home.close);
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Sends the signal and waits until Dateline has exited. @returns its exit status, null after a kill */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
    });
    child.kill(signal);
    return ended;
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Puts a complete file into the inbox in one step, as `mv` does. */
  async drop(name: string, body: string | Uint8Array): Promise<void> {
    const target = path.join(this.inbox, name);
    await mkdir(path.dirname(target), { recursive: true });
    const beside = path.join(this.root, `part-${Math.random().toString(36).slice(2)}`);
    await writeFile(beside, body);
    await rename(beside, target);
  }

  async get(route: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.#url}${route}`, { headers });
  }

  async post(route: string, body: object): Promise<Response> {
    return fetch(`${this.#url}${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: responses of many routes; the tests state what they expect
  async json(route: string): Promise<any> {
    return (await this.get(route)).json();
  }

  /** All pages of a list. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  async all(route: string): Promise<any[]> {
    const items = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: unknown[]; next: string | null } = await this.json(
        `${route}${route.includes('?') ? '&' : '?'}limit=100${next === '' ? '' : `&cursor=${next}`}`,
      );
      items.push(...page.items);
      next = page.next;
    }
    return items;
  }

  /**
   * Waits until the bucket equals the folder and no work is queued. It checks both, in this order: the
   * uploader records an upload after its notification is queued, and a stage acknowledges a message after its
   * follow-ups are queued.
   */
  async idle(): Promise<void> {
    while (!(await this.#isUploaded()) || (await this.json('/v1/health')).pending > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Whether the uploader has recorded exactly the current files of the inbox. */
  async #isUploaded(): Promise<boolean> {
    const folder = new NewsFolder(this.inbox);
    const database = new DatabaseSync(path.join(this.home, 'uploads.sqlite'), { readOnly: true });
    try {
      const rows = database.prepare("SELECT path, print FROM uploaded WHERE uploader = 'inbox'").all();
      const recorded = new Map(rows.map((row) => [row.path, row.print]));
      for await (const file of folder.files((_, error) => Promise.reject(error))) {
        if (recorded.get(file) !== (await folder.fingerprint(file))?.fingerprint) return false;
        recorded.delete(file);
      }
      return recorded.size === 0;
    } finally {
      database.close();
    }
  }
}
