/** ALTO, versions 1 to 4 (Library of Congress): a page in words, as libraries keep scanned newspapers. */
import type { XmlElement } from '../../markup/xmlElement.ts';
import type { SingleFormat } from '../format.ts';
import { localName, partsOf, scanFormat } from './scan.ts';

const margins: ReadonlySet<string> = new Set(['TopMargin', 'BottomMargin', 'LeftMargin', 'RightMargin']);

export const alto: SingleFormat = scanFormat({
  name: 'alto',
  recognises: ({ name }) => name === 'alto',
  isLine: (element) => localName(element) === 'TextLine',
  isEdge: (around) => margins.has(localName(around)),
  textOf: (line) =>
    wordsOf(line)
      .map(textOfWord)
      .filter((word) => word !== '')
      .join(' ') + signOf(line),
  confidencesOf: (line) =>
    wordsOf(line).flatMap(({ attributes: { WC } }) => (WC === undefined ? [] : Number(WC))),
});

const wordsOf = (line: XmlElement): XmlElement[] => partsOf(line, 'String');

/** A word that goes on in the next line stands whole in its first part, if the program has joined it. */
function textOfWord({ attributes }: XmlElement): string {
  const { CONTENT = '', SUBS_TYPE, SUBS_CONTENT } = attributes;
  if (SUBS_CONTENT === undefined || SUBS_CONTENT === '') return CONTENT;
  if (SUBS_TYPE === 'HypPart2') return '';
  return SUBS_TYPE === 'HypPart1' ? SUBS_CONTENT : CONTENT;
}

/** The hyphen at the end of a line, unless the divided word stands whole before it. */
function signOf(line: XmlElement): string {
  const [hyphen] = partsOf(line, 'HYP');
  const { SUBS_CONTENT, SUBS_TYPE } = wordsOf(line).at(-1)?.attributes ?? {};
  return hyphen === undefined || (SUBS_TYPE === 'HypPart1' && SUBS_CONTENT) ? '' : '-';
}
