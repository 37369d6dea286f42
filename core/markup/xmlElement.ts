/** Looking things up in XML elements (`xml.ts`). */

import { unmangled } from '../charset/mojibake.ts';
import { lineOfMarkup } from '../formats/html/fragment.ts';
import { tidy } from '../text/tidy.ts';
import type { Element } from './htmlTree.ts';

export function childrenOf(element: Element | undefined, ...tags: readonly string[]): Element[] {
  return (element?.children ?? []).filter(
    (child): child is Element => typeof child !== 'string' && tags.includes(child.tag),
  );
}

/** The first child of that name, else of the next name. */
export function childOf(element: Element | undefined, ...tags: readonly string[]): Element | undefined {
  for (const tag of tags) {
    const [found] = childrenOf(element, tag);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Down a path of first children. */
export function at(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>((parent, tag) => childOf(parent, tag), element);
}

/** All text in an element, as it stands. */
export function textIn(element: Element | undefined): string {
  return element === undefined ? '' : textsIn(element).join('');
}

function textsIn({ children }: Element): string[] {
  return children.flatMap((child) => (typeof child === 'string' ? [child] : textsIn(child)));
}

/** Sets mangled letters right, in place, where that is certain of all the element's text (`mojibake.ts`). Says whether it did. */
export function unmangle(element: Element): boolean {
  // What no XML has stands between the texts.
  const meant = unmangled(textsIn(element).join('\0'))?.split('\0');
  if (meant === undefined) return false;
  const replace = (parent: Element) => {
    parent.children = parent.children.map((child) => {
      if (typeof child === 'string') return meant.shift() ?? '';
      replace(child);
      return child;
    });
  };
  replace(element);
  return true;
}

/** The text of an element as one tidy line; `undefined` where there is none. */
export function lineIn(element: Element | undefined): string | undefined {
  return lineFrom(textIn(element));
}

/** The same of text that may have HTML in it: «Q&amp;A», «<b>Storm</b>» come out as they were meant. */
export function markedLine(element: Element | undefined): string | undefined {
  return lineFrom(lineOfMarkup(textIn(element)));
}

export function lineFrom(text: string | undefined): string | undefined {
  const line = tidy(text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? undefined : line;
}

/** The value of an attribute on the element or the nearest around it that has one. */
export function inherited(element: Element | undefined, attribute: string): string | undefined {
  for (let around = element; around !== undefined; around = around.parent) {
    const value = around.attributes[attribute];
    if (value !== undefined) return value;
  }
  return undefined;
}
