/** Finds or installs Debian's moto, starts it on 127.0.0.1 and stops it. */
import { type ChildProcess, type ExecFileSyncOptions, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Debian's own Python, which has Debian's packages; another one may come first in the PATH. */
const python = '/usr/bin/python3';
const packages = ['python3-moto', 'python3-flask-cors', 'python3-openapi-spec-validator'];

export interface Moto {
  /** `http://localhost:PORT`. With an IP address CDK's client would use buckets as host names. */
  endpoint: string;
  /** Resource types that moto's CloudFormation has skipped so far. */
  passedOver: ReadonlySet<string>;
  stop(): Promise<void>;
}

/** @throws Error with a remedy if moto is missing and cannot be installed from here */
export function findOrInstallMoto(): void {
  if (isThere()) return;
  const how = `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`The tests on AWS need moto, a stand-in for AWS, from Debian 13's packages: ${how}`);
  }
  console.error(`moto is missing: installing ${packages.join(' and ')} with apt-get`);
  const options: ExecFileSyncOptions = {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  try {
    execFileSync('/usr/bin/apt-get', ['update', '-q'], options);
    execFileSync(
      '/usr/bin/apt-get',
      ['install', '-y', '-q', '--no-install-recommends', ...packages],
      options,
    );
  } catch (error) {
    throw new Error(`moto could not be installed; install it by hand: ${how}`, { cause: error });
  }
  if (!isThere())
    throw new Error(
      `moto was installed and does not start: ${python} -c "import moto.server, flask_cors, openapi_spec_validator"`,
    );
}

function isThere(): boolean {
  try {
    execFileSync(python, ['-c', 'import moto.server, flask_cors, openapi_spec_validator'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** @param calls the file to which moto appends a line per call of a function */
export async function startMoto(calls: string): Promise<Moto> {
  const server = spawn(python, ['-W', 'ignore', join(import.meta.dirname, 'moto_server.py'), calls], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const passedOver = new Set<string>();
  createInterface({ input: server.stderr }).on('line', (line) => {
    const type = /^No Moto CloudFormation support for (\S+)/.exec(line)?.[1];
    if (type === undefined) console.error(`moto: ${line}`);
    else passedOver.add(type);
  });
  const port = await portOf(server);
  return { endpoint: `http://localhost:${port}`, passedOver, stop: () => end(server) };
}

function portOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`moto ended with ${code} before it listened`)));
    createInterface({ input: server.stdout ?? process.stdin }).on('line', (line) => {
      const port = /^listening on (\d+)$/.exec(line)?.[1];
      if (port !== undefined) resolve(port);
    });
  });
}

function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
