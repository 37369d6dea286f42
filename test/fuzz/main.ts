/**
 * `npm run fuzz -- [--seconds 60] [--format csv | --share K/N] [--seed N]`: fuzzes the reader of one format,
 * or of each in turn, or of each in a share of the formats (`today/5`: another fifth every day). Without a
 * seed it takes the day's. `--recipe NAME:SEED:…` reads one file again, as a fault names it; `--save FILE`
 * writes that file. The last line is the result as JSON; it exits with 1 if there was a fault.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseShare, today } from '../share.ts';
import { faultsOfReading } from './checkReading.ts';
import { keyOfSample, readCorpus } from './corpus.ts';
import { fuzzedFormats } from './formats.ts';
import { type FuzzResult, fuzzFormat } from './fuzzFormat.ts';
import { bytesOf, parseRecipe } from './recipe.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    format: { type: 'string' },
    share: { type: 'string', default: '1/1' },
    seed: { type: 'string' },
    recipe: { type: 'string' },
    save: { type: 'string' },
  },
});

if (values.recipe !== undefined) {
  const recipe = parseRecipe(values.recipe);
  const bytes = bytesOf(recipe, readCorpus());
  if (values.save !== undefined) writeFileSync(values.save, bytes);
  const { user } = process.cpuUsage();
  const faults = await faultsOfReading(bytes, keyOfSample(recipe.sample));
  const seconds = (process.cpuUsage().user - user) / 1e6;
  console.log(JSON.stringify({ recipe: values.recipe, bytes: bytes.length, seconds, faults }));
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  const seed = Number(values.seed ?? today());
  const results: FuzzResult[] = [];
  console.log(`seed ${seed}`);
  const { index, of } = parseShare(values.share);
  const share = fuzzedFormats().filter((_, i) => i % of === index);
  for (const format of values.format === undefined ? share : [values.format]) {
    const result = await fuzzFormat(format, seed, Number(values.seconds));
    results.push(result);
    console.log(
      `${format}: ${result.inputs} files, ${result.blocks} blocks, ${result.corpus} kept, ${result.faults.length} faults`,
    );
    for (const { recipe, fault } of result.faults) console.error(`  ${recipe}: ${fault}`);
    for (const { recipe, fault } of result.notRepeated)
      console.error(`  not repeated alone: ${recipe}: ${fault}`);
    for (const { recipe, fault } of result.timedOut)
      console.error(`  refused for its time: ${recipe}: ${fault}`);
  }
  const faults = results.flatMap((result) => result.faults);
  const inputs = results.reduce((sum, result) => sum + result.inputs, 0);
  console.log(JSON.stringify({ seed, formats: results.length, inputs, faults: faults.length, results }));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
