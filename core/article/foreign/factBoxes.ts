/** Finds boxes beside a story that say what is known of its subject: a list of dates, who somebody is. */
import { type Element, elementsUnder, isHeading } from '../../markup/htmlTree.ts';
import { anyOf } from '../../text/anyOf.ts';
import { isCalled } from './boxNames.ts';

const factWords = anyOf`fact-?box(?:es)?, fakta-?(?:boks|box|ruta|ruutu), fakten-?(?:box|kasten)`;
/** Some pages also set a paragraph of the story in a box of such a name, without a heading. */
const boxWords = anyOf`info-?(?:box|boks|kasten|ruta), encadr[ée], expandable-box`;
const named = (words: string): RegExp => new RegExp(String.raw`(?:^|[\s_-])(?:${words})(?:$|[\s_-])`, 'i');
const factNames = named(factWords);
const boxNames = named(boxWords);

/** The elements whose class or id calls them such a box. */
export function factBoxes(parts: Iterable<Element>): Element[] {
  return [...parts].filter(
    (part) => isCalled(part, factNames) || (isCalled(part, boxNames) && elementsUnder(part).some(isHeading)),
  );
}
