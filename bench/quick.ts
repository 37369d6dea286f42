/**
 * `npm run bench:quick [-- --most N --keep]`: whether Dateline has become slower. Parts of its work take
 * turns with a yardstick of other software. Of each the round with the least processor time counts, which
 * other processes disturbed least, and the ratio of both is compared with what is kept in
 * `quick/ratios.json`: the run fails if a part costs N times as much (1.25). `--keep` keeps the ratios of
 * this run.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { processorSince } from './figures.ts';
import { prepareWorks } from './quick/works.ts';
import { yardstick } from './quick/yardstick.ts';

const size = 16;
/** The first ones also have the code compiled. */
const rounds = 8;
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

/** The least milliseconds of a processor, of all threads, of the yardstick and of each work. */
const least = new Map<string, number>();

async function measure(name: string, work: () => unknown): Promise<void> {
  const before = process.cpuUsage();
  await work();
  least.set(name, Math.min(least.get(name) ?? Number.POSITIVE_INFINITY, processorSince(before)));
}

const ratioOf = (name: string): number =>
  Number(((least.get(name) ?? 0) / (least.get('yardstick') ?? 1)).toFixed(2));

const isDear = (name: string): boolean =>
  ratioOf(name) > mostOfKept * (kept[name] ?? Number.POSITIVE_INFINITY);

let due = Object.keys(works);
for (let attempt = 0; attempt < attempts && due.length > 0; attempt++) {
  for (let round = 0; round < rounds; round++) {
    await measure('yardstick', () => yardstick(texts, pages));
    for (const name of due) await measure(name, () => works[name]?.());
  }
  due = due.filter(isDear);
}
for (const name of Object.keys(works))
  console.log(
    `${name}: ${ratioOf(name)} times the yardstick; ${kept[name] ?? 'nothing'} is kept` +
      `${isDear(name) ? `: more than ${mostOfKept} times as much` : ''}`,
  );
if (values.keep) {
  const ratios = Object.fromEntries(Object.keys(works).map((name) => [name, ratioOf(name)]));
  writeFileSync(keptFile, `${JSON.stringify(ratios, undefined, 2)}\n`);
} else if (due.length > 0) process.exitCode = 1;
