/** A Dateline of its own for one test: a real process over a temporary home and inbox, on a free port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const main = path.join(import.meta.dirname, '../../runtime/local/main.ts');

export class Dateline {
  readonly root = mkdtempSync(path.join(tmpdir(), 'dateline-test-'));
  readonly home = path.join(this.root, 'home');
  readonly inbox = path.join(this.root, 'inbox');
  #process: ChildProcess | undefined;
  #url = '';
  output = '';

  /** Starts it, and waits until it says where it listens. @throws with what it said where it ends instead */
  async start(environment: Record<string, string> = {}): Promise<this> {
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, DATELINE_HOME: this.home, DATELINE_INBOX: this.inbox, DATELINE_PORT: '0', DATELINE_SEEDS: '', ...environment },
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

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Ends it by this signal, and waits until it has. @returns its exit status, null after a kill */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
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

  /** Puts a whole file into the inbox in one step, as `mv` does. */
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

  // biome-ignore lint/suspicious/noExplicitAny: answers of many routes; the tests say what they expect of them
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

  /** Waits until the bucket holds what the folder holds and no hint is left. */
  async idle(): Promise<void> {
    for (let calm = 0; calm < 6; ) {
      const { pending } = await this.json('/v1/health');
      calm = pending === 0 ? calm + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
