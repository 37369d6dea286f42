/** What an inflected word may be a form of, by the tables of `data/inflections.ts`. */
import { englishEndings, type InflectionTable, inflectionTables } from './data/inflections.ts';

export interface Base {
  base: string;
  case: string;
  /** What was taken off. */
  ending: string;
  /** English puts the same letters behind names. */
  weak: boolean;
  /** No stem change had to be undone. */
  regular: boolean;
}

interface Rule {
  case: string;
  pattern: RegExp;
  instead: string;
  base: RegExp;
}

export interface Language extends Pick<InflectionTable, 'tag' | 'name' | 'inflects' | 'alternations'> {
  /** By the last letter of the ending. */
  rules: ReadonlyMap<string, readonly Rule[]>;
  postpositions: ReadonlySet<string>;
}

const shortestBase = 2;
/** A longer word is no name that anybody inflects. */
const longestWord = 40;
/** «Castroon»: no English ending comes after the vowel that it begins with. */
const longVowel = /([aeiou])\1n$/;
const vowels = 'aeiouyáéíóúäöåőűüąęı';
const shapes: Record<string, string> = { C: `[^${vowels}\\P{L}]`, V: `[${vowels}]` };

export const languages: readonly Language[] = inflectionTables.map(
  ({ endings, postpositions, ...table }) => ({
    ...table,
    rules: byLastLetter(endings.trim().split('\n')),
    postpositions: new Set(postpositions.split(' ').filter(Boolean)),
  }),
);

/** Endings end in a letter, or in one of several: [aä]. */
function byLastLetter(lines: readonly string[]): Map<string, Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const rule of lines.map(ruleOf)) {
    const [, several, one = ''] = /(?:\[([^\]]+)\]|(.))\$$/u.exec(rule.pattern.source) ?? [];
    for (const letter of several ?? one) rules.set(letter, [...(rules.get(letter) ?? []), rule]);
  }
  return rules;
}

function ruleOf(line: string): Rule {
  const [name = '', ending = '', instead = '', base = ''] = line.trim().split(/\s+/);
  return {
    case: name,
    pattern: new RegExp(`${ending}$`, 'u'),
    instead: instead === '-' ? '' : instead,
    base: new RegExp(`${shapes[base] ?? base}$`, 'iu'),
  };
}

/** The likeliest first: those without a stem change, of these the longest ending, of equally long ones the first in the table. */
export function basesOf(word: string, { rules, alternations }: Language): Base[] {
  if (word.length > longestWord) return [];
  const found = (rules.get(word.at(-1) ?? '') ?? []).flatMap((rule) => {
    const match = rule.pattern.exec(word);
    if (match === null) return [];
    const ending = match[0];
    const base = word.slice(0, match.index) + rule.instead.replace('$1', match[1] ?? '');
    const weak = englishEndings.has(ending) && !longVowel.test(word);
    const of = { case: rule.case, ending, weak };
    const changed = alternations
      .filter(([stem]) => stem.test(base))
      .map(([stem, instead]) => ({ ...of, base: base.replace(stem, instead), regular: false }));
    return [...(rule.base.test(base) ? [{ ...of, base, regular: true }] : []), ...changed];
  });
  return found.filter(({ base }) => base.length >= shortestBase).sort(byLikelihood);
}

function byLikelihood(a: Base, b: Base): number {
  return Number(b.regular) - Number(a.regular) || b.ending.length - a.ending.length;
}
