/** hOCR, as Tesseract writes it: XHTML whose classes say what is a line. What is no XML is read as HTML. */
import { elementsIn, textIn } from '../../markup/xmlElement.ts';
import type { SingleFormat } from '../format.ts';
import { scanFormat } from './scan.ts';

/** Of XML, in which all elements end: otherwise the page is one of HTML. */
const xhtml = /^<html\s[^>]{0,300}?\bxmlns=/;
/** The program, which each file names. */
const system = /<meta\s[^>]{0,300}?\bname=['"]ocr-system['"][^>]{0,300}?\/>/;
const lines = /(?:^|\s)ocrx?_(?:line|header|caption|textfloat)(?:\s|$)/;

export const hocr: SingleFormat = scanFormat({
  name: 'hocr',
  recognises: ({ name, start }) => name === 'html' && xhtml.test(start) && system.test(start),
  isLine: ({ attributes }) => lines.test(attributes.class ?? ''),
  textOf: textIn,
  confidencesOf: (line) => elementsIn(line).flatMap(({ attributes: { title } }) => confidenceIn(title)),
  isEdge: () => false,
});

/** In percent: "bbox 10 20 90 40; x_wconf 96". */
function confidenceIn(title = ''): number[] {
  const [, percent] = /\bx_wconf (\d{1,3})\b/.exec(title) ?? [];
  return percent === undefined ? [] : [Number(percent) / 100];
}
