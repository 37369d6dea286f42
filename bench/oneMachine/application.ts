/** Starts the one-machine application as a process of its own, on a home and an inbox that go with it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { constants, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allocator } from '../../cli/launch/allocator.mjs';
import packageFile from '../../package.json' with { type: 'json' };
import { type ProcessUsage, usageOf } from './processUsage.ts';

export const checkout = path.join(import.meta.dirname, '../..');

/** The script `start`: V8 lets a heap with 75 MB in use grow to 280 without the options that it has. */
const startArguments = packageFile.scripts.start.replace('node cli/launch/run.mjs ', '').split(' ');

export interface Application {
  url: string;
  pid: number;
  /** The folder that has the home, the inbox and the staging folder. */
  root: string;
  home: string;
  inbox: string;
  /** A folder on the same disk as the inbox, to make files in before they are moved there. */
  staging: string;
  usage(): ProcessUsage;
  /** How much is queued or in progress. */
  pending(): Promise<number>;
  stop(): Promise<void>;
  remove(): void;
}

export interface ApplicationOptions {
  /** The checkout whose application is started; by default this one. */
  source?: string;
  /** Options of Node, such as `--cpu-prof`. */
  nodeOptions?: readonly string[];
  /** A home to begin with, which is copied; by default an empty one. */
  earlierHome?: string;
  /** The `root` of an application that has stopped, to go on with its folders; by default a new one. */
  root?: string;
}

/** Resolves when the application has announced itself. */
export async function startApplication({
  source = checkout,
  nodeOptions = [],
  earlierHome,
  root = mkdtempSync(path.join(tmpdir(), 'dateline-bench-')),
}: ApplicationOptions = {}): Promise<Application> {
  const [home, inbox, staging] = ['home', 'inbox', 'staging'].map((name) => path.join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [inbox, staging]) mkdirSync(folder, { recursive: true });
  if (earlierHome !== undefined) {
    cpSync(earlierHome, home, { recursive: true, mode: constants.COPYFILE_FICLONE });
    // Or the application's first checkpoint waits until the copy is on the disk.
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
    execFileSync('sync', ['--', ...files.map((file) => path.join(home, file))]);
  }
  const child = spawn(process.execPath, [...nodeOptions, ...startArguments, '--no-samples'], {
    cwd: source,
    env: { ...process.env, ...allocator, DATELINE_HOME: home, DATELINE_INBOX: inbox, DATELINE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await announcedUrl(child);
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    root,
    home,
    inbox,
    staging,
    usage: () => usageOf(pid),
    pending: async () => {
      const answer = await fetch(`${url}/health`, { headers: { connection: 'close' } });
      const { pending, starting } = (await answer.json()) as { pending: number; starting?: boolean };
      return starting ? Math.max(1, pending) : pending;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** @throws Error if the process ends before it says where it listens */
function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const url = /API +(http:\S+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`the application ended with ${code}: ${output}`)));
  });
}
