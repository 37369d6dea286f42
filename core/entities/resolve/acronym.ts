/** Acronyms and the names that they abbreviate. */
import type { Candidate } from '../candidate.ts';
import { organizationStarts } from '../data/organizations.ts';
import { fold } from '../slug.ts';
import { isAcronym } from '../token.ts';

/** The text between a name and its acronym: "Fair Rivers Council (FRC)", "the council, or FRC,". */
const introducing =
  /^(?: ?\((?:the |or |hereafter )?[“"‘']?|,? (?:or|also known as|known as|called|abbreviated) (?:the )?[“"‘']?)$/;
/** The text after the second of the two. */
const closing = /^[”"’']?(?:\)|[,.;:]| )/;
const maxIntroductionLength = 24;

/** The name of several words that one of two introduces an acronym for, which is the other. */
export function introduction(
  text: string,
  one: Candidate,
  two: Candidate,
): { full: Candidate; acronym: string } | undefined {
  if (!isIntroduced(text, one.end, two.start, two.end)) return undefined;
  const [full, short] = one.words.length > 1 ? [one, two] : [two, one];
  const [acronym = '', ...others] = short.words;
  if (others.length > 0 || full.words.length < 2 || !mayAbbreviate(acronym)) return undefined;
  const isOwn = abbreviates(acronym, full.words) || (full === one && isBodysAcronym(text, full, short));
  return isOwn ? { full, acronym } : undefined;
}

/**
 * "Brazilian Institute for Geography (IBGE)", "Chilean Copper Commission (Cochilco)": alone in brackets
 * behind a body, such a word is the body's name in its own language. Behind other organisations, an acronym
 * is, if its first letter and another begin words of the name. One may by chance: "Northwest Airlines (AMR)".
 */
function isBodysAcronym(text: string, full: Candidate, short: Candidate): boolean {
  const [acronym = ''] = short.words;
  const areBodies = [full, short].every(({ type, team }) => type === 'organization' && !team);
  const isAlone = text[short.start - 1] === '(' && text[short.end] === ')';
  if (!areBodies || !isAlone || short.known !== undefined) return false;
  const initials = full.words.map((word) => word.charAt(0));
  // Of "Industrial and [Commercial Bank] (ICBC)" the tagger has the end.
  const isWhole = !acronym.includes(initials.join(''));
  // "Brazil's Supreme Court (STF)" is not the listed one.
  const isBody = full.known === undefined && full.words.some((word) => organizationStarts.has(word));
  if (isWhole && isBody) return true;
  const letters = new Set(initials);
  return (
    isAcronym(acronym) && letters.has(acronym.charAt(0)) && letters.intersection(new Set(acronym)).size > 1
  );
}

/**
 * Whether the text introduces one name by the other.
 * @param firstEnd where the first name ends
 * @param start where the second name begins
 * @param end where the second name ends
 */
function isIntroduced(text: string, firstEnd: number, start: number, end: number): boolean {
  if (start - firstEnd > maxIntroductionLength || start <= firstEnd) return false;
  const gap = text.slice(firstEnd, start);
  return (
    introducing.test(gap) &&
    closing.test(`${text.slice(end, end + 2)} `) &&
    (!gap.includes('(') || text.slice(end, end + 2).includes(')'))
  );
}

/** Whether the word looks like an abbreviation: an acronym, or a capitalised word of two to eight letters. */
function mayAbbreviate(word: string): boolean {
  return isAcronym(word) || /^\p{Lu}[\p{L}]{1,7}$/u.test(word);
}

/** A name's first letters, folded, with and without its small words: Ministry of the Sea → ms, mos, mots. */
export function initialsOf(words: readonly string[]): string[] {
  const parts = words.flatMap((word) => word.split(/[-‐‑]/)).filter((part) => part !== '' && part !== '&');
  const capitals = parts.filter((part) => /^\p{Lu}/u.test(part));
  if (capitals.length < 2) return [];
  const letters = (some: readonly string[]) => fold(some.map((part) => part.charAt(0)).join(''));
  return [...new Set([letters(capitals), letters(parts.filter((part) => part !== 'the')), letters(parts)])];
}

/**
 * Whether the acronym's letters are the first letters of the words, in order. Words may be skipped; a word
 * may give one letter to an acronym in capitals, and up to four to any other abbreviation.
 */
function abbreviates(acronym: string, words: readonly string[]): boolean {
  const letters = fold(acronym).replace(/[^\p{L}]/gu, '');
  if (letters.length < 2) return false;
  const parts = words.flatMap((word) => word.split(/[-‐‑]/)).map((part) => fold(part));
  const lettersPerWord = isAcronym(acronym) ? 1 : 4;
  let matched = 0;
  for (const part of parts) {
    for (let n = 0; n < lettersPerWord && part.charAt(n) !== ''; n++) {
      if (part.charAt(n) !== letters.charAt(matched)) break;
      matched++;
    }
  }
  return matched === letters.length && parts.length > 1;
}
