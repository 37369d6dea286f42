/** Companies and clubs that the tagger takes for persons; many have a person's name: "Morgan Stanley". */
import type { Mention } from '../annotation.ts';
import { isFormOfGivenName } from '../data/givenNameForms.ts';
import { addresses, givenNames } from '../data/people.ts';
import { fold } from '../slug.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';

/** Below it, a lone surname that nobody in the document has is rather the company of this name. */
const doubtfulOnce = 0.65;
const doubtfulTwice = 0.9;
/** A text names a person in full before it has the surname alone so often. */
const oftenAlone = 3;
/** In characters, before a mention. */
const titleLength = 16;

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
  if (!id.startsWith('person/') || mentions.some((each) => hasTitle(text, each))) return undefined;
  const [first = '', ...others] = name.split(' ');
  // Louis Vuitton, Philip Morris and Walt Disney are persons too.
  const isGiven = givenNames.has(first) || isFormOfGivenName(fold(first));
  if (isGiven || (others.length === 0 && !isRatherCompany(mentions))) return undefined;
  const [only, ...more] = authority.named(name);
  return only?.type === 'organization' && more.length === 0 && isWrittenSo(name, only) ? only : undefined;
}

/** Whether a lone name stands as no person's does. */
function isRatherCompany(mentions: readonly Mention[]): boolean {
  if (mentions.some(({ link }) => link.reason !== 'same name')) return false;
  const surest = Math.max(...mentions.map(({ confidence }) => confidence));
  return mentions.length >= oftenAlone || surest < (mentions.length > 1 ? doubtfulTwice : doubtfulOnce);
}

/** "Mr Goldman". */
function hasTitle(text: string, { start }: Mention): boolean {
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
