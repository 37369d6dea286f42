/**
 * `npm run bench:start -- --home FOLDER [--seconds N]`: the start on a copy of a home, such as one of the
 * corpora that `npm run bench:query -- --folder` keeps. From when the application listens, `/v1/health` is
 * asked again and again until the start sweep has ended, at most N seconds (60).
 *
 * The last line is JSON: the seconds of a processor until the application listens and until the end, its
 * megabytes then; of the answers of `/v1/health` their number, their p50, p99 and maximum in milliseconds.
 * `processor` has the same of what the main thread did from the request to the answer: on a machine that is
 * busy with other work, the wall time mostly says how long the application waited for a processor.
 */
import { parseArgs } from 'node:util';
import { startApplication } from './oneMachine/application.ts';
import { pause } from './oneMachine/ingest.ts';
import { percentile, round } from './query/measure.ts';

const betweenMilliseconds = 20;

async function measureStart(home: string, seconds: number) {
  const application = await startApplication({ earlierHome: home });
  try {
    const listens = application.usage().total;
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
    const { total, memory } = application.usage();
    return {
      processorSeconds: { listens, end: total },
      megabytes: Math.round(memory / 1_000_000),
      health: { answers: milliseconds.length, ...spread(milliseconds), processor: spread(processor) },
    };
  } finally {
    await application.stop();
    application.remove();
  }
}

function spread(values: readonly number[]) {
  const at = (share: number) => round(percentile(values, share));
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

const { values } = parseArgs({
  options: { home: { type: 'string' }, seconds: { type: 'string', default: '60' } },
});
if (values.home === undefined) throw new Error('--home FOLDER is missing');
console.log(JSON.stringify(await measureStart(values.home, Number(values.seconds))));
