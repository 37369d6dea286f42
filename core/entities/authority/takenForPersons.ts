/** Companies and clubs that the tagger takes for persons; many have a person's name: "Morgan Stanley". */
import type { Mention } from '../annotation.ts';
import { isFormOfGivenName } from '../data/givenNameForms.ts';
import { addresses, givenNames } from '../data/people.ts';
import { fold } from '../slug.ts';
import { titleBefore } from '../titles.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';

/** Below it, a lone surname that nobody in the document has is rather the company of this name. */
const doubtfulOnce = 0.65;
const doubtfulTwice = 0.9;
/** A text names a person in full before it has the surname alone so often. */
const oftenAlone = 3;
/** In characters, before a mention. */
const titleLength = 16;
/** Titles that companies and clubs have too: "the champion Green Bay Packers". */
const sharedTitles = new Set(['rival', 'champion', 'leader', 'veteran', 'trainer']);
/** Behind a name: an age, or what only one person does or suffers. */
const behindPerson =
  /^(?:, [1-9]\d?(?:,|\.| and | who | is | was )| (?:(?:was|is|has|had|been|later) )*(?:died|married|arrested|jailed|remanded|stabbed|kicked|volleyed|bowled|batted|wept|smiled|shrugged|himself|herself)(?!\p{L}))/u;
/** The rest of the sentence that a name opens, and whom the next one is about. */
const openedSentence = /^([^.!?\n]{1,120})[.!?]["”]? (?:He|She|His|Her) /;
const opening = /(?:^|[.!?\n]["”]? ?)$/;
/** Two words with capitals: whom "he" may be, too. */
const fullName = / \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}/u;
/** In characters, behind a mention. */
const sentenceLength = 140;

/**
 * The one company or body that has this name, if nothing else of the name is known.
 * @param mentions of the entity `id`
 */
export function companyMeant(
  text: string,
  id: string,
  mentions: readonly Mention[],
  authority: Authority,
): AuthorityEntry | undefined {
  const [{ name } = { name: '' }] = mentions;
  if (!id.startsWith('person/')) return undefined;
  const [first = '', ...others] = name.split(' ');
  // Louis Vuitton and Philip Morris are persons too.
  if (givenNames.has(first) || (others.length === 0 && !isRatherCompany(mentions))) return undefined;
  const [only, ...more] = authority.named(name);
  if (only?.type !== 'organization' || more.length > 0 || !isWrittenSo(name, only)) return undefined;
  // Al and Les are forms of given names, too: Al Jazeera, Les Echos.
  const isFounder = isFormOfGivenName(fold(first)) && fold(only.name) === fold(others.join(' '));
  return isFounder || mentions.some((each) => isShownAsPerson(text, each)) ? undefined : only;
}

/** Whether a lone name stands as no person's does. */
function isRatherCompany(mentions: readonly Mention[]): boolean {
  if (mentions.some(({ link }) => link.reason !== 'same name')) return false;
  const surest = Math.max(...mentions.map(({ confidence }) => confidence));
  return mentions.length >= oftenAlone || surest < (mentions.length > 1 ? doubtfulTwice : doubtfulOnce);
}

/** "Mr Goldman", "Judge Ford"; "Shell, 19, was"; "Dell retired in May. He was". */
function isShownAsPerson(text: string, mention: Mention): boolean {
  const { start, end } = mention;
  const titles = titleBefore(text, start).split(' ');
  const isTitled = titles.some((title) => title !== '' && !sharedTitles.has(title));
  const behind = text.slice(end, end + sentenceLength);
  if (isTitled || hasAddress(text, mention) || behindPerson.test(behind)) return true;
  const opens = opening.test(text.slice(Math.max(0, start - 3), start));
  const [, rest] = (opens && openedSentence.exec(behind)) || [];
  return rest !== undefined && !fullName.test(rest);
}

/** "(Mr Goldman)". */
function hasAddress(text: string, { start }: Mention): boolean {
  const before =
    text
      .slice(Math.max(0, start - titleLength), start)
      .split(/[^\p{L}.]/u)
      .at(-2) ?? '';
  return addresses.has(before) || addresses.has(before.replace('.', ''));
}

/** "Bae" is no BAE, but a text in capitals has SHELL. */
function isWrittenSo(form: string, { name, aliases }: AuthorityEntry): boolean {
  const same = [name, ...aliases].filter((each) => fold(each) === fold(form));
  return form === form.toUpperCase() || same.some((each) => each !== each.toUpperCase());
}
