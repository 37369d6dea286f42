/**
 * `npm run bench:quick [-- --most N --keep]`: whether Dateline has become slower. Each part of its work takes
 * turns with a yardstick of other software. A turn gives the ratio of their processor times, and the ratio in
 * the middle counts: what slows a machine slows both. It is compared with what is kept in
 * `quick/ratios.json`: the run fails if a part costs N times as much (1.25). `--keep` keeps the ratios of
 * this run.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median, processorSince } from './figures.ts';
import { prepareWorks } from './quick/works.ts';
import { yardstick } from './quick/yardstick.ts';

const size = 16;
/** In these the code is compiled. */
const firstTurns = 3;
const turns = 9;
/** Yardsticks before each work, and after it, so that they take about as long. */
const yardsticks = 6;
/** What exceeds its bound is measured again, so many times: a disturbance does not last. */
const attempts = 4;

const keptFile = path.join(import.meta.dirname, 'quick/ratios.json');
const { values } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, most: { type: 'string', default: '1.25' } },
});
/** How many times what is kept may be spent. */
const mostOfKept = Number(values.most);
const { texts, pages, works } = await prepareWorks(size);
const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as Record<string, number>;

/** Milliseconds of a processor, of all threads. */
async function processorOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return processorSince(before);
}

function measureYardsticks(): Promise<number> {
  return processorOf(() => {
    for (let i = 0; i < yardsticks; i++) yardstick(texts, pages);
  });
}

/** How many yardsticks the work costs, in one turn. */
async function turn(work: () => unknown): Promise<number> {
  const before = await measureYardsticks();
  const own = await processorOf(work);
  return (2 * yardsticks * own) / (before + (await measureYardsticks()));
}

async function ratioOf(work: () => unknown): Promise<number> {
  const ratios: number[] = [];
  for (let i = 0; i < turns; i++) ratios.push(await turn(work));
  return Number(median(ratios).toFixed(2));
}

for (const work of Object.values(works)) for (let i = 0; i < firstTurns; i++) await turn(work);
const ratios: Record<string, number> = {};
const isDear = (name: string): boolean =>
  (ratios[name] ?? 0) > mostOfKept * (kept[name] ?? Number.POSITIVE_INFINITY);
for (const [name, work] of Object.entries(works)) {
  ratios[name] = await ratioOf(work);
  for (let i = 1; i < attempts && isDear(name); i++)
    ratios[name] = Math.min(ratios[name], await ratioOf(work));
  console.log(
    `${name}: ${ratios[name]} times the yardstick; ${kept[name] ?? 'nothing'} is kept` +
      `${isDear(name) ? `: more than ${mostOfKept} times as much` : ''}`,
  );
}
if (values.keep) writeFileSync(keptFile, `${JSON.stringify(ratios, undefined, 2)}\n`);
else if (Object.keys(works).some(isDear)) process.exitCode = 1;
