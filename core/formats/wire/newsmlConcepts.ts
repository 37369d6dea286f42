/** Names of the concepts of a NewsML-G2 item, and its texts in several languages. */
import {
  childOf,
  childrenOf,
  elementAt,
  inheritedAttribute,
  lineIn,
  type XmlElement,
} from '../../markup/xmlElement.ts';
import { tidyLine } from '../../text/tidy.ts';

/** The name of a concept: as written, or else its literal, its qcode or its URI. */
export type ConceptNames = (concept: XmlElement | undefined) => string | undefined;

/**
 * How an item names concepts: in its own language if it has the name in several, and in an `assert` if the
 * concept itself has only a code.
 */
export function conceptNamesOf(item: XmlElement): ConceptNames {
  const language = languageIn(item);
  const asserted = new Map(childrenOf(item, 'assert').map((each) => [codeOf(each), each]));
  const written = (concept: XmlElement | undefined): string | undefined => {
    const names = inLanguage(childrenOf(concept, 'name'), language);
    return lineIn(names.find(({ attributes: { role } }) => !shortNames.test(role ?? '')) ?? names[0]);
  };
  return (concept) => {
    if (concept === undefined) return undefined;
    const line =
      concept.tag === 'keyword' && childOf(concept, 'name') === undefined ? lineIn(concept) : undefined;
    const name = written(concept) ?? line ?? tidyLine(concept.attributes.literal);
    const code = tidyLine(codeOf(concept));
    return name ?? (code === undefined ? undefined : (written(asserted.get(code)) ?? code));
  };
}

const shortNames = /(?:short|mnemonic)$/i;

const codeOf = ({ attributes: { qcode, uri } }: XmlElement): string | undefined => qcode ?? uri;

/** The language that an item says it has. */
export function languageIn(item: XmlElement): string | undefined {
  return (
    elementAt(item, 'contentMeta', 'language')?.attributes.tag ??
    inheritedAttribute(elementAt(item, 'contentSet', 'inlineXML') ?? item, 'lang')
  );
}

/** The elements in the language of the item, if there are any; one that says no language is in it. */
export function inLanguage(
  elements: readonly XmlElement[],
  language: string | undefined,
): readonly XmlElement[] {
  const own = elements.filter(
    ({ attributes: { lang } }) => lang === undefined || primary(lang) === primary(language),
  );
  return own.length > 0 ? own : elements;
}

/** Such as "de" of "de-AT". */
const primary = (tag = ''): string => tag.split(/[-_]/, 1).join('').toLowerCase();

/** Of a code alone, what is behind its scheme: "AFP" of "nprov:AFP". */
export function withoutScheme(name: string | undefined): string | undefined {
  return name?.replace(/^[\w.-]{1,40}:(?=[^/\s][^\s]*$)/, '');
}
