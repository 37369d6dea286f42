/** Reads labelled texts. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { LabelledText } from './scores/entityScores.ts';

/** The texts of a JSONL file, gzipped or not. */
export function readLabelledTexts(path: string): LabelledText[] {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as LabelledText);
}
