/** Reads the recipe in a page's JSON-LD (schema.org `Recipe`), and finds where the page prints it. */
import { lettersAndDigits } from '../../text/lettersAndDigits.ts';
import type { Block } from '../blocks.ts';
import { overlapsWith } from '../declaredOverlap.ts';

const maxParts = 200;
const maxDepth = 4;

/** Its ingredients and steps, a line each; '' if the object has none. */
export function recipeText(recipe: Readonly<Record<string, unknown>>): string {
  return [recipe.recipeIngredient, recipe.ingredients, recipe.recipeInstructions]
    .flatMap((part) => linesIn(part, 0))
    .join('\n');
}

/** A text, a step (`text`), a section of steps (`itemListElement`), or a list of these. */
function linesIn(part: unknown, depth: number): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null || depth > maxDepth) return [];
  if (Array.isArray(part)) return part.slice(0, maxParts).flatMap((one) => linesIn(one, depth + 1));
  const { text, itemListElement } = part as Record<string, unknown>;
  return linesIn(text ?? itemListElement, depth + 1);
}

/** A block is a line of the recipe if this share of it is in the recipe. */
const minShare = 0.8;
/** Characters of a line that is compared as a whole: "2 large eggs" has no run of words. */
const maxLine = 100;

/**
 * The probabilities, raised for the lines of a recipe where they are printed first. Ingredients are short
 * lines in lists and tables, which are hardly ever part of a story.
 * @param recipe as `recipeText` gives it; '' if there is none
 * @param least the minimum probability of a block of the story
 */
export function withRecipe(
  visibleBlocks: readonly Block[],
  probabilities: readonly number[],
  recipe: string,
  least: number,
): readonly number[] {
  if (recipe === '') return probabilities;
  const overlap = overlapsWith([recipe]);
  const lines = new Set(recipe.split('\n').map(lettersAndDigits));
  // A block of signs alone is no line.
  lines.delete('');
  const known = new Set<string>();
  // A menu above the headline has words such as "Butter" too.
  const headline = visibleBlocks.findIndex(({ element }) => element.tag === 'h1');
  const isOneLine = ({ text, linked }: Block, i: number) =>
    i > headline && text.length <= maxLine && linked < text.length && lines.has(lettersAndDigits(text));
  return visibleBlocks.map((block, i) => {
    const probability = probabilities[i] ?? 0;
    const { text } = block;
    const isLine = isOneLine(block, i) || (overlap(text)[0] ?? 0) >= minShare;
    if (known.has(text) || !isLine) return probability;
    known.add(text);
    return Math.max(least, probability);
  });
}
