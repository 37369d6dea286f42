/** Knows by class and id what boxes of a page are called. */
import { type Element, namesOf } from '../../markup/htmlTree.ts';
import { hyphenateCamelCase } from '../../text/camelCase.ts';

/** Characters of class and id together; longer ones say nothing. */
const maxNames = 300;

/** Whether class or id match a pattern, in which capitals inside a word begin a new one: "factBox". */
export function isCalled(element: Element, pattern: RegExp): boolean {
  const names = namesOf(element);
  return names.length < maxNames && pattern.test(hyphenateCamelCase(names));
}
