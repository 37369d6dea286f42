/** XML elements, and queries on them. */

import { repairMojibake } from '../charset/mojibake.ts';
import { tidyLine } from '../text/tidy.ts';
import { lineOfMarkup } from './htmlFragment.ts';

/** An element of XML. One of HTML keeps only some attributes. */
export interface XmlElement {
  tag: string;
  attributes: Record<string, string>;
  parent: XmlElement | undefined;
  children: (XmlElement | string)[];
}

/** The elements directly inside an element. */
export const elementsIn = (element: XmlElement | undefined): XmlElement[] =>
  (element?.children ?? []).filter((child) => typeof child !== 'string');

/** The children with any of the names, in their order. */
export function childrenOf(element: XmlElement | undefined, ...tags: readonly string[]): XmlElement[] {
  return elementsIn(element).filter(({ tag }) => tags.includes(tag));
}

/** The first child with the first of the names that any child has. */
export function childOf(element: XmlElement | undefined, ...tags: readonly string[]): XmlElement | undefined {
  for (const tag of tags) {
    const [found] = childrenOf(element, tag);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Follows a path of first children. */
export function elementAt(
  element: XmlElement | undefined,
  ...path: readonly string[]
): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((parent, tag) => childOf(parent, tag), element);
}

/** All text inside an element, unchanged. */
export function textIn(element: XmlElement | undefined): string {
  return element === undefined ? '' : textsIn(element).join('');
}

function textsIn({ children }: XmlElement): string[] {
  return children.flatMap((child) => (typeof child === 'string' ? [child] : textsIn(child)));
}

/** Repairs mojibake in place if it is certain for the element's text as a whole. Returns whether it did. */
export function repairElementMojibake(element: XmlElement): boolean {
  // XML contains no NUL, so it can separate the texts.
  const repaired = repairMojibake(textsIn(element).join('\0'))?.split('\0');
  if (repaired === undefined) return false;
  const replaceTexts = (parent: XmlElement) => {
    parent.children = parent.children.map((child) => {
      if (typeof child === 'string') return repaired.shift() ?? '';
      replaceTexts(child);
      return child;
    });
  };
  replaceTexts(element);
  return true;
}

/** The text of an element as one tidy line; `undefined` if it is empty. */
export function lineIn(element: XmlElement | undefined): string | undefined {
  return tidyLine(textIn(element));
}

/** The same for text that may hold HTML: `Q&amp;A` becomes `Q&A`, `<b>Storm</b>` becomes `Storm`. */
export function lineOfMarkupIn(element: XmlElement | undefined): string | undefined {
  return tidyLine(lineOfMarkup(textIn(element)));
}

/** The value of an attribute on the element, or on the nearest ancestor that has it. */
export function inheritedAttribute(element: XmlElement | undefined, attribute: string): string | undefined {
  for (let holder = element; holder !== undefined; holder = holder.parent) {
    const value = holder.attributes[attribute];
    if (value !== undefined) return value;
  }
  return undefined;
}
