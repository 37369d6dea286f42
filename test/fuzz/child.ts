/**
 * The process that reads mutated files of one format. It announces each file before it reads it, so that its
 * parent (`fuzzFormat.ts`) can kill it and name the file. Files that reach new code are mutated further.
 *
 * Arguments: format, seed; with a recipe as the third, the process reads that file alone and ends.
 */
import { Random } from '../../core/random.ts';
import { faultsOfReading } from './checkReading.ts';
import { keyOfSample, readCorpus } from './corpus.ts';
import { Coverage } from './coverage.ts';
import { bytesOf, parseRecipe, type Recipe, writeRecipe } from './recipe.ts';

export type FuzzMessage =
  /** The next file is about to be read. */
  | { begins: string }
  | { read: number; blocks: number; corpus: number; faults: { recipe: string; fault: string }[] };

const [format = '', seed = '1', alone] = process.argv.slice(2);
const random = new Random(Number(seed));
const corpus = readCorpus();
const samples: Recipe[] = corpus
  .filter((sample) => sample.format === format)
  .map(({ name }) => ({ sample: name, seeds: [] }));
const kept = [...samples];
/** Mutations in turn; a longer recipe is rarely worth more. */
const longestRecipe = 12;

process.on('disconnect', () => process.exit());

function send(message: FuzzMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}

if (alone === undefined) await readMutations();
else {
  const faults = await faultsOf(parseRecipe(alone));
  await send({ read: 1, blocks: 0, corpus: 0, faults });
  process.exit();
}

async function readMutations(): Promise<void> {
  const coverage = new Coverage();
  for (let read = 0; ; read++) {
    // The samples come first, as they are: what they reach is not new.
    const recipe = samples[read] ?? grown(random.pick(kept));
    const faults = await faultsOf(recipe);
    const found = coverage.take();
    if (read >= samples.length && found > 0 && recipe.seeds.length < longestRecipe) kept.push(recipe);
    await send({ read: read + 1, blocks: coverage.blocks, corpus: kept.length, faults });
  }
}

async function faultsOf(recipe: Recipe): Promise<{ recipe: string; fault: string }[]> {
  const written = writeRecipe(recipe);
  await send({ begins: written });
  const faults = await faultsOfReading(bytesOf(recipe, corpus), keyOfSample(recipe.sample));
  return faults.map((fault) => ({ recipe: written, fault }));
}

function grown({ sample, seeds }: Recipe): Recipe {
  return { sample, seeds: [...seeds, random.below(2 ** 31)] };
}
