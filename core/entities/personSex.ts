/** Whether a woman or a man has a name: by the titles before it, the given name, or a partner before it. */
import { textBefore } from '../text/slices.ts';
import type { Mention } from './annotation.ts';
import { type Sex, sexOfGivenName, sexOfTitle } from './data/sexes.ts';
import { givenNameOf } from './personName.ts';
import { fold, lastWord } from './slug.ts';
import { titleBefore } from './titles.ts';

const and = '(?:and|AND|&|und|et)';
const couple = new RegExp(String.raw`${and} \S+ $`);
/** In characters: a title with its "and". */
const coupleLength = 30;
/** A given name and "and". No other name is before it: of Ana Viktor and Robin, Viktor is a surname. */
const partner = new RegExp(String.raw`(?<!\p{Lu}\p{L}* )(?<![\p{L}-])(\p{Lu}[\p{L}-]+) ${and} $`, 'u');
/** In characters: a full name with its "and". */
const partnerLength = 40;

/** "Mrs Velmar" is a woman. "Mr and Mrs Velmar" are two people, so neither title tells. */
export const sexBefore = (text: string, start: number): Sex | undefined =>
  sexOfTitles(titlesOfOne(text, start));

/** The titles before a person's name; '' if the last of them is one of a couple's. */
export function titlesOfOne(text: string, start: number): string {
  const titles = titleBefore(text, start);
  return sexOfTitles(titles) !== undefined && isOfCouple(text, start) ? '' : titles;
}

function isOfCouple(text: string, at: number): boolean {
  const before = textBefore(text, at, coupleLength);
  const second = couple.exec(before);
  return second !== null && titleBefore(text, at - before.length + second.index) !== '';
}

/**
 * The sex of the partner before a full name. In "Bill and Hillary Velmar" that is a man, so Mr Velmar is
 * Bill, though men are called Hillary too.
 */
export function sexOfPartner(text: string, start: number): Sex | undefined {
  const [, given] = partner.exec(textBefore(text, start, partnerLength)) ?? [];
  return given === undefined ? undefined : sexOfGivenName(fold(given));
}

/** What the titles before somebody's full name say, if they agree, or else the given name. */
export function sexOf(titles: ReadonlySet<string>, name: string): Sex | undefined {
  const sexes = new Set([...titles].flatMap((each) => sexOfTitles(each) ?? []));
  return sexes.size === 1 ? [...sexes][0] : sexOfGivenName(givenNameOf(name));
}

/** Only the word before the name counts: a Lord Chancellor may be a woman. */
const sexOfTitles = (titles: string): Sex | undefined => sexOfTitle(lastWord(titles));

/** By entity, what the titles before its mentions say. If they contradict each other, that is nothing. */
export function sexesOf(text: string, mentions: readonly Mention[]): ReadonlyMap<string, Sex> {
  const said = new Map<string, Sex | 'both'>();
  for (const mention of mentions) {
    const { entity } = mention;
    const sex = entity?.startsWith('person/') ? sexBefore(text, mention.start) : undefined;
    if (entity === null || sex === undefined) continue;
    said.set(entity, (said.get(entity) ?? sex) === sex ? sex : 'both');
  }
  return new Map([...said].flatMap(([entity, sex]) => (sex === 'both' ? [] : [[entity, sex]])));
}
