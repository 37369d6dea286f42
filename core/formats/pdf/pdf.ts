/**
 * PDF (ISO 32000): the text layer in reading order. pdf.js extracts runs of text with their positions; it is
 * loaded only when a PDF is read. `pdfLayout.ts` joins the runs to lines, and `pdfStory.ts` joins the lines
 * to paragraphs.
 */

import { type Refusal, refuse } from '../../errors.ts';
import { authorsInByline } from '../../text/byline/names.ts';
import { declaredLanguage } from '../../text/language.ts';
import { tidyLine } from '../../text/tidy.ts';
import { bufferOf } from '../bytes.ts';
import type { SingleFormat } from '../format.ts';
import { limits } from '../limits.ts';
import { contentBelowHead, readHead } from '../plain/storyHead.ts';
import { type PdfLine, pageLines, type TextRun } from './pdfLayout.ts';
import { buildStory } from './pdfStory.ts';

/**
 * How far from its end a file must have the end-of-file marker (ISO 32000-2, 7.5.5); some writers put more
 * after it.
 */
const tailBytes = 2048;

interface PdfContent {
  pages: PdfLine[][];
  title: string;
  author: string;
  language: string | undefined;
}

export const pdf: SingleFormat = {
  name: 'pdf',
  kind: 'single',
  seconds: 15,

  /**
   * The header, after at most a byte-order mark and white space. Acrobat accepts other bytes before it, this
   * reader does not.
   */
  recognises: (head) =>
    /^(?:ï»¿)?\s{0,100}%PDF-\d/.test(new TextDecoder('latin1').decode(head.subarray(0, 128))),

  async read({ info, bytes }) {
    if (bufferOf(bytes).subarray(-tailBytes).indexOf('%%EOF') < 0)
      return refuse('input.truncated', `no %%EOF in the last ${tailBytes} of ${bytes.length} bytes`);
    const read = await readPages(bytes);
    if ('code' in read) return read;
    const { title, paragraphs, flags } = buildStory(read.pages, read.title);
    if (paragraphs.length === 0) return refuse('pdf.no_text', `no text on its pages (${read.pages.length})`);
    const head = readHead(paragraphs, info.modified);
    const content = contentBelowHead(head, {
      title,
      paragraphs: head.rest,
      language: declaredLanguage(read.language, 0.7),
      extractor: 'pdf/1',
      confidence: 0.8,
      flags,
    });
    // The file's author is often who laid out the page, so the authors that the page names win.
    const authors = content.authors.length > 0 ? content.authors : authorsInByline(read.author);
    return { charset: 'pdf', content: { ...content, authors } };
  },
};

async function readPages(bytes: Uint8Array): Promise<PdfContent | Refusal> {
  const { getDocumentProxy } = await import('unpdf');
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    // pdf.js takes over the array. Fonts are needed only for drawing; code from the file must never run.
    document = await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      verbosity: 0,
    });
  } catch (error) {
    return refusalOf(error);
  }
  try {
    if (document.numPages > limits.pdfPages)
      return refuse('input.too_large', `${document.numPages} pages; the limit is ${limits.pdfPages}`);
    const pages: PdfLine[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const runs = items.flatMap((item) => ('str' in item ? textRunOf(item, page.view) : []));
      pages.push(pageLines(runs.slice(0, limits.pdfTextRuns)));
      page.cleanup();
    }
    const { info } = await document.getMetadata();
    const { Title, Author, Language } = info as Record<string, unknown>;
    return {
      pages,
      title: infoLine(Title),
      author: infoLine(Author),
      language: typeof Language === 'string' ? Language : undefined,
    };
  } catch (error) {
    return refusalOf(error);
  } finally {
    await document.destroy();
  }
}

/** Tells pdf.js's errors apart by their names. */
function refusalOf(error: unknown): Refusal {
  const { name, message } = error as Error;
  const evidence = message.replace(/\s+/g, ' ').slice(0, 200);
  return name === 'PasswordException' ? refuse('pdf.encrypted', evidence) : refuse('pdf.malformed', evidence);
}

function infoLine(value: unknown): string {
  return (typeof value === 'string' && tidyLine(value)?.slice(0, 300)) || '';
}

/**
 * The run of text in an item of pdf.js; none if it is rotated (a watermark, a credit along a picture's edge)
 * or empty.
 */
function textRunOf(item: { str: string; transform: number[]; width: number }, view: number[]): TextRun[] {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform;
  const size = Math.hypot(c, d);
  const upright = Math.abs(b) <= 0.2 * Math.abs(a);
  if (!upright || size < 1 || item.str.trim() === '' || !Number.isFinite(x + y + size + item.width))
    return [];
  const [left = 0, , , top = 0] = view;
  return [{ text: item.str, x: x - left, right: x - left + Math.max(item.width, 0), y: top - y, size }];
}
