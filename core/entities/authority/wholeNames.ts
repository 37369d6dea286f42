/**
 * Organisations of the authority of whose name the tagger has one end: "[Sheffield] Wednesday", whose other
 * end looks like a date, "Aston [Villa]", and "[Swiss] Re".
 */
import { textBefore } from '../../text/slices.ts';
import type { Mention } from '../annotation.ts';
import { fold } from '../slug.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';

/** What may follow the beginning of a name: up to three words with capitals, a small word before each. */
const following = /^(?:(?: (?:of|and|&|on|in|for|to)(?: the)?)? \p{Lu}[\p{L}\p{N}'’-]*){1,3}/u;
/** What may precede its end: up to three words with capitals, a small word behind each. */
const preceding = /(?:(?<![^\s("“‘])\p{Lu}[\p{L}'’-]* (?:(?:of|for|and|&|on|in|to) (?:the )?)?){1,3}$/u;
/** In characters, of either. */
const longest = 40;

/** "American Express" has a group's name at one end, and "AS [Roma]" what looks like a lone person's. */
const completed: ReadonlySet<string> = new Set(['place', 'organization', 'group']);

type Span = Pick<Mention, 'start' | 'end'>;

/** "Melbourne Storm Kills Three" is of a place and its weather, unless the text has the club elsewhere. */
const goesOn = (text: string, { end }: Span): boolean => /^ \p{Lu}/u.test(text.slice(end, end + 2));
const isOfWhere = ({ type, end }: Mention, longer: Span): boolean =>
  (type === 'place' || type === 'group') && longer.end > end;

/** @param mentions in text order; what the longer names cover is left out */
export function completeNames(text: string, mentions: readonly Mention[], authority: Authority): Mention[] {
  const found: Mention[] = [];
  const wholes = mentions.map((_, i) => completeName(text, mentions, i, authority));
  const sure = new Set(wholes.flatMap((whole) => (whole && !goesOn(text, whole) ? [whole.entity] : [])));
  for (const [i, mention] of mentions.entries()) {
    if (mention.start < (found.at(-1)?.end ?? 0)) continue;
    const longer = wholes[i];
    const isDoubtful = longer !== undefined && isOfWhere(mention, longer) && goesOn(text, longer);
    const whole = longer === undefined || (isDoubtful && !sure.has(longer.entity)) ? mention : longer;
    const before = found.findLastIndex(({ start }) => start < whole.start);
    // What is before it may have a word that it would need.
    if ((found[before]?.end ?? 0) > whole.start) found.push(mention);
    else found.splice(before + 1, found.length, whole);
  }
  return found;
}

function completeName(
  text: string,
  mentions: readonly Mention[],
  i: number,
  authority: Authority,
): Mention | undefined {
  const mention = mentions[i] as Mention;
  const { type, link } = mention;
  const mayBePart = completed.has(type) || (type === 'person' && !mention.surface.includes(' '));
  const isShort = link.reason === 'short form';
  if (!mayBePart || !(isShort || link.reason === 'same name' || link.reason === 'alias')) return undefined;
  for (const span of longerSpans(text, mention)) {
    const surface = text.slice(span.start, span.end);
    const entry = organizationCalled(surface, authority);
    // "[Standard] Chartered" is short for the name that the text has whole elsewhere.
    if (isShort && entry?.id !== mention.entity) continue;
    if (entry === undefined) continue;
    return { ...mention, ...span, surface, type: 'organization', entity: entry.id, name: entry.name };
  }
  return undefined;
}

/** With the words behind, then with those before, the longest first; "[Standard & Poor]'s" after them. */
function* longerSpans(text: string, { start, end, type }: Mention): Generator<Span> {
  const [behind = ''] = following.exec(text.slice(end, end + longest)) ?? [];
  for (let length = behind.length; length > 0; length = behind.lastIndexOf(' ', length - 1))
    yield { start, end: end + length };
  const [before = ''] = preceding.exec(textBefore(text, start, longest)) ?? [];
  for (let rest = before; rest !== ''; rest = rest.slice(rest.indexOf(' ') + 1))
    if (/^\p{Lu}/u.test(rest)) yield { start: start - rest.length, end };
  const ending = /^['’]s(?!\p{L})/u.exec(text.slice(end, end + 3));
  if (type === 'organization' && ending !== null) yield { start, end: end + ending[0].length };
}

const possessive = /['’]s$/;
const isWritten = (whole: string) => (name: string) => possessive.test(name) && fold(name) === fold(whole);

/**
 * The only thing with this name, if it is an organisation. Nicknames after "The" are many a team's: the Lions
 * are no club of the authority because a sentence begins with them.
 */
function organizationCalled(whole: string, authority: Authority): AuthorityEntry | undefined {
  const [only, ...others] = authority.named(whole);
  const isOwn = only !== undefined && (fold(only.name) === fold(whole) || !/^The\s/.test(whole));
  // "Celtic's" is no name of the Celtics.
  if (possessive.test(whole) && ![only?.name ?? '', ...(only?.aliases ?? [])].some(isWritten(whole)))
    return undefined;
  return isOwn && others.length === 0 && only.type === 'organization' ? only : undefined;
}
