/** Reads an element of XML as the record of an article, in the field names of JSON and CSV. */

import type { JsonObject } from '../../jsonObject.ts';
import { elementsIn, textIn, type XmlElement } from '../../markup/xmlElement.ts';
import { wordSet } from '../../text/wordSet.ts';
import { knownFields, namesOf, normalizedName } from '../json/knownFields.ts';

/** Elements of any field in databases (mysqldump, phpMyAdmin, Solr): their attribute `name` says of which. */
const namedElements = wordSet`field column str arr date`;
const texts = namesOf('text');
const titles = namesOf('title');

export const isTitle = (field: string): boolean => titles.has(normalizedName(field));
export const isText = (field: string): boolean => texts.has(normalizedName(field));

const hasOwnText = ({ children }: XmlElement): boolean =>
  children.some((child) => typeof child === 'string' && child.trim() !== '');

/** Elements around what a record says of itself. */
const groups = wordSet`head header info meta metadata properties`;

/** The elements of a record that are its fields, also those in groups, unless it has them itself. */
export function fieldsIn(record: XmlElement): XmlElement[] {
  const own = elementsIn(record);
  const names = new Set(own.map(fieldOf));
  const grouped = own.filter(({ tag }) => groups.has(tag.toLowerCase())).flatMap(elementsIn);
  return [...own, ...grouped.filter((element) => !names.has(fieldOf(element)))];
}

/** The field that an element is for: a common field name if it is known, else its own. */
export function fieldOf({ tag, attributes }: XmlElement): string {
  return knownName((namedElements.has(tag) ? attributes.name : undefined) ?? tag);
}

const knownName = (name: string): string => knownFields.get(normalizedName(name)) ?? name;

/** The fields of a record: its attributes and elements. What a record has several times is a list. */
export function recordOf(element: XmlElement): JsonObject {
  const fields = new Map<string, unknown[]>();
  for (const [name, value] of Object.entries(element.attributes)) fields.set(knownName(name), [value]);
  const given = new Set<string>();
  for (const child of fieldsIn(element)) {
    const name = fieldOf(child);
    const value = isText(name) ? bodyOf(child) : valueIn(child);
    if (given.has(name)) fields.get(name)?.push(value);
    else fields.set(name, [value]);
    given.add(name);
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [
      name,
      isText(name) ? values.join('\n\n') : values.length === 1 || isTitle(name) ? values[0] : values,
    ]),
  );
}

/** A text; a list, if it has elements of one name alone; an object, if they have several. */
function valueIn(element: XmlElement): unknown {
  const inside = elementsIn(element);
  if (inside.length === 0 || hasOwnText(element)) return textIn(element).trim();
  const isList = new Set(inside.map(({ tag }) => tag)).size === 1;
  return isList
    ? inside.map((each) => textIn(each).trim())
    : Object.fromEntries(inside.map((each) => [each.tag, textIn(each).trim()]));
}

/** The elements of HTML that a text may have; others begin a paragraph. */
const blocks = wordSet`br div ul ol blockquote figure table tr`;
/** Those in whose own text others mark words: the name of a person, or italics. */
const lines = wordSet`p h1 h2 h3 h4 h5 h6 li figcaption td th span a em strong b i u sub sup`;

/** The text of an article: as it is, or as HTML if it has elements. */
function bodyOf(element: XmlElement): string {
  return elementsIn(element).length === 0 ? textIn(element).trim() : markupIn(element, 'p');
}

/** @param other the tag for elements of other names; what is empty there begins a paragraph */
function markupIn({ children }: XmlElement, other: 'p' | 'span'): string {
  return children
    .map((child) => {
      if (typeof child === 'string') return child.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const name = child.tag.toLowerCase();
      // Without an address, <a> is no link but an answer.
      const isKnown = name === 'a' ? 'href' in child.attributes : blocks.has(name) || lines.has(name);
      const tag = isKnown ? name : child.children.length === 0 ? 'p' : other;
      const isLine = lines.has(tag) && hasOwnText(child);
      return tag === 'br' ? '<br>' : `<${tag}>${markupIn(child, isLine ? 'span' : 'p')}</${tag}>`;
    })
    .join('');
}
