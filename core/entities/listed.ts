/**
 * Names that need no tagger: organisations of the lists by their letters («G7», «ASEAN»), events of the lists («Winter Olympics»), and the
 * parts of the world («the West»).
 */
import { type Candidate, candidateOf } from './candidate.ts';
import { knownAt } from './gazetteer.ts';
import { isAcronym, type Passage, type Token } from './token.ts';

/** Set by hand; there are few, because the tagger finds most. */
const ofLetters = 0.5;
const ofEvents = 0.8;
const ofPartsOfTheWorld = 0.6;
const partsOfTheWorld = new Set(['West', 'East', 'North', 'South']);

/** UTF-16 offsets into the text. */
export interface Span {
  start: number;
  end: number;
}

/** @param found what the tagger found, titles of works and the like too, in the order of the text; what lies there is left alone */
export function listedNames(passages: Iterable<Passage>, found: readonly Span[]): Candidate[] {
  const listed: Candidate[] = [];
  let at = 0;
  for (const { tokens, titled } of passages) {
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      while ((found[at]?.end ?? Number.POSITIVE_INFINITY) <= token.start) at++;
      const free = found[at]?.start ?? Number.POSITIVE_INFINITY;
      const name = token.capital && token.end <= free ? listedAt(tokens, i, titled) : undefined;
      if (name === undefined || name.end > free) continue;
      listed.push(name);
      while ((tokens[i + 1]?.end ?? Number.POSITIVE_INFINITY) <= name.end) i++;
    }
  }
  return listed;
}

function listedAt(tokens: readonly Token[], i: number, titled: boolean): Candidate | undefined {
  const { known, length = 1 } = knownAt(tokens, i) ?? {};
  if (known?.type === 'event') return candidateOf(tokens, i, i + length, 'event', ofEvents, known);
  const letters = length === 1 && known?.type === 'organization' && isAcronym(tokens[i]?.text ?? '');
  if (letters && !isShoutedAt(tokens, i))
    return candidateOf(tokens, i, i + 1, 'organization', ofLetters, known);
  return !titled && isPartOfTheWorld(tokens, i)
    ? candidateOf(tokens, i, i + 1, 'place', ofPartsOfTheWorld)
    : undefined;
}

/** «THE DOG WHO BIT ME»: beside other words in capitals, letters are a word. */
function isShoutedAt(tokens: readonly Token[], i: number): boolean {
  return [tokens[i - 1], tokens[i + 1]].some(
    (beside) => beside?.capital && beside.text.length > 1 && beside.text === beside.text.toUpperCase(),
  );
}

/** «between the West and Russia»; not «the West Bank», «the South of France». */
function isPartOfTheWorld(tokens: readonly Token[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (before?.text !== 'the' || !token?.joined || !partsOfTheWorld.has(token.text)) return false;
  return after === undefined || (!after.capital && after.text !== 'of');
}
