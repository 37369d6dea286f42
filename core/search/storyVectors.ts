/**
 * The features of documents as vectors: each entity and each word of the lead (which begins with the title),
 * weighted by its rarity among the given documents (`ln(N/df)`, more for entities). Pure.
 */
import { giveWay } from '../giveWay.ts';
import type { Headline } from '../ports/search.ts';
import { headlineWords } from './headlineWords.ts';

const entityWeight = 1.5;
/**
 * Added to an entity's rarity: unlike a word, an entity that all documents share still carries information.
 */
const entityRarity = 0.5;
/**
 * Features of more documents are not compared: they do not distinguish events, and the number of pairs grows
 * with the square.
 */
export const maxDocumentsPerFeature = 200;

/** Numbers of features, ascending, with a value for each. */
export interface Vector {
  features: Int32Array;
  values: Float64Array;
}

/** Documents that are handled in one turn of the event loop. */
const documentsPerTurn = 256;

/**
 * Vectors whose product is the cosine of two documents. What is not compared counts for the length alone.
 *
 * @returns with the feature of each number: the id of an entity, or a word
 */
export async function storyVectors(
  documents: readonly Headline[],
): Promise<{ vectors: Vector[]; names: string[] }> {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const numberOf = (feature: string) => {
    let number = numbers.get(feature);
    if (number === undefined) {
      number = counts.push(0) - 1;
      numbers.set(feature, number);
    }
    (counts[number] as number)++;
    return number;
  };
  const features: Int32Array[] = [];
  for (const { entities, lead } of documents) {
    if (features.length % documentsPerTurn === documentsPerTurn - 1) await giveWay();
    const own = [...new Set(entities), ...headlineWords(lead)];
    features.push(Int32Array.from(own, numberOf).sort());
  }
  const names = [...numbers.keys()];
  const weights = names.map((name, number) => {
    const rarity = Math.log(documents.length / (counts[number] ?? 1));
    return isEntity(name) ? entityWeight * (rarity + entityRarity) : rarity;
  });
  const weightOf = (number: number) => weights[number] ?? 0;
  const isCompared = (number: number) => {
    const count = counts[number] ?? 0;
    return count > 1 && count <= maxDocumentsPerFeature;
  };
  const vectors: Vector[] = [];
  for (const all of features) {
    if (vectors.length % documentsPerTurn === documentsPerTurn - 1) await giveWay();
    const length = Math.sqrt(all.reduce((sum, number) => sum + weightOf(number) ** 2, 0)) || 1;
    const compared = all.filter(isCompared);
    const values = Float64Array.from(compared, (number) => weightOf(number) / length);
    vectors.push({ features: compared, values });
  }
  return { vectors, names };
}

/** An entity's id has a slash, and no word has. */
const isEntity = (feature: string): boolean => feature.includes('/');
