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
  // The whole word often lacks the point behind it.
  if (SUBS_TYPE === 'HypPart2') return signsBehind(SUBS_CONTENT) === '' ? signsBehind(CONTENT) : '';
  return SUBS_TYPE === 'HypPart1' ? SUBS_CONTENT : CONTENT;
}

const signsBehind = (word: string): string => /[.,;:!?)"'”’»]{0,4}$/.exec(word)?.[0] ?? '';

/** The hyphen at the end of a line, unless it has one or the divided word stands whole before it. */
function signOf(line: XmlElement): string {
  const [hyphen] = partsOf(line, 'HYP');
  const { CONTENT = '', SUBS_CONTENT, SUBS_TYPE } = wordsOf(line).at(-1)?.attributes ?? {};
  if (hyphen === undefined || /[-\u2010\u00ad¬]$/.test(CONTENT)) return '';
  return SUBS_TYPE === 'HypPart1' && SUBS_CONTENT ? '' : '-';
}
