/** What the gallery of hostile files is made of. */

import { hash } from '../../core/hash.ts';
import { Random } from '../../core/random.ts';

/**
 * How a file may end. `stored`: its documents are stored (parts of it may be refused). `refused`: it is
 * refused with a code. `settled`: one of the two. `ignored`: it never reaches the bucket, because it is no
 * file. `reported`: it never does, and the terminal says why.
 */
export type Ending = 'stored' | 'refused' | 'settled' | 'ignored' | 'reported';

export interface HostileFile {
  /** Unique: the name of the attack and of the file in the inbox. */
  name: string;
  /** The format that it attacks, as core/formats names it; `gzip`, `folder` or `unknown` for the others. */
  format: string;
  ends: Ending;
  /** Makes its bytes, the same ones each time. */
  body(): string | Uint8Array;
  /** Puts it at this path instead of `body`, if bytes alone do not make the attack. */
  place?: (target: string) => Promise<void>;
}

/** The attacks on one format: by name, how to make the file. */
export type Attacks = Record<string, (random: Random) => string | Uint8Array>;

export const kB = 1024;
export const MB = 1024 * kB;
export const sentence = 'The storm closed the harbour of Lerwick for the third day in a row. ';
export const prose = sentence.repeat(6);

/** The piece, repeated up to this many characters. */
export function filled(piece: string, characters: number): string {
  return piece.repeat(Math.max(1, Math.floor(characters / piece.length)));
}

/**
 * Each file draws from random numbers of its own, so that its bytes do not depend on the files before it.
 *
 * @param ends how the attacks of these names must end; the others may be stored or refused
 */
export function hostileFiles(
  seed: number,
  format: string,
  ending: string,
  attacks: Attacks,
  ends: Record<string, Ending> = {},
): HostileFile[] {
  return Object.entries(attacks).map(([attack, make]) => {
    const name = `${format}/${attack.replaceAll(/\W+/g, '-')}.${ending}`;
    const own = seed ^ Number.parseInt(hash(name).slice(0, 8), 16);
    return { name, format, ends: ends[attack] ?? 'settled', body: () => make(new Random(own)) };
  });
}
