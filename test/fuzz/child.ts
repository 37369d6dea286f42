/**
 * The process that reads mutated files of one format. It announces each file before it reads it, so that its
 * parent (`fuzzFormat.ts`) can kill it and name the file. Files that reach new code are mutated further.
 *
 * Arguments: format, seed.
 */
import { Random } from '../../core/random.ts';
import { faultsOfReading } from './checkReading.ts';
import { keyOfSample, readCorpus } from './corpus.ts';
import { Coverage } from './coverage.ts';
import { bytesOf, type Recipe, writeRecipe } from './recipe.ts';

export type FuzzMessage =
  /** The next file is about to be read. */
  | { begins: string }
  | { read: number; blocks: number; corpus: number; faults: { recipe: string; fault: string }[] };

const [format = '', seed = '1'] = process.argv.slice(2);
const random = new Random(Number(seed));
const corpus = readCorpus();
const samples: Recipe[] = corpus
  .filter((sample) => sample.format === format)
  .map(({ name }) => ({ sample: name, seeds: [] }));
const kept = [...samples];
/** Mutations in turn; a longer recipe is rarely worth more. */
const longestRecipe = 12;

process.on('disconnect', () => process.exit());

const send = (message: FuzzMessage) =>
  new Promise<void>((resolve) => {
    process.send?.(message, () => resolve());
  });

const coverage = new Coverage();
for (let read = 0; ; read++) {
  // The samples come first, as they are: what they reach is not new.
  const recipe = samples[read] ?? grown(random.pick(kept));
  await send({ begins: writeRecipe(recipe) });
  const faults = (await faultsOfReading(bytesOf(recipe, corpus), keyOfSample(recipe.sample))).map(
    (fault) => ({
      recipe: writeRecipe(recipe),
      fault,
    }),
  );
  const found = coverage.take();
  if (read >= samples.length && found > 0 && recipe.seeds.length < longestRecipe) kept.push(recipe);
  await send({ read: read + 1, blocks: coverage.blocks, corpus: kept.length, faults });
}

function grown({ sample, seeds }: Recipe): Recipe {
  return { sample, seeds: [...seeds, random.below(2 ** 31)] };
}
