/** What `training/teacher/samplePieces.py` wrote: words and texts as the teacher reads them. */
import { readFileSync } from 'node:fs';
import { WordPieces } from '../../../../../core/entities/network/wordPieces.ts';
import { piecesFile } from '../../../../../runtime/network.ts';

interface Sample {
  words: [word: string, pieces: number[], shape: number][];
  texts: { lengths: number[]; opens: number[]; windows: [from: number, to: number][] }[];
}

export const sample = JSON.parse(readFileSync(new URL('pieces.json', import.meta.url), 'utf8')) as Sample;

const vocabulary = new URL(`../../../../../models/${piecesFile}`, import.meta.url);
export const shippedPieces = new WordPieces(readFileSync(vocabulary, 'utf8').split('\n'));
