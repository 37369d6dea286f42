/**
 * `npm run bench:start -- --home FOLDER [--seconds N] [--turns]`: the start on a copy of a home, such as one
 * of the corpora that `npm run bench:query -- --folder` keeps. From when the application listens,
 * `/v1/health` is asked again and again until the start sweep has ended, at most N seconds (60). In turn with
 * it, a server is asked that has nothing else to do.
 *
 * The last line is JSON: the seconds of a processor until the application listens and until the end, its
 * megabytes and the machine's load then; and of the answers of `/v1/health` and those of the other server,
 * `bare`, their number and the p50, p99 and maximum, in milliseconds, of
 *
 * - `elapsed`: from the request until this process has the answer;
 * - `processor`: what the server's main thread did meanwhile;
 * - `waited`: how long that was ready to run meanwhile and got no processor, as other work had them all;
 * - `ready`: what elapsed without that, as where a processor is free. It includes waits for the disk, and
 *   for the threads that collect the main thread's garbage, which may wait for a processor themselves.
 *   Answers for which this process waited for longer than 5 ms to read them do not count here. As root it
 *   goes before others, so they are few.
 *
 * `--turns` adds how long the turns of its event loop and these answers took the main thread at most, as a
 * probe in the application sees it (oneMachine/turnProbe.ts). Turns of less than a millisecond do not count.
 * The probe takes a processor, so the other figures are of little worth then.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, loadavg, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentile, round } from './figures.ts';
import { type Application, startApplication } from './oneMachine/application.ts';
import { startBareServer } from './oneMachine/bareServer.ts';
import { pause } from './oneMachine/ingest.ts';
import { mainThreadTime } from './oneMachine/processUsage.ts';
import { probe, type Turn, type Turns, turnsVariable } from './oneMachine/turnProbe.ts';

const betweenMilliseconds = 20;

/** Of an answer, in milliseconds. */
interface Answer {
  elapsed: number;
  processor: number;
  waited: number;
  /** How long this process was ready to run, and got no processor. */
  ownWait: number;
}
const longestOwnWait = 5;

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
      const answers = await askBoth(application, seconds);
      const { total, memory } = application.usage();
      ended = Date.now();
      const megabytes = Math.round(memory / 1_000_000);
      return { processorSeconds: { listens, end: total }, megabytes, load: loadavg()[0], ...answers };
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

/** Asks the application and a bare server in turn until nothing is left to do, at most so long. */
async function askBoth(application: Application, seconds: number) {
  const bare = await startBareServer();
  goFirst();
  const [health, others]: [Answer[], Answer[]] = [[], []];
  const end = performance.now() + seconds * 1000;
  let left = 1;
  try {
    while (left > 0 && performance.now() < end) {
      health.push(
        await timed(application.pid, async () => {
          left = await application.pending();
        }),
      );
      others.push(await timed(bare.pid, bare.ask));
      await pause(betweenMilliseconds);
    }
  } finally {
    bare.stop();
  }
  return { health: summary(health), bare: summary(others) };
}

/** Only now, because what a process starts has its priority. */
function goFirst(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch (error) {
    console.error(
      `The times have those of waiting for a processor in them, as only root may go first: ${error}`,
    );
  }
}

/** @param pid of the process that answers */
async function timed(pid: number, ask: () => Promise<unknown>): Promise<Answer> {
  const [asked, own, server] = [performance.now(), mainThreadTime(process.pid), mainThreadTime(pid)];
  await ask();
  const elapsed = performance.now() - asked;
  const [ownNow, serverNow] = [mainThreadTime(process.pid), mainThreadTime(pid)];
  return {
    elapsed,
    processor: serverNow.ran - server.ran,
    waited: serverNow.waited - server.waited,
    ownWait: ownNow.waited - own.waited,
  };
}

function summary(answers: readonly Answer[]) {
  const of = (measure: keyof Answer) => spread(answers.map((each) => each[measure]));
  const read = answers.filter(({ ownWait }) => ownWait <= longestOwnWait);
  return {
    answers: answers.length,
    elapsed: of('elapsed'),
    processor: of('processor'),
    waited: of('waited'),
    ready: {
      answers: read.length,
      ...spread(read.map(({ elapsed, waited }) => Math.max(0, elapsed - waited))),
    },
  };
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
