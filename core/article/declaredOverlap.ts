/** Compares the texts of blocks with what the page's metadata says its story is. */
import { RunSet, wordRuns } from '../text/wordRuns.ts';

/** Characters compared of a block, and of a text from the metadata. */
const maxComparedLength = 1500;
const maxDeclaredLength = 60_000;
const words = 3;

/**
 * For each of the declared texts, the share of a text's runs of three words that it has in common; -1 for an
 * empty one.
 */
export function overlapsWith(declared: readonly string[]): (text: string) => number[] {
  const declaredRuns = declared.map((text) =>
    text === '' ? undefined : new RunSet(wordRuns(text.slice(0, maxDeclaredLength), words)),
  );
  return (text) => {
    const own = wordRuns(text.slice(0, maxComparedLength), words);
    return declaredRuns.map((runs) => {
      if (runs === undefined) return -1;
      let shared = 0;
      for (const run of own) if (runs.has(run)) shared++;
      return own.length === 0 ? 0 : shared / own.length;
    });
  };
}
