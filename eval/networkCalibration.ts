/**
 * `node eval/networkCalibration.ts FILE`: fits the choice of names of the accurate tagger and its calibration
 * on labelled texts that neither of its parts learnt from. It prints for each type how well such a fit holds,
 * by cross-validation over the documents: of the mentions that say .85 to .95, the share that is right. Then
 * come the weights for `core/entities/network/nameChoice.ts` and `core/entities/network/calibration.ts`.
 */
import { calibratedTypes, confidenceTerms } from '../core/entities/network/calibration.ts';
import { choiceTerms, chosenNames, SameWords } from '../core/entities/network/nameChoice.ts';
import { type PossibleName, possibleNames } from '../core/entities/network/possibleNames.ts';
import { passagesOf } from '../core/entities/passages.ts';
import { hashText } from '../core/entities/tagger/featureHash.ts';
import type { TagType } from '../core/entities/tagger/tags.ts';
import { logistic } from '../core/learned/logistic.ts';
import { loadNetworkTagger } from '../runtime/network.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { fitLogistic } from '../training/fitLogistic.ts';
import { labels } from '../training/tagger/calibrate.ts';
import { readLabelledTexts } from './labelledTexts.ts';
import { Reliability } from './scores/reliability.ts';

const folds = 10;

interface ReadDocument {
  fold: number;
  /** The possible names of each line. */
  possible: PossibleName[][];
  others: SameWords;
  isRight(name: PossibleName): boolean;
}

interface Outcome {
  type: TagType;
  terms: number[];
  right: number;
  weight: number;
}

const [file = ''] = process.argv.slice(2);
const documents = await read(file);
const reliabilities = calibratedTypes.map((type) => [type, new Reliability()] as const);
for (let fold = 0; fold < folds; fold++) {
  const choice = choiceWeights(documents.filter((document) => document.fold !== fold));
  const outcomes = documents.map((document) => outcomesOf(document, choice));
  const isHeldOut = (_: unknown, i: number) => documents[i]?.fold === fold;
  for (const [type, aboutNine] of reliabilities) {
    const own = outcomes.map((each) => each.filter((outcome) => outcome.type === type));
    const weights = fitLogistic(own.filter((_, i) => !isHeldOut(_, i)).flat());
    for (const { terms, right } of own.filter(isHeldOut).flat()) {
      const said = logistic(weights, terms);
      if (Math.abs(said - 0.9) <= 0.05) aboutNine.add(said, right === 1);
    }
  }
}
const choice = choiceWeights(documents);
const outcomes = documents.flatMap((document) => outcomesOf(document, choice));
console.log('choice', rounded(choice));
for (const [type, aboutNine] of reliabilities)
  console.log(
    type,
    aboutNine.result(),
    rounded(fitLogistic(outcomes.filter((outcome) => outcome.type === type))),
  );
console.log('others', rounded(fitLogistic(outcomes)));

function rounded(weights: readonly number[]): number[] {
  return weights.map((weight) => Number(weight.toFixed(3)));
}

/** The weights of the choice, fitted on all possible persons, places and organisations. */
function choiceWeights(from: readonly ReadDocument[]): number[] {
  return fitLogistic(
    from.flatMap(({ possible, others, isRight }) =>
      possible
        .flat()
        .filter(({ type }) => type in labels)
        .map((name) => ({ terms: choiceTerms(name, others), right: Number(isRight(name)), weight: 1 })),
    ),
  );
}

/** For each person, place and organisation that is chosen: its terms, and whether it is right. */
function outcomesOf({ possible, others, isRight }: ReadDocument, choice: readonly number[]): Outcome[] {
  return possible
    .flatMap((own) => chosenNames(own, others, choice))
    .filter(({ type }) => type in labels)
    .map((name) => ({
      type: name.type,
      terms: confidenceTerms(name.probability, name.to - name.from),
      right: Number(isRight(name)),
      weight: 1,
    }));
}

async function read(path: string): Promise<ReadDocument[]> {
  const tagger = await loadNetworkTagger(loadTagger());
  const found: ReadDocument[] = [];
  for (const { id, text, entities } of readLabelledTexts(path)) {
    const gold = new Set(entities.map(({ start, end, type }) => `${start}:${end}:${type}`));
    const lines = (await tagger.score(text))(passagesOf(text));
    const possible = lines.map(possibleNames);
    found.push({
      fold: (hashText(id, 7) >>> 0) % folds,
      possible,
      others: new SameWords(possible.flat()),
      isRight: ({ passage: { tokens }, from, to, type }) =>
        gold.has(`${tokens[from]?.start}:${tokens[to - 1]?.end}:${labels[type]}`),
    });
  }
  return found;
}
