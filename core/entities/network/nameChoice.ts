/**
 * Which of the possible names of a document are its names. A possible name is likelier if the same words are
 * a surer name of its type elsewhere in the document; those are chosen that have the greatest sum of
 * probabilities and do not overlap.
 */

import { logistic } from '../../learned/logistic.ts';
import { formOf } from '../spans/nameWords.ts';
import { logOddsOf } from '../tagger/calibration.ts';
import type { TaggedName } from '../tagger/decoder.ts';
import { calibratedTypes, networkConfidence } from './calibration.ts';
import type { PossibleName } from './possibleNames.ts';

/** How much surer a name may be elsewhere, in log odds: beyond it, more says no more. */
const maxSurer = 3;

/** Fitted by `eval/networkCalibration.ts` on the dev set. Of each term of `choiceTerms`. */
const weights: readonly number[] = [
  ...[-1.033, 0.995, -0.069, 1.376],
  ...[-1.598, 0.879, -0.055, 1.038],
  ...[-0.726, 0.739, -0.058, 0.699],
  ...[-0.497, 0.613],
];

/** A name of less probability costs more precision than it adds recall, on the dev set. */
const leastProbability = 0.4;
/** Persons of little probability are right often enough. */
const leastOfPersons = 0.3;

/** The possible names of a document by their words and type: of each, the surest and the next. */
export class SameWords {
  readonly #surest = new Map<string, PossibleName[]>();

  constructor(names: Iterable<PossibleName>) {
    for (const name of names) {
      const key = wordsAndType(name);
      const surest = [...(this.#surest.get(key) ?? []), name].sort((a, b) => b.probability - a.probability);
      this.#surest.set(key, surest.slice(0, 2));
    }
  }

  /** The log odds of the surest other name of the type with the same words; `undefined` if there is none. */
  surestOther(name: PossibleName): number | undefined {
    const known = this.#surest.get(wordsAndType(name)) ?? [];
    const other = known.find(({ passage, from }) => passage !== name.passage || from !== name.from);
    return other && logOddsOf(other.probability);
  }
}

const wordsAndType = (name: PossibleName): string => `${name.type} ${formOf(name)}`;

/**
 * The terms of a possible name. For each type: 1, the log odds, their square, and whether it is one word; a
 * name of no such type has a share of each. Then, for all types, whether the same words are a possible name
 * elsewhere, and how much surer a one.
 */
export function choiceTerms(name: PossibleName, others: SameWords): number[] {
  const { type, probability, from, to } = name;
  const logOdds = logOddsOf(probability);
  const own = [1, logOdds, logOdds ** 2, Number(to - from === 1)];
  const isCalibrated = calibratedTypes.some((each) => each === type);
  const byType = calibratedTypes.flatMap((each) => {
    const share = each === type ? 1 : isCalibrated ? 0 : 1 / calibratedTypes.length;
    return own.map((term) => share * term);
  });
  const other = others.surestOther(name);
  const surer = other === undefined ? 0 : other - logOdds;
  return [...byType, Number(other !== undefined), Math.min(maxSurer, Math.max(0, surer))];
}

/** The names among the possible ones of a line. @param others of the document */
export function chosenNames(
  possible: readonly PossibleName[],
  others: SameWords,
  choiceWeights = weights,
): TaggedName[] {
  const weighed = possible.flatMap((name) => {
    const probability = logistic(choiceWeights, choiceTerms(name, others));
    const gain = probability - (name.type === 'person' ? leastOfPersons : leastProbability);
    return gain > 0 ? [{ ...name, probability, gain }] : [];
  });
  return greatestSum(weighed).map(({ gain: _, ...name }) => ({
    ...name,
    confidence: networkConfidence(name.probability, name.type, name.to - name.from),
  }));
}

interface WeighedName extends PossibleName {
  gain: number;
}

/** Those names that do not overlap and whose gains have the greatest sum, in the order of the line. */
function greatestSum(names: readonly WeighedName[]): WeighedName[] {
  const endingAt = Map.groupBy(names, ({ to }) => to);
  const end = Math.max(0, ...endingAt.keys());
  /** For each token: the greatest sum of names before it, and the last of these if it ends there. */
  const sums = new Float64Array(end + 1);
  const lasts: (WeighedName | undefined)[] = [];
  for (let to = 1; to <= end; to++) {
    sums[to] = sums[to - 1] as number;
    for (const name of endingAt.get(to) ?? []) {
      const sum = (sums[name.from] as number) + name.gain;
      if (sum > (sums[to] as number)) [sums[to], lasts[to]] = [sum, name];
    }
  }
  const chosen: WeighedName[] = [];
  for (let to = end; to > 0; ) {
    const last = lasts[to];
    if (last !== undefined) chosen.push(last);
    to = last?.from ?? to - 1;
  }
  return chosen.reverse();
}
