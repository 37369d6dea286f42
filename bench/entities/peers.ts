/**
 * Other finders of names, for comparison. They are no dependencies of this project: each is loaded from a
 * folder into which a user installed it. Mentions have UTF-16 offsets and the labels of
 * `eval/scores/entityScores.ts`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { LabelledSpan } from '../../eval/scores/entityScores.ts';

export interface Peer {
  name: string;
  /** On disk, in megabytes: its code and its weights. */
  megabytes: number;
  /** The mentions of each text. Only this is timed. */
  find(texts: readonly string[]): LabelledSpan[][] | Promise<LabelledSpan[][]>;
}

/** Those of `npm install compromise wink-nlp wink-eng-lite-web-model` that are in the folder. */
export function javaScriptPeers(folder: string): Peer[] {
  const require = createRequire(join(folder, 'package.json'));
  const installed = (names: readonly string[]) =>
    names.every((name) => existsSync(join(folder, 'node_modules', name)));
  const size = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + megabytesOf(join(folder, 'node_modules', name)), 0);
  const peers: { packages: string[]; peer: () => Omit<Peer, 'megabytes'> }[] = [
    { packages: ['compromise'], peer: () => compromise(require('compromise')) },
    {
      packages: ['wink-nlp', 'wink-eng-lite-web-model'],
      peer: () => wink(require('wink-nlp'), require('wink-eng-lite-web-model')),
    },
  ];
  return peers
    .filter(({ packages }) => installed(packages))
    .map(({ packages, peer }) => ({ ...peer(), megabytes: size(packages) }));
}

interface CompromiseView {
  json(options: { offset: true }): { text: string; offset: { start: number; length: number } }[];
}
type Compromise = (text: string) => Record<'people' | 'places' | 'organizations', () => CompromiseView>;

function compromise(read: Compromise): Omit<Peer, 'megabytes'> {
  const find = (text: string) => {
    const document = read(text);
    const of = (view: CompromiseView, type: string): LabelledSpan[] =>
      view.json({ offset: true }).map(({ offset: { start, length } }) => {
        const surface = text.slice(start, start + length);
        return { start, end: start + withoutEnding(surface).length, type };
      });
    const { people, places, organizations } = document;
    return [
      ...of(people.call(document), 'PER'),
      ...of(places.call(document), 'LOC'),
      ...of(organizations.call(document), 'ORG'),
    ];
  };
  return { name: 'compromise', find: (texts) => texts.map(find) };
}

/** Compromise's offsets include the punctuation after a name, and a possessive's ending. */
function withoutEnding(surface: string): string {
  return surface.replace(/(?:['’]s)?[\s\p{P}]*$/u, '');
}

type Wink = (model: unknown) => {
  readDoc(text: string): { entities(): { out(): string[] } };
};

/** Its model finds dates, amounts and addresses, and no names, so only its speed can be compared. */
function wink(load: Wink, model: unknown): Omit<Peer, 'megabytes'> {
  const nlp = load(model);
  const find = (text: string): LabelledSpan[] => {
    nlp.readDoc(text).entities().out();
    return [];
  };
  return { name: 'wink (no names)', find: (texts) => texts.map(find) };
}

interface SpacyAnswer {
  seconds: number;
  megabytes: number;
  found: LabelledSpan[][];
}

/** spaCy's small English pipeline in one thread, by a Python that has it. */
export function spacyAnswer(python: string, texts: readonly string[]): SpacyAnswer {
  const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'spacy_small.py')], {
    input: JSON.stringify(texts),
    maxBuffer: 2 ** 28,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  if (status !== 0) throw new Error(`spacy_small.py exited with ${status}: ${stderr}`);
  return JSON.parse(stdout.toString()) as SpacyAnswer;
}

/** The size of a file, or of all files below a folder. */
export function megabytesOf(path: string): number {
  const size = (one: string): number => {
    const { size: bytes } = statSync(one);
    if (!statSync(one).isDirectory()) return bytes;
    return readdirSync(one).reduce((sum, name) => sum + size(join(one, name)), 0);
  };
  return size(path) / 1e6;
}
