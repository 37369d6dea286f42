/** PAGE (PRImA), as Transkribus, eScriptorium and OCR-D write it: a page in regions of lines. */
import { textIn, type XmlElement } from '../../markup/xmlElement.ts';
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
  isEdge: ({ attributes: { type = '' } }) => edges.has(type),
  textOf: (line) => textOfPart(line) || partsOf(line, 'Word').map(textOfPart).join(' '),
  confidencesOf: (line) => {
    const { conf } = equivalentOf(line)?.attributes ?? {};
    return conf === undefined ? [] : [Number(conf)];
  },
});

/** The text of a line or a word by itself. */
const textOfPart = (part: XmlElement): string => textIn(partsOf(equivalentOf(part), 'Unicode')[0]).trim();

/** Of several readings, that with the lowest index; programs write it first. */
function equivalentOf(part: XmlElement): XmlElement | undefined {
  const index = ({ attributes: { index } }: XmlElement) => Number(index ?? 0);
  return partsOf(part, 'TextEquiv').sort((a, b) => index(a) - index(b))[0];
}
