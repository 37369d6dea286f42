/** Reads each element once: one element may have thousands of blocks, each of which asks for the same. */
import type { Element } from './htmlTree.ts';

/** The function, which remembers what it returned for an element as long as the element's page is in use. */
export function oncePerElement<Value>(read: (element: Element) => Value): (element: Element) => Value {
  const known = new WeakMap<Element, { value: Value }>();
  return (element) => {
    const found = known.get(element);
    if (found !== undefined) return found.value;
    const value = read(element);
    known.set(element, { value });
    return value;
  };
}
