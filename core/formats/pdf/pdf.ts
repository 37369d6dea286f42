/**
 * PDF (ISO 32000): its text layer, in the order in which a reader's eye goes. pdf.js finds the letters and where they stand; it is loaded for
 * a PDF and for nothing else. `pdfLayout.ts` makes lines of them, `pdfStory.ts` paragraphs.
 */

import { buildContent } from '../../document/buildContent.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { authorsInByline } from '../../text/byline.ts';
import { languageTag } from '../../text/language.ts';
import { tidy } from '../../text/tidy.ts';
import type { SingleFormat } from '../format.ts';
import { limits } from '../limits.ts';
import { type Line, linesOf, type Piece } from './pdfLayout.ts';
import { storyIn } from './pdfStory.ts';

/** Readers look for the mark of the end in the last bytes only (ISO 32000-2, 7.5.5), some further up. */
const tailBytes = 2048;

interface Read {
  pages: Line[][];
  title: string;
  author: string;
  language: string | undefined;
}

export const pdf: SingleFormat = {
  name: 'pdf',
  kind: 'single',
  isolated: true,
  seconds: 15,

  /** The header may have other bytes before it, as PDF 1.7's notes on Acrobat allow; here nothing but white space and a mark. */
  recognises: (head) =>
    /^(?:ï»¿)?\s{0,100}%PDF-\d/.test(new TextDecoder('latin1').decode(head.subarray(0, 128))),

  async read({ bytes }) {
    if (
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-tailBytes).indexOf('%%EOF') < 0
    )
      return refuse('input.truncated', `no %%EOF in the last ${tailBytes} of ${bytes.length} bytes`);
    const read = await readPages(bytes);
    if ('code' in read) return read;
    const { title, paragraphs, flags } = storyIn(read.pages, read.title);
    if (paragraphs.length === 0)
      return refuse('pdf.no_text', `no letter on its pages (${read.pages.length})`);
    const tag = languageTag(read.language);
    const content = buildContent({
      title,
      paragraphs,
      language: tag === undefined ? undefined : { tag, source: 'document', confidence: 0.7 },
      extractor: 'pdf/1',
      confidence: 0.8,
      flags,
    });
    // Who laid out the page often stands as the file's author; whom the page itself names wrote it.
    return {
      charset: 'pdf',
      content: content.authors.length > 0 ? content : { ...content, authors: authorsInByline(read.author) },
    };
  },
};

async function readPages(bytes: Uint8Array): Promise<Read | Refusal> {
  const { getDocumentProxy } = await import('unpdf');
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  try {
    // pdf.js takes the array for itself. Fonts are only drawn with; code from the file is never run.
    document = await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      verbosity: 0,
    });
  } catch (error) {
    return faultOf(error);
  }
  try {
    if (document.numPages > limits.pdfPages)
      return refuse('input.too_large', `${document.numPages} pages; a PDF may have ${limits.pdfPages}`);
    const pages: Line[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(
        linesOf(
          items.flatMap((item) => ('str' in item ? pieceOf(item, page.view) : [])).slice(0, limits.pdfPieces),
        ),
      );
      page.cleanup();
    }
    const { info } = await document.getMetadata();
    const { Title, Author, Language } = info as Record<string, unknown>;
    return {
      pages,
      title: lineIn(Title),
      author: lineIn(Author),
      language: typeof Language === 'string' ? Language : undefined,
    };
  } catch (error) {
    return faultOf(error);
  } finally {
    await document.destroy();
  }
}

/** pdf.js names its faults. */
function faultOf(error: unknown): Refusal {
  const { name, message } = error as Error;
  const said = message.replace(/\s+/g, ' ').slice(0, 200);
  return name === 'PasswordException' ? refuse('pdf.encrypted', said) : refuse('pdf.malformed', said);
}

function lineIn(value: unknown): string {
  return typeof value === 'string' ? tidy(value).replace(/\s+/g, ' ').trim().slice(0, 300) : '';
}

/** A run of letters in one style; runs that stand on their side (watermarks, credits up a picture's edge) are left out. */
function pieceOf(item: { str: string; transform: number[]; width: number }, view: number[]): Piece[] {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform;
  const size = Math.hypot(c, d);
  const upright = Math.abs(b) <= 0.2 * Math.abs(a);
  if (!upright || size < 1 || item.str.trim() === '' || !Number.isFinite(x + y + size + item.width))
    return [];
  const [left = 0, , , top = 0] = view;
  return [{ text: item.str, x: x - left, right: x - left + Math.max(item.width, 0), y: top - y, size }];
}
