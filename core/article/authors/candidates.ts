/**
 * Collects what may be the authors of a story: lists of names in metadata, microdata, links to authors,
 * elements that are named for authors, bylines, and lines with a date.
 */
import { type Element, elementsUnder, type HtmlPage, isNamed, lineOf } from '../../markup/htmlTree.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { anyOf } from '../../text/anyOf.ts';
import { isByline } from '../../text/byline/byline.ts';
import { authorsInByline, authorsInField, isListOfNames } from '../../text/byline/names.ts';
import { hyphenateCamelCase } from '../../text/camelCase.ts';
import { remembering } from '../../text/remembering.ts';
import type { Block } from '../blocks.ts';
import type { PageMetadata } from '../metadata.ts';
import type { StoryContext } from '../storyContext.ts';
import { beginsWithBy, creditedNames, namesIn, withoutContacts, withoutDate } from './creditLines.ts';
import { maxLength, mayBeLine, namesApart, spacedText } from './namesApart.ts';

/** Where a list of names was found. The author trees were trained on this order. */
export const authorSources = [
  'people',
  'organisations',
  'meta',
  'item',
  'rel',
  'link',
  'named',
  'byline',
  'dated',
  'bold',
  'credit',
  'line',
] as const;
export type AuthorSource = (typeof authorSources)[number];

export interface AuthorCandidate {
  names: string[];
  source: AuthorSource;
  /** Where it is printed. */
  element?: Element;
  /** The text that the names were read from. */
  text: string;
  /** Whether it is a byline after the start of the story, which may be another story's. */
  below: boolean;
}

const maxCandidates = 60;
/** Blocks before and after the story whose lines may name its authors. */
const reach = { before: 12, after: 6 };

/** Blocks from the start of a story among which its byline may be. */
const linesAtStart = 3;
/** Lines of a block among which a byline may be: below a headline, above a date. */
const linesAtHead = 4;

/** The candidates, those of the metadata first, the others in page order. */
export function authorCandidates(
  page: HtmlPage,
  metadata: PageMetadata,
  { visibleBlocks, story }: StoryContext,
): AuthorCandidate[] {
  const found: AuthorCandidate[] = [];
  const add: Add = (source, names, text, element, below = false) => {
    const distinct = [...new Set(names)];
    if (distinct.length > 0 && found.length < maxCandidates)
      found.push({ names: distinct, source, text, ...omitUndefined({ element }), below });
  };
  addDeclared(metadata, add);
  addElements(page, add);
  const start = Math.max(0, story.first - reach.before);
  const near = visibleBlocks.slice(start, Math.max(0, story.last) + reach.after + 1);
  // A page that prints no story has no end of it.
  const end = story.last < 0 ? near.length : story.last;
  for (const [i, block] of near.entries())
    addPrinted(block, start + i > Math.min(story.first + linesAtStart, end), add);
  return found;
}

function addDeclared({ article, authors }: PageMetadata, add: Add): void {
  const data = article?.authors ?? [];
  const people = data.filter(({ organisation }) => !organisation).map(({ name }) => name);
  const others = data.filter(({ organisation }) => organisation).map(({ name }) => name);
  add('people', people.flatMap(authorsInField), people.join(', '));
  add('people', [...people.flatMap(authorsInField), ...others], data.map(({ name }) => name).join(', '));
  add('organisations', others, others.join(', '));
  add('meta', authors.flatMap(authorsInField), authors.join(', '));
  for (const one of authors.slice(0, 3)) add('meta', authorsInField(one), one);
}

function addPrinted(block: Block, below: boolean, add: Add): void {
  const { lines, element, bold, linked } = block;
  const text = spacedText(block);
  const printed = lines?.slice(0, linesAtHead).find(isByline);
  if (printed !== undefined) {
    add('byline', authorsInByline(withoutContacts(printed)), printed, element, below);
    return;
  }
  if (text.length > maxLength) {
    if (isByline(text)) add('byline', authorsInByline(withoutContacts(text)), text, element, below);
    return;
  }
  const rest = withoutDate(text);
  const line = withoutContacts(rest || text);
  const credited = creditedNames(line);
  if (isByline(line)) add('byline', authorsInByline(line), text, element, below);
  else if (credited.length > 0) add('credit', credited, text, element);
  // A line that is a link, but not to an author, is the site's name or a section as often.
  else if ((bold || linked === 0) && isListOfNames(text))
    add(bold ? 'bold' : 'line', authorsInByline(text), text, element);
  if (rest !== undefined) add('dated', namesBesideDate(rest, text, element), text, element);
}

