/**
 * Finds who wrote a story: in JSON-LD, `meta` elements, microdata and `rel=author`, or in text near the
 * story. People take precedence over organisations.
 */

import type { Element } from '../markup/htmlTree.ts';
import { elementsUnder, type HtmlPage, lineOf } from '../markup/htmlTree.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { anyOf } from '../text/anyOf.ts';
import { authorsInByline, authorsInField, isAgency, isByline, isListOfNames } from '../text/byline.ts';
import { lettersAndDigits } from '../text/oneLine.ts';
import type { PageMetadata } from './metadata.ts';
import { bitOf, purposeBits } from './purposes.ts';
import type { StoryContext } from './storyContext.ts';

export interface PageAuthors {
  /** As printed. */
  byline?: string;
  authors: string[];
}

const maxBylineLength = 100;

/**
 * The byline and authors from the first source that names any.
 * @param publishers the names of the page's publisher, which are not authors
 */
export function findAuthors(
  page: HtmlPage,
  metadata: PageMetadata,
  context: StoryContext,
  publishers: readonly string[],
): PageAuthors {
  const { above, below } = linesNear(context);
  const bylineIn = (lines: readonly Line[]) => lines.map(({ text }) => text).find(isByline);
  const [over, under] = [bylineIn(above), bylineIn(below)];
  const byline = over ?? under;
  const data = metadata.article?.authors ?? [];
  const host = lettersAndDigits(context.domain ?? '');
  const isPublisher = (name: string) =>
    publishers.some((publisher) => publisher.toLowerCase() === name.toLowerCase()) ||
    (lettersAndDigits(name).length >= 3 && host.startsWith(lettersAndDigits(name)));
  const people = data
    .filter(({ name, organisation }) => !organisation && !isPublisher(name))
    .flatMap(({ name }) => authorsInField(name));
  const fromMeta = metadata.authors.flatMap(authorsInField).filter((name) => !isPublisher(name));
  const agencies = data
    .filter(({ name, organisation }) => organisation && isAgency(name))
    .map(({ name }) => name);
  const organisations = [...data.map(({ name }) => name), ...metadata.authors].flatMap(authorsInField);
  const authors =
    [
      people.length > 0 ? [...people, ...agencies] : [],
      fromMeta,
      authorsInMarkup(page),
      over === undefined ? [] : authorsInByline(over),
      authorsInNamedElements(above),
      under === undefined ? [] : authorsInByline(under),
      authorsInNamedElements(below),
      authorsInBoldLine(context),
      organisations,
    ].find(({ length }) => length > 0) ?? [];
  return { ...omitUndefined({ byline }), authors: [...new Set(authors)] };
}

interface Line {
  text: string;
  element: Element;
}

/**
 * The short lines from a little above the headline to the start of the story, and those just below the
 * story.
 */
function linesNear({ visibleBlocks, story }: StoryContext): { above: Line[]; below: Line[] } {
  const headline = visibleBlocks.findLastIndex(
    ({ element }, i) => element.tag === 'h1' && i <= Math.max(0, story.first),
  );
  const start = Math.max(0, (headline < 0 ? story.first : Math.min(headline, story.first)) - 6);
  const short = (lines: readonly Line[]) => lines.filter(({ text }) => text.length <= maxBylineLength);
  return {
    above: short(visibleBlocks.slice(start, Math.min(story.first + 4, story.last + 1))),
    below: short(visibleBlocks.slice(story.last, story.last + 4)),
  };
}

/** The authors in microdata and `rel=author`, except those of comments and other stories. */
function authorsInMarkup(page: HtmlPage): string[] {
  for (const isAuthor of [isAuthorItem, isAuthorLink]) {
    const names = new Set<string>();
    for (const element of elementsUnder(page.root)) {
      if (!isAuthor(element) || isElsewhere(element)) continue;
      const inner = [...elementsUnder(element)].find(({ attributes }) => attributes.itemprop === 'name');
      const text = inner?.attributes.content ?? lineOf(inner ?? element);
      for (const name of text.length <= maxBylineLength ? authorsInByline(text) : []) names.add(name);
    }
    if (names.size > 0 && names.size <= 4) return [...names];
  }
  return [];
}

const isAuthorItem = ({ attributes }: Element) => attributes.itemprop?.toLowerCase() === 'author';
const isAuthorLink = ({ attributes }: Element) => /\bauthor\b/.test(attributes.rel ?? '');

const otherParts = bitOf('comment') | bitOf('related') | bitOf('side');

function isElsewhere(element: Element): boolean {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 8; at = at.parent, up++) {
    if (
      at.tag === 'aside' ||
      purposeBits(`${at.attributes.class ?? ''} ${at.attributes.id ?? ''}`) & otherParts
    )
      return true;
  }
  return false;
}

const bylineWords = anyOf`
  by-?line, authors?, author-?name, contributors?, autor(?:es)?, auteur, writer, firma, redaktor
`;
const bylineNames = new RegExp(`(?:^|[^a-z])(?:${bylineWords})(?:[^a-z]|$)`, 'i');

/** The authors in the first line whose class or id names it a byline. */
function authorsInNamedElements(near: readonly Line[]): string[] {
  for (const { text, element } of near) {
    for (let at: Element | undefined = element, up = 0; at !== undefined && up < 3; at = at.parent, up++) {
      const names = bylineNames.test(`${at.attributes.class ?? ''} ${at.attributes.id ?? ''}`)
        ? authorsInByline(text)
        : [];
      if (names.length > 0) return names;
    }
  }
  return [];
}

/** The authors in a bold line of names at the start of the story. */
function authorsInBoldLine({ visibleBlocks, story }: StoryContext): string[] {
  const line = visibleBlocks
    .slice(Math.max(0, story.first - 1), story.first + 3)
    .find(({ bold, text }) => bold && text.length <= maxBylineLength && isListOfNames(text));
  return line === undefined ? [] : authorsInByline(line.text);
}
