/**
 * `npm run train:identity [-- ARCHIVE]`: trains the trees that say who is meant by a surname
 * (core/identity/rankBearers.ts), from names hidden in an archive of articles and in a generated corpus.
 * Prints precision and recall on documents that were not trained on (cross-validation), and writes
 * `models/linkTrees.json`. Nobody labelled anything.
 */
import { join } from 'node:path';
import { likeness } from '../../core/identity/evidence.ts';
import { featureRows, possibleBearers } from '../../core/identity/rankBearers.ts';
import { probabilityOf, type Tree, treesFrom } from '../../core/learned/decisionTrees.ts';
import { loadTagger } from '../../runtime/tagger.ts';
import { boost } from '../boost.ts';
import { writeTrees } from '../writeTrees.ts';
import { annotateArchive } from './annotatedArchive.ts';
import { annotateGenerated } from './generatedArchive.ts';
import { type HiddenName, hideNames } from './hiddenNames.ts';

const settings = {
  trees: 160,
  depth: 5,
  rate: 0.08,
  rows: 0.6,
  features: 0.4,
  penalty: 3,
  leastWeight: 5,
  seed: 7,
};
const folds = 3;
const thresholds = [0.5, 0.6, 0.7, 0.8, 0.9];
/** The evaluation asks about another seed. */
const generated = { documents: 1500, seed: 2 };

interface Example {
  rows: Float64Array[];
  /** The place of the right bearer; -1 if nobody is meant. */
  right: number;
  fold: number;
}

function exampleOf({ question: all, answer, doc }: HiddenName): Example {
  const question = { ...all, bearers: possibleBearers(all) };
  const likenesses = question.bearers.map(({ documents }) => likeness(question.own, documents));
  return {
    rows: featureRows(question, likenesses),
    right: question.bearers.findIndex(({ id }) => id === answer),
    fold: Number.parseInt(doc.slice(0, 8), 16) % folds,
  };
}

function learn(examples: readonly Example[]): Tree[] {
  const labels = examples.flatMap(({ rows, right }) => rows.map((_, i) => (i === right ? 1 : 0)));
  return boost(
    examples.flatMap(({ rows }) => rows),
    Float64Array.from(labels),
    new Float64Array(labels.length).fill(1),
    settings,
  );
}

/** Prints what the model answers about documents that it was not trained on. */
function crossValidate(examples: readonly Example[]): void {
  const answers: { confidence: number; right: boolean; answerable: boolean }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const trees = treesFrom(learn(examples.filter((each) => each.fold !== fold)));
    for (const { rows, right } of examples.filter((each) => each.fold === fold)) {
      const chances = rows.map((row) => probabilityOf(trees, row));
      const confidence = Math.max(...chances);
      const isRight = chances.indexOf(confidence) === right;
      answers.push({ confidence, right: isRight, answerable: right >= 0 });
    }
  }
  const answerable = answers.filter((each) => each.answerable).length;
  for (const threshold of thresholds) {
    const given = answers.filter(({ confidence }) => confidence >= threshold);
    const right = given.filter((each) => each.right).length;
    console.log(
      `from ${threshold} on: precision ${(right / given.length).toFixed(3)}, recall ${(right / answerable).toFixed(3)}`,
    );
  }
}

const tagger = loadTagger();
const archive = process.argv[2] ?? join(import.meta.dirname, '../../../shared/corpora/bbc-news.tar.gz');
const sets = [await annotateArchive(archive, tagger), await annotateGenerated(generated, tagger)];
const examples = sets.flatMap((documents) => hideNames(documents).map(exampleOf));
console.log(`${examples.length} questions, ${examples.filter(({ right }) => right < 0).length} about nobody`);
crossValidate(examples);
writeTrees('linkTrees', learn(examples));