/** A section behind a date: "May 3, 2021 in Politics". */
const section = /^(?:in|under|unter|dans|en) /;

/**
 * The names that a line has beside its date. A word in lower case that is not marked in any way, by "by" or
 * by an element, is no pseudonym: "edizione 11/02/2021".
 */
function namesBesideDate(rest: string, text: string, { children }: Element): string[] {
  if (section.test(rest)) return [];
  const isLower = beginsSmall.test(rest) && rest === rest.toLowerCase() && !beginsWithBy(rest);
  const isWord = isLower && text.startsWith(rest) && children.every((child) => typeof child === 'string');
  return isWord ? authorsInByline(rest) : namesIn(rest);
}

/** Georgian names begin like other words. */
const beginsSmall = /^(?!\p{Script=Georgian})\p{Ll}/u;

type Add = (
  source: AuthorSource,
  names: readonly string[],
  text: string,
  element?: Element,
  below?: boolean,
) => void;

const authorWords = anyOf`
  by-?line\w*, authors?, author-?names?, posted-?by, contributors?, autor(?:es|in)?, auteurs?, autore, writer,
  firma, redaktor, reporter, vcard, fn, username, user-?name, p-author, creator, verfasser, skribent
`;
const authorNames = new RegExp(`(?:^|[^a-z])(?:${authorWords})(?:[^a-z]|$)`, 'i');
const maxClassLength = 400;
const namesAuthor = remembering(
  (names) => names.length < maxClassLength && authorNames.test(hyphenateCamelCase(names)),
);
const authorFolders = anyOf`
  authors?, autor(?:es|en|in)?, auteurs?, writers?, by, users?, profiles?, people, journalist\w*, reporter,
  redaktion, editors, contributors?, staff, team, members?
`;
const authorPaths = new RegExp(`/(?:${authorFolders})/[^/]|[?&]author=`, 'i');

/** Elements of an author's microdata among which that of the name is. */
const mostInItem = 100;

/** Elements that microdata, links or names mark as an author's; the lists of those beside each other too. */
function addElements(page: HtmlPage, add: Add): void {
  const groups = new Map<Element | undefined, Map<AuthorSource, { names: string[]; element: Element }>>();
  for (const element of page.elements) {
    const source = sourceOf(element);
    if (source === undefined) continue;
    const inner =
      source === 'item'
        ? elementsUnder(element, mostInItem).find(({ attributes }) => attributes.itemprop === 'name')
        : undefined;
    const printed = inner ?? element;
    if (!mayBeLine(printed)) continue;
    const text =
      inner?.attributes.content ?? element.attributes.content ?? namesApart(printed) ?? lineOf(printed);
    if (text === '' || text.length > maxLength) continue;
    const names = namesIn(withoutDate(text) ?? text);
    if (names.length === 0) continue;
    add(source, names, text, element);
    const holder = source === 'item' ? undefined : element.parent?.parent;
    const group = groups.get(holder) ?? new Map<AuthorSource, { names: string[]; element: Element }>();
    const known = group.get(source);
    if (known === undefined) group.set(source, { names: [...names], element });
    else known.names.push(...names);
    groups.set(holder, group);
  }
  for (const group of groups.values())
    for (const [source, { names, element }] of group)
      if (new Set(names).size > 1 && names.length <= 8) add(source, names, names.join(', '), element);
}

function sourceOf(element: Element): AuthorSource | undefined {
  const { tag, attributes } = element;
  const { itemprop, rel, href } = attributes;
  if (itemprop !== undefined && /^(?:author|creator)$/i.test(itemprop)) return 'item';
  if (tag === 'a' && rel !== undefined && /\bauthor\b/.test(rel)) return 'rel';
  if (tag === 'a' && href !== undefined && authorPaths.test(href)) return 'link';
  return isNamed(element, namesAuthor) ? 'named' : undefined;
}
