/**
 * `npm run bench:start -- --home FOLDER [--seconds N] [--turns]`: the start on a copy of a home, such as one
 * of the corpora that `npm run bench:query -- --folder` keeps. From when the application listens,
 * `/v1/health` is asked again and again until the start sweep has ended, at most N seconds (60).
 *
 * The last line is JSON: the seconds of a processor until the application listens and until the end, its
 * megabytes then; of the answers of `/v1/health` their number, their p50, p99 and maximum in milliseconds.
 * `processor` has the same of what the main thread did from the request to the answer: on a machine that is
 * busy with other work, the wall time mostly says how long the application waited for a processor. It
 * includes what the application did while this process waited for one to read the answer.
 *
 * `--turns` adds how long the turns of its event loop and these answers took the main thread at most, as a
 * probe in the application sees it (oneMachine/turnProbe.ts). Turns of less than a millisecond do not count.
 * The probe takes a processor, so the other figures are of little worth then.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Application, startApplication } from './oneMachine/application.ts';
import { pause } from './oneMachine/ingest.ts';
import { probe, type Turn, type Turns, turnsVariable } from './oneMachine/turnProbe.ts';
import { percentile, round } from './query/measure.ts';

const betweenMilliseconds = 20;

/** @param turnsFile where a probe in the application writes its turns; by default it has none */
async function measureStart(home: string, seconds: number, turnsFile?: string) {
  if (turnsFile !== undefined) process.env[turnsVariable] = turnsFile;
  const nodeOptions = turnsFile === undefined ? [] : ['--import', probe];
  const application = await startApplication({ earlierHome: home, nodeOptions });
  const listening = Date.now();
  let ended = listening;
  const measured = await (async () => {
    try {
      const listens = application.usage().total;
      const health = await askHealth(application, seconds);
      const { total, memory } = application.usage();
      ended = Date.now();
      const megabytes = Math.round(memory / 1_000_000);
      return { processorSeconds: { listens, end: total }, megabytes, health };
    } finally {
      await application.stop();
      application.remove();
    }
  })();
  if (turnsFile === undefined) return measured;
  const { turns, answers } = JSON.parse(readFileSync(turnsFile, 'utf8')) as Turns;
  const then = (all: readonly Turn[]) =>
    spread(all.filter(({ at }) => at > listening && at < ended).map(({ milliseconds }) => milliseconds));
  return { ...measured, turns: then(turns), answers: then(answers) };
}

/** Asks until nothing is left to do, at most so long. */
async function askHealth(application: Application, seconds: number) {
  const milliseconds: number[] = [];
  const processor: number[] = [];
  const end = performance.now() + seconds * 1000;
  let left = 1;
  while (left > 0 && performance.now() < end) {
    const [asked, used] = [performance.now(), application.mainThread()];
    left = await application.pending();
    milliseconds.push(performance.now() - asked);
    processor.push(application.mainThread() - used);
    await pause(betweenMilliseconds);
  }
  return { answers: milliseconds.length, ...spread(milliseconds), processor: spread(processor) };
}

function spread(values: readonly number[]) {
  const at = (share: number) => round(percentile(values, share));
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    turns: { type: 'boolean', default: false },
  },
});
if (values.home === undefined) throw new Error('--home FOLDER is missing');
const folder = mkdtempSync(join(tmpdir(), 'dateline-turns-'));
try {
  const file = values.turns ? join(folder, 'turns.json') : undefined;
  console.log(JSON.stringify(await measureStart(values.home, Number(values.seconds), file)));
} finally {
  rmSync(folder, { recursive: true });
}
