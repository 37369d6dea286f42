/**
 * `npm run bench:growth [-- --sizes 1000,10000]`: what grows with the archive. For each size a home of its
 * own is filled with so many documents of the generator (bench/generator), through the inbox of the
 * application; then the same questions are put to all homes in turn. It prints a line of JSON for each size,
 * and at the end the same figures of each further size as ratios to those of the first.
 *
 * Rates and seconds are wall time, which other work on the machine makes worse; all else is not. What the
 * parts of memory count, bench/growth/applicationProbe.ts says; `disk` is bytes at rest for each character of
 * text.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { round } from './figures.ts';
import { type Answers, askHomes } from './growth/askHomes.ts';
import { type GrownHome, grow } from './growth/grow.ts';

/** Numbers by name. */
interface Figures {
  [name: string]: number | Figures;
}

/** All other files of a home are a few bytes. */
const parts = ['table', 'search', 'archive', 'inbox', 'queues', 'uploads'];

function figuresOf({ figures, disk }: GrownHome, { queries, characters }: Answers): Figures {
  const perCharacter = (bytes: number) => round(bytes / characters);
  const all = perCharacter(Object.values(disk).reduce((sum, bytes) => sum + bytes, 0));
  const byPart = Object.fromEntries(parts.map((part) => [part, perCharacter(disk[part] ?? 0)]));
  return { ...figures, queries, disk: { all, ...byPart } };
}

/** @param first of which the figures are shares, by the same names */
function ratios(figures: Figures, first: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => {
      const base = first[name] ?? Number.NaN;
      if (typeof value === 'object') return [name, ratios(value, typeof base === 'object' ? base : {})];
      return [name, round(value / Number(base))];
    }),
  );
}

async function bench(sizes: readonly number[], folder: string): Promise<void> {
  const homes: GrownHome[] = [];
  try {
    for (const size of sizes) {
      const home = await grow(size, path.join(folder, 'report.json'));
      homes.push(home);
      console.error(`filled with ${size}: ${JSON.stringify(home.figures)}`);
    }
    const answers = await askHomes(homes.map(({ home }) => home));
    const [first = {}, ...others] = homes.map((home, i) => figuresOf(home, answers[i] as Answers));
    for (const figures of [first, ...others]) console.log(JSON.stringify(figures));
    console.log(JSON.stringify(others.map((figures) => ratios(figures, first))));
  } finally {
    for (const home of homes) home.remove();
  }
}

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '1000,10000' } } });
const folder = mkdtempSync(path.join(tmpdir(), 'dateline-growth-'));
try {
  await bench(values.sizes.split(',').map(Number), folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
