/** The files that a fuzzer starts from: the gallery's samples of a format, and a short text in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { isGzip } from '../../core/formats/archives/gzip.ts';
import { detectFormat } from '../../core/formats/formats.ts';
import { carriers } from '../hostile/carriers.ts';
import { prose } from '../hostile/hostileFile.ts';

export interface Sample {
  name: string;
  /** As core/formats names it, or `gzip`. */
  format: string;
  bytes: Buffer;
}

const folder = new URL('../../seeds/formats/', import.meta.url);
const headBytes = 65_536;

export function readCorpus(): Sample[] {
  const files = readdirSync(folder)
    .sort()
    .map((name) => sampleOf(name, readFileSync(new URL(name, folder))));
  const carried = carriers.map(({ format, ending, wrap }) =>
    sampleOf(`${format}.${ending}`, Buffer.from(wrap('Storm closes harbour', prose))),
  );
  return [...files, ...carried];
}

function sampleOf(name: string, bytes: Buffer): Sample {
  const head = bytes.subarray(0, headBytes);
  return { name, format: isGzip(head) ? 'gzip' : (detectFormat(head)?.name ?? 'unknown'), bytes };
}
