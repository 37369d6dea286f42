/** "Ana Velmar (GBR)", "1 Ana Velmar GBR 3:56.21": letters that stand for a country in lists of results. */
import { wordSet } from '../../text/wordSet.ts';
import { countryCodes } from '../data/countryCodes.ts';
import { type GazetteerEntry, gazetteerEntry } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import { foundName, NamesByToken, withFound } from '../spans/namesByToken.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';

/** 0 to 1, set by hand. */
const confidences = { country: 0.8, person: 0.7 };
/** Different ones; one alone may be a party, however often: "(PAN)". */
const least = 2;
/** Also parties, an independent, cities' teams, days and months: countries only beside other codes. */
const ambiguous = wordSet`BAR BEN CAM CAN CHI COL DEN FIN IND MAR MAS MON PAN PAR PHI SEN TAN`;
/** In tokens, of a person before a code whom the tagger missed. */
const longestPerson = 4;

/** The country that token `at` stands for behind a name. */
export function codedCountry(tokens: readonly Token[], at: number): GazetteerEntry | undefined {
  const country = countryCodes.get(wordAt(tokens, at));
  // Most tokens end here.
  if (country === undefined) return undefined;
  const [before, sign, behind] = [tokens[at - 2], tokens[at - 1], tokens[at + 1]];
  const isIn = (open: string, close: string) =>
    sign?.text === open && behind?.text === close && isOfName(before);
  const isBare = behind?.kind === 'number' && isOfName(sign) && isOfName(before);
  return isBare || isIn('(', ')') || isIn(',', ',') ? gazetteerEntry(country) : undefined;
}

/** A word that is not in capitals, as codes are; nor is a sign. */
const isOfName = (token: Token | undefined): boolean => token?.capital === true && /\p{Ll}/u.test(token.text);

/** The names, in text order, with those countries and without them in the names of persons. */
export function withCodedCountries(passages: readonly Passage[], names: readonly TaggedName[]): TaggedName[] {
  const codes = passages.flatMap(codesIn);
  if (codes.length < least) return [...names];
  const tagged = new NamesByToken(names);
  const found = codes.filter((code) => !isBehindBody(code, tagged));
  const letters = [...new Set(found.map(({ passage, from }) => wordAt(passage.tokens, from)))];
  if (letters.length < least || letters.every((code) => ambiguous.has(code))) return [...names];
  return withFound(
    names,
    found.flatMap((code) => [...personBefore(code, tagged), code]),
  );
}

/** "The Bar Association (BAR)": what follows a body is short for it. */
function isBehindBody(code: TaggedName, tagged: NamesByToken): boolean {
  const before = tagged.overlapping({ ...code, from: code.from - 2, to: code.from });
  return before.some(({ type }) => type === 'organization');
}

function codesIn(passage: Passage): TaggedName[] {
  const found: TaggedName[] = [];
  for (const [at, { capital }] of passage.tokens.entries())
    if (capital && codedCountry(passage.tokens, at) !== undefined)
      found.push(foundName({ passage, from: at, to: at + 1 }, 'place', confidences.country));
  return found;
}

/** The two or more words before a code that are no name yet, or one that goes on with it. */
function personBefore({ passage, from: code }: TaggedName, tagged: NamesByToken): TaggedName[] {
  const { tokens } = passage;
  const to = isOfName(tokens[code - 1]) ? code : code - 1;
  let from = to;
  while (from > to - longestPerson && isOfName(tokens[from - 1]) && tokens[from]?.adjacent !== false) from--;
  const person = foundName({ passage, from, to }, 'person', confidences.person);
  const isFree = tagged.overlapping(person).every((name) => name.to > to);
  return to - from > 1 && isFree ? [person] : [];
}
