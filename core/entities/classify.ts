/** What kind of thing a name names, judged by its words and by what stands around it. */
import type { EntityType } from './annotation.ts';
import {
  companySuffixes,
  eventHeads,
  notOrganizations,
  organizationFirsts,
  organizationHeads,
  organizationStarts,
} from './data/organizations.ts';
import { familyFirst, givenNames } from './data/people.ts';
import { compass, placeHeads, placeStarts } from './data/places.ts';
import { placeBefore, speaking } from './data/words.ts';
import { isAcronym } from './token.ts';

export interface Surroundings {
  /** A title or an office stands before it. */
  titled: boolean;
  /** The words before and after, in lower case; '' where there is a sign or nothing. */
  before: string;
  after: string;
}

export interface Judgement {
  type: EntityType;
  /** Set by hand, by how often the rule was seen to be right; not calibrated. */
  confidence: number;
  rule: string;
}

/** By its last or first word: «Bank of Japan», «Korean War», «Lake Saimaa». `undefined`: its words do not say. */
export function judgeByWords(words: readonly string[]): Judgement | undefined {
  if (words.length < 2) return undefined;
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const preposition = words.findIndex((word) => word === 'of' || word === 'for');
  const head = preposition > 0 ? (words[preposition - 1] ?? '') : last;
  if (companySuffixes.has(last)) return { type: 'organization', confidence: 0.9, rule: 'company suffix' };
  if (compass.has(head) && preposition > 0) return { type: 'place', confidence: 0.75, rule: 'part of a place' };
  if (preposition > 0 && (organizationStarts.has(head) || organizationHeads.has(head))) {
    return { type: 'organization', confidence: 0.85, rule: 'organisation word' };
  }
  if (preposition < 0 && words.length === 2 && givenNames.has(first) && !placeHeads.has(last)) return undefined;
  if (organizationHeads.has(head)) return { type: 'organization', confidence: 0.8, rule: 'organisation word' };
  if (organizationFirsts.has(first)) return { type: 'organization', confidence: 0.6, rule: 'organisation word' };
  if (eventHeads.has(head)) return { type: 'event', confidence: 0.75, rule: 'event word' };
  if (placeHeads.has(head) || placeStarts.has(first)) return { type: 'place', confidence: 0.75, rule: 'geographic word' };
  return undefined;
}

/** A name whose words may say nothing; `undefined` where it is none. */
export function judge(words: readonly string[], { titled, before, after }: Surroundings): Judgement | undefined {
  const first = words[0] ?? '';
  const acronym = words.length === 1 && isAcronym(first);
  if (notOrganizations.has(first) && words.length === 1) return undefined;
  const byWords = judgeByWords(words);
  if (byWords !== undefined) return byWords;
  if (words.length <= 5 && !acronym) {
    if (titled) return { type: 'person', confidence: 0.85, rule: 'title before a name' };
    if (givenNames.has(first) && words.length > 1) return { type: 'person', confidence: 0.85, rule: 'given name' };
    if (familyFirst.has(first) && words.length > 1 && words.length < 4)
      return { type: 'person', confidence: 0.7, rule: 'family name first' };
  }
  if (acronym) return { type: 'organization', confidence: 0.6, rule: 'acronym' };
  if (words.some((word) => word === '&' || isAcronym(word))) return { type: 'organization', confidence: 0.5, rule: 'letters of a company' };
  if (words.length === 1) return judgeAlone(first, before, after);
  if (words.length <= 3) return { type: 'person', confidence: 0.55, rule: 'capitalised words' };
  return { type: 'organization', confidence: 0.3, rule: 'many capitalised words' };
}

function judgeAlone(word: string, before: string, after: string): Judgement | undefined {
  // «the West»; «West» alone is as often a direction.
  if (compass.has(word)) return before === 'the' ? { type: 'place', confidence: 0.6, rule: 'part of the world' } : undefined;
  if (placeBefore.has(before) && (before === 'in' || before === 'at')) return { type: 'place', confidence: 0.5, rule: 'place preposition' };
  if (speaking.has(after)) return { type: 'person', confidence: 0.5, rule: 'speaks' };
  if (givenNames.has(word)) return { type: 'person', confidence: 0.5, rule: 'given name' };
  if (placeBefore.has(before)) return { type: 'place', confidence: 0.45, rule: 'place preposition' };
  return { type: 'organization', confidence: 0.35, rule: 'capitalised word' };
}
