/** Computes the possible base forms of an inflected word from the tables in `data/inflections.ts`. */

import { remembering } from '../text/remembering.ts';
import type { InflectionTable } from './data/inflections/inflectionTable.ts';
import { englishEndings, inflectionTables } from './data/inflections.ts';

export interface BaseForm {
  base: string;
  /** The grammatical case, such as `genitive`. */
  case: string;
  /** The letters that were removed. */
  ending: string;
  /** English uses the same ending on names, so it is weak evidence. */
  weak: boolean;
  /** The stem did not change. */
  regular: boolean;
}

interface EndingRule {
  case: string;
  pattern: RegExp;
  /** Replaces the ending; may contain `$1`. */
  replacement: string;
  /** What the base has to match. */
  base: RegExp;
}

export interface InflectedLanguage extends Pick<InflectionTable, 'tag' | 'name' | 'inflects'> {
  /**
   * The possible base forms of a word, most likely first: those with an unchanged stem before the others,
   * then by the length of the ending, then by the order of the table.
   */
  baseForms(word: string): readonly BaseForm[];
  postpositions: ReadonlySet<string>;
}

/** Whose base forms a language remembers. */
const mostWords = 4_000;
const minBaseLength = 2;
/** Longer words are not inflected names; the bound keeps the regular expressions fast. */
const maxWordLength = 40;
/** "Castroon": no English ending follows a doubled vowel, so the -n is foreign. */
const longVowel = /([aeiou])\1n$/;
const vowels = 'aeiouyáéíóúäöåőűüąęı';
/** The abbreviations for a base's last letter in the tables. */
const letterClasses: Record<string, string> = { C: `[^${vowels}\\P{L}]`, V: `[${vowels}]` };

export const inflectedLanguages: readonly InflectedLanguage[] = inflectionTables.map(
  ({ endings, alternations, postpositions, tag, name, inflects }) => {
    const rules = rulesByLastLetter(endings.trim().split('\n'));
    return {
      tag,
      name,
      inflects,
      baseForms: remembering((word) => baseForms(word, rules, alternations), mostWords),
      postpositions: new Set(postpositions.split(' ').filter(Boolean)),
    };
  },
);

/** A pattern ends in a letter, or in a class of letters such as [aä]. */
function rulesByLastLetter(lines: readonly string[]): Map<string, EndingRule[]> {
  const rules = new Map<string, EndingRule[]>();
  for (const rule of lines.map(parseRule)) {
    const [, several, one = ''] = /(?:\[([^\]]+)\]|(.))\$$/u.exec(rule.pattern.source) ?? [];
    for (const letter of several ?? one) rules.set(letter, [...(rules.get(letter) ?? []), rule]);
  }
  return rules;
}

function parseRule(line: string): EndingRule {
  const [name = '', ending = '', replacement = '', base = ''] = line.trim().split(/\s+/);
  return {
    case: name,
    pattern: new RegExp(`${ending}$`, 'u'),
    replacement: replacement === '-' ? '' : replacement,
    base: new RegExp(`${letterClasses[base] ?? base}$`, 'iu'),
  };
}

function baseForms(
  word: string,
  rules: ReadonlyMap<string, readonly EndingRule[]>,
  alternations: InflectionTable['alternations'],
): BaseForm[] {
  if (word.length > maxWordLength) return [];
  const forms = (rules.get(word.at(-1) ?? '') ?? []).flatMap((rule) => {
    const match = rule.pattern.exec(word);
    if (match === null) return [];
    const ending = match[0];
    const base = word.slice(0, match.index) + rule.replacement.replace('$1', match[1] ?? '');
    const weak = englishEndings.has(ending) && !longVowel.test(word);
    const common = { case: rule.case, ending, weak };
    const changed = alternations
      .filter(([stem]) => stem.test(base))
      .map(([stem, baseEnd]) => ({ ...common, base: base.replace(stem, baseEnd), regular: false }));
    return [...(rule.base.test(base) ? [{ ...common, base, regular: true }] : []), ...changed];
  });
  return forms.filter(({ base }) => base.length >= minBaseLength).sort(byLikelihood);
}

/** The same in all languages, one after the other. */
export function baseFormsOf(word: string): BaseForm[] {
  return inflectedLanguages.flatMap((language) => language.baseForms(word));
}

/**
 * The word before an apostrophe and an ending: Macron of "Macron'un". Any other word as it is, also "Dar'a".
 */
export function beforeApostrophe(word: string): string {
  if (!/^\p{Lu}.{3,}['’]\p{Ll}+$/u.test(word)) return word;
  return baseFormsOf(word).find(({ ending, regular }) => regular && /^['’]/.test(ending))?.base ?? word;
}

function byLikelihood(a: BaseForm, b: BaseForm): number {
  return Number(b.regular) - Number(a.regular) || b.ending.length - a.ending.length;
}
