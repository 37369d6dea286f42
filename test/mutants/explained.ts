/** The mutants that no test can notice, with the reason of each. */
import { readFileSync } from 'node:fs';

export interface Explanation {
  id: string;
  /** The file and the mutation in words, for readers; the id alone decides. */
  mutant: string;
  /** Why nothing that anybody can see differs. */
  reason: string;
}

export function readExplanations(): Map<string, Explanation> {
  const lines = readFileSync(new URL('explained.jsonl', import.meta.url), 'utf8').split('\n');
  const explanations = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Explanation);
  return new Map(explanations.map((each) => [each.id, each]));
}
