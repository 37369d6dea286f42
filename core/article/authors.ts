/** Who wrote a story: said for machines (JSON-LD, meta, microdata, `rel=author`) or printed near it. People come before organisations. */

import type { Element } from '../markup/htmlTree.ts';
import { elementsUnder, lineOf, type HtmlPage } from '../markup/htmlTree.ts';
import { authorsInByline, authorsInField, isAgency, isByline, isListOfNames } from '../text/byline.ts';
import { lettersAndDigits } from '../text/oneLine.ts';
import { purposeNames, purposeBits } from './purposes.ts';
import type { PageMetadata } from './metadata.ts';
import type { StoryContext } from './publicationDates.ts';

export interface PageAuthors {
  /** As printed. */
  byline?: string;
  authors: string[];
}

const longestByline = 100;

/** @param site the names that the page's publisher goes by */
export function findAuthors(
  page: HtmlPage,
  metadata: PageMetadata,
  printed: StoryContext,
  site: readonly string[],
): PageAuthors {
  const { above, below } = linesNear(printed);
  const bylineIn = (lines: readonly Line[]) => lines.map(({ text }) => text).find(isByline);
  const [over, under] = [bylineIn(above), bylineIn(below)];
  const byline = over ?? under;
  const data = metadata.article?.authors ?? [];
  const host = lettersAndDigits(printed.domain ?? '');
  const isSite = (name: string) =>
    site.some((own) => own.toLowerCase() === name.toLowerCase()) ||
    (lettersAndDigits(name).length >= 3 && host.startsWith(lettersAndDigits(name)));
  const people = data
    .filter(({ name, organisation }) => !organisation && !isSite(name))
    .flatMap(({ name }) => authorsInField(name));
  const said = metadata.authors.flatMap(authorsInField).filter((name) => !isSite(name));
  const agencies = data
    .filter(({ name, organisation }) => organisation && isAgency(name))
    .map(({ name }) => name);
  const organisations = [...data.map(({ name }) => name), ...metadata.authors].flatMap(authorsInField);
  const authors =
    [
      people.length > 0 ? [...people, ...agencies] : [],
      said,
      marked(page),
      over === undefined ? [] : authorsInByline(over),
      named(above),
      under === undefined ? [] : authorsInByline(under),
      named(below),
      alone(printed),
      organisations,
    ].find(({ length }) => length > 0) ?? [];
  return { ...(byline === undefined ? {} : { byline }), authors: [...new Set(authors)] };
}

interface Line {
  text: string;
  element: Element;
}

/** Short lines between a little before the headline and the start of the story, and just after it. */
function linesNear({ shown, story }: StoryContext): { above: Line[]; below: Line[] } {
  const headline = shown.findLastIndex(
    ({ element }, i) => element.tag === 'h1' && i <= Math.max(0, story.first),
  );
  const start = Math.max(0, (headline < 0 ? story.first : Math.min(headline, story.first)) - 6);
  const short = (lines: readonly Line[]) => lines.filter(({ text }) => text.length <= longestByline);
  return {
    above: short(shown.slice(start, Math.min(story.first + 4, story.last + 1))),
    below: short(shown.slice(story.last, story.last + 4)),
  };
}

/** Microdata, microformats and `rel=author`; of a comment's or another story's author nothing is said here. */
function marked(page: HtmlPage): string[] {
  for (const says of [isAuthorItem, isAuthorLink]) {
    const names = new Set<string>();
    for (const element of elementsUnder(page.root)) {
      if (!says(element) || isElsewhere(element)) continue;
      const inner = [...elementsUnder(element)].find(({ attributes }) => attributes.itemprop === 'name');
      const text = inner?.attributes.content ?? lineOf(inner ?? element);
      for (const name of text.length <= longestByline ? authorsInByline(text) : []) names.add(name);
    }
    if (names.size > 0 && names.size <= 4) return [...names];
  }
  return [];
}

const isAuthorItem = ({ attributes }: Element) => attributes.itemprop?.toLowerCase() === 'author';
const isAuthorLink = ({ attributes }: Element) => /\bauthor\b/.test(attributes.rel ?? '');

const bitOf = (name: (typeof purposeNames)[number]) => 1 << purposeNames.indexOf(name);
const elsewhere = bitOf('comment') | bitOf('related') | bitOf('side');

function isElsewhere(element: Element): boolean {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 8; at = at.parent, up++) {
    if (at.tag === 'aside' || purposeBits(`${at.attributes.class ?? ''} ${at.attributes.id ?? ''}`) & elsewhere)
      return true;
  }
  return false;
}

const bylineNames =
  /(?:^|[^a-z])(?:by-?line|authors?|author-?name|contributors?|autor(?:es)?|auteur|writer|firma|redaktor)(?:[^a-z]|$)/i;

/** A line in an element that calls itself a byline. */
function named(near: readonly Line[]): string[] {
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

/** Names alone in bold, as the first lines of the story. */
function alone({ shown, story }: StoryContext): string[] {
  const line = shown
    .slice(Math.max(0, story.first - 1), story.first + 3)
    .find(({ bold, text }) => bold && text.length <= longestByline && isListOfNames(text));
  return line === undefined ? [] : authorsInByline(line.text);
}
