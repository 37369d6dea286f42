/** PAGE (PRImA), as Transkribus, eScriptorium and OCR-D write it: a page in regions of lines. */
import { elementsIn, textIn, type XmlElement } from '../../markup/xmlElement.ts';
import type { SingleFormat } from '../format.ts';
import { localName, partsOf, scanFormat } from './scan.ts';

/** Types of regions that are at the edges of a page. */
const edges: ReadonlySet<string> = new Set([
  'header',
  'footer',
  'page-number',
  'marginalia',
  'signature-mark',
  'catch-word',
]);

export const pageXml: SingleFormat = scanFormat({
  name: 'page-xml',
  recognises: ({ name }) => name === 'PcGts',
  isLine: (element) => localName(element) === 'TextLine',
  isBlockText: (element) => localName(element) === 'TextEquiv',
  orderIn: (root) =>
    partsOf(root, 'Page')
      .flatMap((page) => partsOf(page, 'ReadingOrder'))
      .flatMap(regionsIn),
  isEdge: ({ attributes: { type = '' } }) => edges.has(type),
  textOf: (line) => unicodeIn(line) || textOfPart(line) || partsOf(line, 'Word').map(textOfPart).join(' '),
  confidencesOf: (line) => {
    const { conf } = (equivalentOf(line) ?? line).attributes;
    return conf === undefined ? [] : [Number(conf)];
  },
});

/** The text of a line or a word by itself. */
const textOfPart = (part: XmlElement): string => unicodeIn(equivalentOf(part));

const unicodeIn = (equivalent: XmlElement | undefined): string =>
  textIn(partsOf(equivalent, 'Unicode')[0]).trim();

/** Of several readings, that with the lowest index; programs write it first. */
function equivalentOf(part: XmlElement): XmlElement | undefined {
  const index = ({ attributes: { index } }: XmlElement) => Number(index ?? 0);
  return partsOf(part, 'TextEquiv').sort((a, b) => index(a) - index(b))[0];
}

/** The regions of a group in their order: an ordered one numbers what is in it, groups among it. */
function regionsIn(group: XmlElement): string[] {
  const { regionRef } = group.attributes;
  const index = ({ attributes: { index } }: XmlElement) => Number(index ?? 0) || 0;
  const inside = elementsIn(group).sort((a, b) => index(a) - index(b));
  return [...(regionRef === undefined ? [] : [regionRef]), ...inside.flatMap(regionsIn)];
}
