/** Names that need no tagger: organisations of the lists by their letters («G7», «ASEAN»), and the parts of the world («the West»). */
import { type Candidate, candidateOf } from './candidate.ts';
import { knownAt } from './gazetteer.ts';
import { isAcronym, type Passage, type Token } from './token.ts';

/** Set by hand. */
const ofLetters = 0.8;
const ofPartsOfTheWorld = 0.6;
const partsOfTheWorld = new Set(['West', 'East', 'North', 'South']);

/** @param found what the tagger found, in the order of the text; what lies there is left alone */
export function listedNames(passages: Iterable<Passage>, found: readonly Candidate[]): Candidate[] {
  const listed: Candidate[] = [];
  let at = 0;
  for (const { tokens, titled } of passages) {
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      while ((found[at]?.end ?? Number.POSITIVE_INFINITY) <= token.start) at++;
      if (!token.capital || (found[at]?.start ?? Number.POSITIVE_INFINITY) < token.end) continue;
      const known = isAcronym(token.text) ? knownAt(tokens, i) : undefined;
      if (known?.length === 1 && known.known.type === 'organization')
        listed.push(candidateOf(tokens, i, i + 1, 'organization', ofLetters, known.known));
      else if (!titled && isPartOfTheWorld(tokens, i)) listed.push(candidateOf(tokens, i, i + 1, 'place', ofPartsOfTheWorld));
    }
  }
  return listed;
}

/** «between the West and Russia»; not «the West Bank», «the South of France». */
function isPartOfTheWorld(tokens: readonly Token[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (before?.text !== 'the' || !token?.joined || !partsOfTheWorld.has(token.text)) return false;
  return after === undefined || (!after.capital && after.text !== 'of');
}
