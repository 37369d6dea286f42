/** Acronyms and the names they stand for. */
import { fold } from './slug.ts';
import { isAcronym } from './token.ts';

/** «Fair Rivers Council (FRC)», «the council, or FRC,»: what stands between the two, and what follows. */
const between =
  /^(?: ?\((?:the |or |hereafter )?[“"‘']?|,? (?:or|also known as|known as|called|abbreviated) (?:the )?[“"‘']?)$/;
const closing = /^[”"’']?(?:\)|[,.;:]| )/;
const longestBetween = 24;

/** Does the text introduce the one by the other? `end` of the first name, `start` and `end` of the second. */
export function isIntroduced(text: string, firstEnd: number, start: number, end: number): boolean {
  if (start - firstEnd > longestBetween || start <= firstEnd) return false;
  const gap = text.slice(firstEnd, start);
  return (
    between.test(gap) &&
    closing.test(`${text.slice(end, end + 2)} `) &&
    (!gap.includes('(') || text.slice(end, end + 2).includes(')'))
  );
}

/** May the word be a short form made of letters? */
export function mayAbbreviate(word: string): boolean {
  return isAcronym(word) || /^\p{Lu}[\p{L}]{1,7}$/u.test(word);
}

/** The first letters of a name, folded, with and without its small words: Ministry of the Sea → ms, mos, mots. */
export function initialsOf(words: readonly string[]): string[] {
  const parts = words.flatMap((word) => word.split(/[-‐‑]/)).filter((part) => part !== '' && part !== '&');
  const capitals = parts.filter((part) => /^\p{Lu}/u.test(part));
  if (capitals.length < 2) return [];
  const letters = (some: readonly string[]) => fold(some.map((part) => part.charAt(0)).join(''));
  return [...new Set([letters(capitals), letters(parts.filter((part) => part !== 'the')), letters(parts)])];
}

/** Are the letters of the acronym the first letters of the words, in order? Words may be left out; of each a few letters may count. */
export function abbreviates(acronym: string, words: readonly string[]): boolean {
  const letters = fold(acronym).replace(/[^\p{L}]/gu, '');
  if (letters.length < 2) return false;
  const parts = words.flatMap((word) => word.split(/[-‐‑]/)).map((part) => fold(part));
  let at = 0;
  for (const part of parts) {
    const most = isAcronym(acronym) ? 1 : 4;
    for (let n = 0; n < most && part.charAt(n) !== '' && part.charAt(n) === letters.charAt(at); n++) at++;
  }
  return at === letters.length && parts.length > 1;
}
