/**
 * Short codes of a document's names and of its commonest words. Postings carry them, so that two documents
 * can be compared without reading either.
 *
 * A code is four hexadecimal digits of a hash: in lower case for a person, by the last word of the name, so
 * that "Blair" and "Tony Blair" are one; in upper case for any other name.
 */
import { fold, lastWord } from '../entities/slug.ts';
import { hash } from '../hash.ts';

const codeLength = 4;
/** The names and words that are kept per document: the main ones, at most 192 and 96 letters of codes. */
const namesKept = 48;
const topicsKept = 24;
/** Shorter words say little about a topic. */
const shortestWord = 5;

const code = (kind: string, text: string): string => hash(kind, text).slice(0, codeLength);

/** The code of a person by any form of the name, folded. */
export function personCode(folded: string): string {
  return code('person', lastWord(folded));
}

/** @param names the document's names, the main ones first */
export function nameCodesOf(names: readonly { type: string; name: string }[]): string {
  return [...new Set(names.slice(0, namesKept).map(codeOf))].join('');
}

/** The code of any name. */
export function codeOf({ type, name }: { type: string; name: string }): string {
  const folded = fold(name);
  return type === 'person' ? personCode(folded) : code('name', folded).toUpperCase();
}

/** Words that are common whatever a text is about. */
const commonWords = new Set(
  `about above after again against almost along already among another around because become before being
  below between could doing during either every first found further given going having however including
  instead itself later least likely little making might million months never often other others people
  percent place point quite really right round since still their them themselves there these thing things
  think those though three through today together under until using wants weeks where whether which while
  whole whose within without would years should expected added according`.split(/\s+/),
);

/** The commonest words of a text in lower case; of equally common ones, the longest. */
export function topicsOf(text: string): string {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/(?<![\p{L}\p{N}])\p{Ll}+(?![\p{L}\p{N}])/gu))
    if (word.length >= shortestWord && !commonWords.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const order = ([a, n]: [string, number], [b, m]: [string, number]) =>
    m - n || b.length - a.length || (a < b ? -1 : 1);
  const words = [...counts].sort(order).slice(0, topicsKept);
  return [...new Set(words.map(([word]) => code('word', word)))].join('');
}

/** The codes in a posting's field. */
export function codesIn(field: string): string[] {
  const codes: string[] = [];
  for (let at = 0; at + codeLength <= field.length; at += codeLength)
    codes.push(field.slice(at, at + codeLength));
  return codes;
}

/** Whether a code is a person's. Four digits say nothing; they count as a person's. */
export const isPersonCode = (each: string): boolean => each === each.toLowerCase();
