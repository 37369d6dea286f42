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
  textOf: (line) => textIn(partsOf(textOfLine(line), 'Unicode')[0]),
  confidencesOf: (line) => {
    const { conf } = textOfLine(line)?.attributes ?? {};
    return conf === undefined ? [] : [Number(conf)];
  },
});

/** The first of several readings is the one that the program is surest of. */
const textOfLine = (line: XmlElement): XmlElement | undefined => partsOf(line, 'TextEquiv')[0];
