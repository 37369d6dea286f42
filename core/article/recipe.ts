/** Reads the recipe in a page's JSON-LD (schema.org `Recipe`). */

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
