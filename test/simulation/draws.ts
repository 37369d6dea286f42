/**
 * Chance that belongs to what happens: each event draws from a source of its own, by its name and how often
 * it has happened. So what one event draws stays as it is if others are left out, or come in another order.
 */
import { Random } from '../../core/random.ts';
import { sweepPrefix } from '../../core/records/archive.ts';

/** The source of all chance in a world. What is drawn from it belongs to the event that began last. */
export class Draws extends Random {
  readonly #seed: number;
  /** How often each event has happened, by its hash. */
  readonly #happened = new Map<number, number>();
  #source: Random;

  constructor(seed: number) {
    super(seed);
    this.#seed = seed;
    this.#source = new Random(seed);
  }

  /** From now on the event of this name draws. */
  begin(event: string): void {
    const hash = hashOf(event, this.#seed);
    const nth = this.#happened.get(hash) ?? 0;
    this.#happened.set(hash, nth + 1);
    this.#source = new Random(hash + Math.imul(nth, 0x9e3779b1));
  }

  /** What this name draws at any time. */
  of(name: string): Random {
    return new Random(hashOf(name, this.#seed));
  }

  override next(): number {
    return this.#source.next();
  }
}

/** One of these, by a number: the same one as long as it is there, whichever others are. */
export function pickSteadily<T>(
  from: readonly T[],
  number: number,
  nameOf: (each: T) => string,
): T | undefined {
  const ranked = from.map((each) => ({ each, rank: hashOf(nameOf(each), number) }));
  return ranked.reduce<(typeof ranked)[number] | undefined>(
    (least, next) => (least === undefined || next.rank < least.rank ? next : least),
    undefined,
  )?.each;
}

/** A number of 32 bits (FNV-1a, public domain, mixed once more). */
function hashOf(name: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
}

/** What a call is about, by its first argument: a row, an object, a message, or a list of such. */
export function subjectOf(arg: unknown): string {
  // The ids of a table and of a pass are random in the simulation too, and so is the order of what has them.
  if (typeof arg === 'string') return arg.startsWith(sweepPrefix) ? sweepPrefix : arg;
  if (Array.isArray(arg)) return subjectOf(arg[0]);
  const { pk, sk = '', id = '' } = (arg ?? {}) as { pk?: string; sk?: string; id?: string };
  return pk === undefined ? id : `${pk} ${sk}`; // a row may have an `id` that is random
}

/** A notification of S3 without its time and request, which are real ones in the simulation too. */
export const withoutIds = (notification: string): string =>
  notification.replace(/"eventTime":"[^"]*",|"responseElements":\{[^}]*\},/g, '');
