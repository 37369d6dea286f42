/**
 * A process that has nothing to do but to answer. Asked beside an application, it says how long any answer
 * takes on this machine meanwhile.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BareServer {
  pid: number;
  /** Resolves once the answer is read. */
  ask(): Promise<unknown>;
  stop(): void;
}

export async function startBareServer(): Promise<BareServer> {
  const child = spawn(process.execPath, [import.meta.filename], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(child.stdout, 'data');
  return {
    pid: child.pid ?? 0,
    ask: async () => (await fetch(`http://127.0.0.1:${port}`, { headers: { connection: 'close' } })).json(),
    stop: () => void child.kill(),
  };
}

if (import.meta.main) {
  const server = createServer((_, response) => response.end('{}'));
  server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}`));
}
