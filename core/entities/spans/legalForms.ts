/**
 * "Velmar plc", "Velmar & Sons": words with capitals before a legal form are a company. "Orsk County
 * Sheriff's Office": such words before two that only bodies end with are a body.
 */

import { wordSet } from '../../text/wordSet.ts';
import type { Passage } from '../passages.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';
import { isBeforeInName } from './capitalWords.ts';
import { lengthened } from './lengthened.ts';
import { foundName, NamesByToken, withFound } from './namesByToken.ts';

/** Those that nothing else is written like: AG is also an attorney general, SE a point of the compass. */
const sureForms = wordSet`
  Inc Inc. Corp Corp. Ltd Ltd. LLC LLP plc PLC Plc GmbH SpA S.p.A. Oyj ASA N.V. S.A. Pty KGaA
`;
const partners = new Set(['Sons', 'Co', 'Co.', 'Daughters']);
/** The last two words of a body. The ending of "Sheriff's" is no token. */
const bodyEnds = new Map([
  ...['Sheriff', 'Attorney', 'Prosecutor', 'Coroner'].map((one) => [one, 'Office'] as const),
  ['Highway', 'Patrol'],
  ['School', 'District'],
  ['Medical', 'Center'],
]);
/** Of a company that only its legal form tells, 0 to 1. Set by hand. */
const confidence = 0.8;
/** In tokens, before the legal form. */
const longestName = 5;

/** The names, in text order, with the companies whole and of their type. */
export function withCompanies(passages: readonly Passage[], names: readonly TaggedName[]): TaggedName[] {
  const tagged = new NamesByToken(names.filter(({ type }) => type === 'organization'));
  const companies = passages.filter(({ titleCase }) => !titleCase).flatMap(companiesIn);
  const whole = companies.map(({ company, form }) => {
    const known = tagged.overlapping(company);
    // Where an organisation begins, the tagger knows better than the capitals before it; no name begins with
    // the legal form ("Sons of Orsk").
    const from = known.find((name) => name.from < form)?.from ?? company.from;
    const surest = Math.max(confidence, ...known.map((name) => name.confidence));
    return { ...company, from, confidence: surest };
  });
  return withFound(names, withoutOverlaps(whole));
}

/** "Velmar Ltd Orsk Ltd" of which the tagger has all as one name. */
function withoutOverlaps(companies: readonly TaggedName[]): TaggedName[] {
  return companies.filter(({ passage, from }, i) => {
    const last = companies[i - 1];
    return last?.passage !== passage || last.to <= from;
  });
}

/** A company, and the token at which its legal form begins. */
interface Company {
  company: TaggedName;
  form: number;
}

function companiesIn(passage: Passage): Company[] {
  const { tokens } = passage;
  return tokens.flatMap((_, at): Company[] => {
    const last = formBefore(tokens, at);
    if (last === undefined) return [];
    let from = last + 1;
    while (from > last + 1 - longestName && isBeforeInName(tokens[from - 1], tokens[from])) from--;
    if (from > last) return [];
    const company = foundName({ passage, from, to: at + 1 }, 'organization', confidence);
    return [{ company, form: last + 1 }];
  });
}

/** The last token of the name before the legal form that ends at `at`; `undefined` if none does. */
function formBefore(tokens: readonly Token[], at: number): number | undefined {
  const { text, adjacent, start } = tokens[at] as Token;
  const before = tokens[at - 1];
  const isNear = adjacent || (text === 'Office' && start - (before?.end ?? 0) === "'s ".length);
  if (isNear && bodyEnds.get(before?.text ?? '') === text) return at - 2;
  if (!adjacent) return undefined;
  if (sureForms.has(text) && !sureForms.has(wordAt(tokens, at + 1))) return at - 1;
  return partners.has(text) && tokens[at - 1]?.text === '&' ? at - 2 : undefined;
}

/** "Johnson & Johnson" is one organisation, even if the tagger knows only one of the two. */
export function joinPartners(names: readonly TaggedName[]): TaggedName[] {
  const surnames = new Set(
    names
      .filter(({ from, to, type }) => type === 'person' && to - from > 1)
      .map(({ passage, to }) => passage.tokens[to - 1]?.text),
  );
  return lengthened(names, (name) =>
    surnames.has(name.passage.tokens[name.from]?.text) ? name : withPartner(name),
  );
}

/** Behind "&", who are partners of a whole name: "Ana Velmar & Associates". */
const colleagues = new Set(['Associates', 'Partners']);
/** Behind a comma, what only firms of such partners are besides: professional corporations. */
const firmForms = wordSet`PC P.C. PLLC P.A.`;
/** The form alone tells that "Velmar & Orsk" are partners. Set by hand. */
const partnersConfidence = 0.5;

function withPartner(name: TaggedName): TaggedName {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  if (type === 'other') return name;
  const isWhole = isAmpersand(tokens[to]) && colleagues.has(wordAt(tokens, to + 1));
  if (to - from > 1 && !isWhole) return name;
  const confidence = Math.max(name.confidence, partnersConfidence);
  const joined = { ...name, type: 'organization', confidence } as const;
  if (isAmpersand(tokens[to]) && isPart(tokens[to + 1]))
    return { ...joined, to: isWhole ? firmFormEnd(tokens, to + 2) : to + 2 };
  if (isAmpersand(tokens[from - 1]) && isPart(tokens[from - 2])) return { ...joined, from: from - 2 };
  return name;
}

/** "[Velmar & Associates], PC" ends behind the form; without one, where it ends. */
function firmFormEnd(tokens: readonly Token[], end: number): number {
  const form = wordAt(tokens, end + 1);
  return wordAt(tokens, end) === ',' && (sureForms.has(form) || firmForms.has(form)) ? end + 2 : end;
}

function isAmpersand(token: Token | undefined): boolean {
  return token?.text === '&' && token.adjacent;
}

function isPart(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.capital;
}
