/**
 * The readers of a third of the formats get mutated files for half a second each, by the seed of the day;
 * `npm run fuzz` does it with all of them, for as long as you like. FUZZ_SEED=N takes another seed; a fault
 * names its recipe.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { today } from '../share.ts';
import { zipOf } from '../unit/core/formats/makeArchives.ts';
import { readCorpus } from './corpus.ts';
import { fuzzedFormats } from './formats.ts';
import { fuzzFormat } from './fuzzFormat.ts';
import { mostBytes, mutate, units } from './mutate.ts';
import { bytesOf, parseRecipe, writeRecipe } from './recipe.ts';

const seed = Number(process.env.FUZZ_SEED ?? today());
const seconds = Number(process.env.FUZZ_SECONDS ?? 0.5);
const corpus = readCorpus();

describe('mutated files', () => {
  test('every format has a sample', () => {
    expect(new Set(corpus.map(({ format }) => format))).toEqual(new Set(fuzzedFormats()));
  });

  test('are the same for the same recipe, and bounded', () => {
    for (const { name } of corpus) {
      const recipe = { sample: name, seeds: [seed, seed + 1, seed + 2] };
      const bytes = bytesOf(recipe, corpus);
      expect(bytesOf(parseRecipe(writeRecipe(recipe)), corpus).equals(bytes), name).toBe(true);
      expect(bytes.length).toBeLessThanOrEqual(mostBytes);
    }
  });

  test('of a file of very long units do not overflow the stack', () => {
    const part = 'x'.repeat(150_000);
    const file = Buffer.from([part, part, part].join(units.join('')));
    for (let i = 0; i < 150; i++) mutate(file, new Random(i), file);
  });

  test('of an archive have names that fit into its fields', () => {
    const zip = Buffer.from(zipOf([{ name: 'é'.repeat(32_000), body: 'x' }]));
    for (let i = 0; i < 150; i++) mutate(zip, new Random(i), zip);
  });

  test('of an archive are archives again', () => {
    const zip = corpus.find(({ name }) => name === 'week-of-the-courier.zip')?.bytes ?? Buffer.of();
    const kept = Array.from({ length: 40 }, (_, i) => mutate(zip, new Random(i), zip)).filter(
      (bytes) => bytes.toString('latin1', 0, 4) === 'PK\x03\x04' && bytes.includes('504b0506', 0, 'hex'),
    );
    expect(kept.length).toBeGreaterThan(20);
  });
});

describe('a reader', () => {
  const broken = {
    program: fileURLToPath(new URL('brokenChild.ts', import.meta.url)),
    bounds: { cpuSeconds: 0.2, memory: 128 * 1024 * 1024, heapMB: 320 },
    mayTimeOut: new Set<string>(),
  };
  // On a slow machine a reader that grows also takes its time.
  const slow = { ...broken, bounds: { ...broken.bounds, cpuSeconds: 60 } };

  test.each([
    ['hangs', broken, /more than 0.2 s of processor time/],
    ['grows', slow, /more than 128 MB/],
    ['dies', slow, /ended the process \(7\)/],
  ])('that %s is a fault with its recipe', async (kind, reader, fault) => {
    const { faults, notRepeated } = await fuzzFormat(kind, 1, 0.001, reader);
    expect(faults).toEqual([{ recipe: 'sample:1', fault: expect.stringMatching(fault) }]);
    expect(notRepeated).toEqual([]);
  });

  test('that is not ours and hangs is told and is no fault; one that dies is a fault', async () => {
    const foreign = { ...broken, mayTimeOut: new Set(['hangs', 'dies']) };
    const { faults, timedOut } = await fuzzFormat('hangs', 1, 0.001, foreign);
    expect(faults).toEqual([]);
    expect(timedOut).toEqual([{ recipe: 'sample:1', fault: expect.stringMatching(/processor time/) }]);
    expect((await fuzzFormat('dies', 1, 0.001, foreign)).faults).toHaveLength(1);
  });

  test('that hangs among other files, and reads the file well alone, is told and is no fault', async () => {
    const { faults, notRepeated } = await fuzzFormat('hangs among others', 1, 0.001, broken);
    expect(faults).toEqual([]);
    expect(notRepeated).toEqual([{ recipe: 'sample:1', fault: expect.stringMatching(/processor time/) }]);
  });
});

describe(`seed ${seed}`, () => {
  const third = fuzzedFormats().filter((_, i) => (i + seed) % 3 === 0);
  test.each(third)('%s is read or refused, within its time and memory', async (format) => {
    const result = await fuzzFormat(format, seed, seconds);
    console.log(`${format}: ${result.inputs} files from seed ${seed}, ${result.blocks} blocks`);
    for (const { recipe, fault } of result.notRepeated) console.log(`  not repeated: ${recipe}: ${fault}`);
    expect(result.faults).toEqual([]);
  });
});
