/** Reads the elements of a page that mark a moment: `time`, and `abbr` on older pages. */
import { type Element, type HtmlPage, isBlock, lineOf, namesOf } from '../../markup/htmlTree.ts';
import { oncePerElement } from '../../markup/oncePerElement.ts';

/**
 * By element, the first `time` element that is in it and in none of its blocks; one that is named for an
 * update only if there is no other.
 */
export function timesIn(page: HtmlPage): ReadonlyMap<Element, Element> {
  const times = new Map<Element, Element>();
  const all = page.elements.filter(isTime);
  const [updates, others] = [all.filter(isNamedForUpdate), all.filter((one) => !isNamedForUpdate(one))];
  for (const element of [...others, ...updates]) {
    let at = element.parent;
    while (at !== undefined && !times.has(at)) {
      times.set(at, element);
      at = isBlock(at) ? undefined : at.parent;
    }
  }
  return times;
}

/** Whether its names say that an element has the date of an update, and none say publication. */
export function isNamedForUpdate(element: Element): boolean {
  const names = `${namesOf(element)} ${element.attributes.itemprop ?? ''}`;
  return /updated?|modified/i.test(names) && !/publi|created/i.test(names);
}

/** The date of a `time` element that is no line of its own. Its text is read if a line needs it, and once. */
export const dateOf = oncePerElement((element) => timeOf(element, lineOf));

/** The date of a `time` element, or the one behind the words of an older `abbr`: "2 hours ago". */
export function timeOf(element: Element, textOf: (element: Element) => string): string | undefined {
  if (!isTime(element)) return undefined;
  const { datetime, title } = element.attributes;
  return element.tag === 'time' ? (datetime ?? textOf(element)) : title;
}

function isTime({ tag, attributes }: Element): boolean {
  return tag === 'time' || (tag === 'abbr' && /^\d{4}-\d{2}-\d{2}T/.test(attributes.title ?? ''));
}
