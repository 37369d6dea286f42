/**
 * Reads lines whose elements stand side by side, set apart by styles alone: authors in elements of their own,
 * each perhaps with a role, and a name beside a date.
 */
import { isWeekday } from '../../dates/weekdayNames.ts';
import { type Element, lineOf } from '../../markup/htmlTree.ts';
import { authorsInByline, isListOfNames } from '../../text/byline/names.ts';
import { isBylineLabel } from '../../text/byline/starts.ts';
import type { Block } from '../blocks.ts';
import { isPageWord } from './pageWords.ts';

/** The longest line of authors, in characters: a longer one is a sentence. */
export const maxLength = 100;

/**
 * The text of a short block with spaces between its elements, which styles may set apart:
 * `<span>By Jane Doe</span><span>Tuesday</span>`. A weekday set apart behind a full name is no part of it.
 */
export function spacedText({ text, element }: Block): string {
  if (text.length > maxLength || element.children.length < 2 || !mayBeLine(element)) return text;
  const apart = namesApart(element);
  if (apart !== undefined) return apart;
  const parts = element.children.map((child) => (typeof child === 'string' ? child : lineOf(child)));
  // An element may have several blocks.
  if (withoutSpaces(parts.join('')) !== withoutSpaces(text)) return text;
  // Styles also set a first letter apart.
  return parts
    .reduce((line, part) => {
      if (/(?<!\p{L})\p{L}$/u.test(line)) return line + part;
      return `${line}${isWeekday(part.trim()) && authorsInByline(line).length > 0 ? ',' : ''} ${part}`;
    })
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,;:.)])/g, '')
    .trim();
}

/** How many elements with a name each an element may have. */
const mostNames = 8;

/**
 * The names that stand in elements of their own, with commas between them and with the "By" before them, but
 * without roles; `undefined` if the element does not consist of such: `By <a>Jane Doe</a><a>John Roe</a>`.
 */
export function namesApart({ children }: Element): string | undefined {
  const [only] = children;
  if (children.length === 1 && only !== undefined && typeof only !== 'string') return namesApart(only);
  if (children.length < 2 || children.length > 2 * mostNames + 1) return undefined;
  const [first = '', ...others] = parts(children).filter((part) => part !== '');
  const label = isBylineLabel(first) ? `${first} ` : '';
  const names = label === '' ? [first, ...others] : others;
  if (label !== '' && names.length === 1) return `${label}${names[0]}`;
  const areNames = names.length > 1 && names.length <= mostNames && names.every(isShortList);
  return areNames ? `${label}${names.join(', ').replaceAll(/,+(?=,)/g, '')}` : undefined;
}

const parts = (children: Element['children']): string[] =>
  children.map((child) =>
    typeof child === 'string' ? child.trim() : (nameBesideRole(child) ?? lineOf(child)),
  );

/** The name of an element that has a role beside it: `<a>Jane Doe</a><span>Political editor</span>`. */
function nameBesideRole({ children }: Element): string | undefined {
  if (children.length < 2 || children.length > maxParts) return undefined;
  const texts = children.map((child) => (typeof child === 'string' ? child.trim() : lineOf(child)));
  const [name, role, ...others] = texts.filter((text) => text !== '');
  if (name === undefined || role === undefined || others.length > 0) return undefined;
  return isShortList(name) && !isBylineLabel(name) && isRole(role, name) ? name : undefined;
}

/** Whether a text is no further name behind a name. */
const isRole = (text: string, name: string): boolean =>
  text.length <= maxLength &&
  (isPageWord(text) || authorsInByline(`${name}, ${text}`).length === authorsInByline(name).length);

/** Of a name with a role: the two, and spaces around them. */
const maxParts = 5;

const isShortList = (text: string): boolean => text.length <= maxLength && isListOfNames(text);

/** Nodes and characters of an element that is a line. One that is larger has many blocks, each read here. */
const maxMarkup = 2000;

/** Whether an element is small enough for a line. Reading those of many nested ones takes quadratic time. */
export const mayBeLine = (element: Element): boolean => sizeLeft(element, maxMarkup) >= 0;

/** What is left of a size without the nodes and characters of an element; negative if it has more. */
function sizeLeft({ children }: Element, size: number): number {
  let left = size;
  for (const child of children) {
    if (left < 0) break;
    left = typeof child === 'string' ? left - child.length - 1 : sizeLeft(child, left - 1);
  }
  return left;
}

const withoutSpaces = (text: string): string => text.replace(/\s/g, '');
