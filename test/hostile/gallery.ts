/**
 * The gallery of hostile files: hand-made attacks on each format, hostile texts in every format that can
 * carry them, and samples of every format cut off or damaged at random. The same seed makes the same bytes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { hash } from '../../core/hash.ts';
import type { Random } from '../../core/random.ts';
import type { Share } from '../share.ts';
import { archiveFiles } from './archiveFiles.ts';
import { authorityFiles } from './authorityFiles.ts';
import { carriers } from './carriers.ts';
import { folderFiles } from './folderFiles.ts';
import { type HostileFile, hostileFiles } from './hostileFile.ts';
import { mailFiles } from './mailFiles.ts';
import { markupFiles } from './markupFiles.ts';
import { officeFiles } from './officeFiles.ts';
import { plainFiles } from './plainFiles.ts';
import { tableFiles } from './tableFiles.ts';
import { texts } from './texts.ts';

export function hostileGallery(seed: number): HostileFile[] {
  return [
    ...plainFiles(seed),
    ...tableFiles(seed),
    ...markupFiles(seed),
    ...mailFiles(seed),
    ...archiveFiles(seed),
    ...officeFiles(seed),
    ...folderFiles(),
    ...authorityFiles(seed),
    ...carriedTexts(seed),
    ...damagedSamples(seed),
  ];
}

/** A share of the gallery; all shares have about the same size. */
export function shareOf(files: readonly HostileFile[], { index, of }: Share): HostileFile[] {
  return files.filter(({ name }) => Number.parseInt(hash(name).slice(0, 8), 16) % of === index);
}

function carriedTexts(seed: number): HostileFile[] {
  return carriers.flatMap(({ format, ending, wrap }) =>
    hostileFiles(
      seed,
      format,
      ending,
      Object.fromEntries(
        Object.entries(texts).map(([name, make]) => [
          `carries ${name}`,
          (random: Random) => {
            const { title, text } = make(random);
            return wrap(title, text);
          },
        ]),
      ),
    ),
  );
}

const samples = new URL('../../seeds/formats/', import.meta.url);

function damagedSamples(seed: number): HostileFile[] {
  return readdirSync(samples)
    .sort()
    .flatMap((name) => {
      const sample = readFileSync(new URL(name, samples));
      const [, stem = name, ending = ''] = /^(.*?)\.(.+)$/.exec(name) ?? [];
      const files = hostileFiles(seed, 'damaged', ending, {
        [`${stem} ${ending} cut off`]: (random) => sample.subarray(0, 1 + random.below(sample.length)),
        [`${stem} ${ending} with false bytes`]: (random) => withFalseBytes(sample, random),
      });
      return files;
    });
}

function withFalseBytes(sample: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(sample);
  for (let i = 0; i < 20; i++) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}
