/** Recognises the marks of notes in a text: links such as "[1]". */
import type { Element } from './htmlTree.ts';

/** In the address of a link to a note. */
const noteNames = /note|cite|ref|fn/i;
const mark = /^(?:\[?(?:\d{1,3}|\p{Ll})\]?|[*†‡])$/u;
/** One that needs nothing around it. */
const ownMark = /^(?:\[(?:\d{1,3}|\p{Ll})\]|[*†‡])$/u;

/**
 * Whether the element links to a note, as "[1]" does, or has nothing but such links, raised. A number alone
 * must be raised, be named so, or stand behind a sentence or a part of one: in "CO2" and "3:2" it may lead to
 * what it counts.
 * @param before the character that it follows
 */
export function isNoteMark(element: Element, before: string): boolean {
  if (before.trim() === '') return false;
  const { tag, attributes, children } = element;
  if (tag === 'sup') {
    const links = children.filter((child) => typeof child !== 'string');
    const isRest = (child: string | Element) => typeof child !== 'string' || /^[\s,;[\]()–-]*$/.test(child);
    return links.length > 0 && children.every(isRest) && links.every((link) => mark.test(noteLink(link)));
  }
  const text = noteLink(element);
  if (ownMark.test(text)) return true;
  const isRaised = children.some((one) => typeof one === 'object' && one.tag === 'sup');
  const isMarked = isRaised || noteNames.test(attributes.href ?? '') || /[.!?,;"”“’»…。，]/.test(before);
  return isMarked && !/[[(]/.test(before) && mark.test(text);
}

/** The text of a link to a place on the page, if it is one short text; '' otherwise. */
function noteLink({ tag, attributes: { href }, children }: Element): string {
  if (tag !== 'a' || href?.startsWith('#') !== true) return '';
  const parts = children.flatMap((child) => (typeof child === 'string' ? child : child.children));
  return parts.every((part) => typeof part === 'string') ? parts.join('').trim() : '';
}
