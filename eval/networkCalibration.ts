/**
 * `node eval/networkCalibration.ts FILE`: fits the calibration of the accurate tagger on labelled texts that
 * neither of its parts learnt from. It prints for each type how well such a fit holds, by cross-validation
 * over the documents: of the mentions that say .85 to .95, the share that is right. Then come the weights for
 * `core/entities/network/calibration.ts`.
 */
import { networkTerms } from '../core/entities/network/calibration.ts';
import { hashText } from '../core/entities/tagger/featureHash.ts';
import { passagesOf } from '../core/entities/token.ts';
import { logistic } from '../core/logistic.ts';
import { taggerNamed } from '../runtime/taggers.ts';
import { fitLogistic } from '../training/fitLogistic.ts';
import { readLabelledTexts } from './labelledTexts.ts';
import { Reliability } from './scores/reliability.ts';

const labels: Record<string, string> = { person: 'PER', place: 'LOC', organization: 'ORG' };
const folds = 10;

interface Outcome {
  fold: number;
  type: string;
  terms: number[];
  right: number;
  weight: number;
}

const [file = ''] = process.argv.slice(2);
const outcomes = await outcomesOf(file);
for (const type of Object.keys(labels)) {
  const own = outcomes.filter((outcome) => outcome.type === type);
  console.log(type, heldOut(own), rounded(fitLogistic(own)));
}
console.log('others', rounded(fitLogistic(outcomes)));

/** How reliable a confidence of about .9 is on documents that the weights were not fitted on. */
function heldOut(own: readonly Outcome[]): ReturnType<Reliability['result']> {
  const aboutNine = new Reliability();
  for (let fold = 0; fold < folds; fold++) {
    const weights = fitLogistic(own.filter((outcome) => outcome.fold !== fold));
    for (const { terms, right } of own.filter((outcome) => outcome.fold === fold)) {
      const said = logistic(weights, terms);
      if (Math.abs(said - 0.9) <= 0.05) aboutNine.add(said, right === 1);
    }
  }
  return aboutNine.result();
}

function rounded(weights: readonly number[]): number[] {
  return weights.map((weight) => Number(weight.toFixed(3)));
}

/** For each person, place and organisation that the tagger finds: its terms, and whether it is right. */
async function outcomesOf(path: string): Promise<Outcome[]> {
  const taggerOf = taggerNamed('accurate');
  const found: Outcome[] = [];
  for (const { id, text, entities } of readLabelledTexts(path)) {
    const gold = new Set(entities.map(({ start, end, type }) => `${start}:${end}:${type}`));
    const fold = (hashText(id, 7) >>> 0) % folds;
    for (const name of (await taggerOf(() => text)).tag(text, passagesOf(text))) {
      const { passage, from, to, type, probability } = name;
      const label = labels[type];
      if (label === undefined) continue;
      const span = `${passage.tokens[from]?.start}:${passage.tokens[to - 1]?.end}:${label}`;
      const right = gold.has(span) ? 1 : 0;
      found.push({ fold, type, terms: networkTerms(probability, to - from), right, weight: 1 });
    }
  }
  return found;
}
