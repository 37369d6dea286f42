/** Measures look-ups over HTTP under a sustained load. */
import { Agent, get } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { listen, loopback } from '../../local/server.ts';
import { percentile, processorSince, round } from '../figures.ts';
import type { SizedApi } from './measure.ts';
import { questions } from './questions.ts';

const load = { perSecond: 1000, seconds: 10 };
const connections = 16;

/**
 * Starts look-ups at a steady rate, whether or not earlier ones were answered. Client and server share this
 * process.
 * @returns the rate reached, the number of failed requests, the p95 in milliseconds of wall time, and the
 *   processor time per request
 */
export async function measureSustainedLoad({ api, subjects }: SizedApi) {
  const lookUps = questions.filter(({ kind }) => kind === 'look-up');
  const server = await listen(api.app, { host: loopback, port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const milliseconds: number[] = [];
  let errors = 0;
  const request = async (path: string) => {
    const started = performance.now();
    if ((await statusOf(`${server.url}${path}`, agent)) !== 200) errors++;
    milliseconds.push(performance.now() - started);
  };
  const total = load.perSecond * load.seconds;
  const [started, used] = [performance.now(), process.cpuUsage()];
  const requests: Promise<void>[] = [];
  while (requests.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - started) / 1000) * load.perSecond));
    while (requests.length < due)
      requests.push(request(lookUps[requests.length % lookUps.length]?.path(subjects) ?? ''));
    await setTimeout(1);
  }
  await Promise.all(requests);
  const seconds = (performance.now() - started) / 1000;
  const processor = processorSince(used);
  agent.destroy();
  await server.close();
  return {
    perSecond: Math.round(total / seconds),
    errors,
    p95: round(percentile(milliseconds, 0.95)),
    cpu: round(processor / total),
  };
}

/** The status of a response after its body was read; 0 if there was no response. */
function statusOf(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', () => resolve(0));
  });
}
