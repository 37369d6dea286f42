/** Word files (ECMA-376, .docx and .docm): the paragraphs of the main document, and what the file says of itself. Macros are not looked at. */

import { parseMoment } from '../../dates/moment.ts';
import { buildContent } from '../../document/buildContent.ts';
import type { Content } from '../../document/record.ts';
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import type { Element } from '../../markup/htmlTree.ts';
import { readRootElement, streamElements } from '../../markup/xml.ts';
import { childOf, lineIn } from '../../markup/xmlElement.ts';
import { authorsInByline } from '../../text/byline.ts';
import { parseDateline } from '../../text/dateline.ts';
import { maxHeadlineLength } from '../../text/headline.ts';
import { languageTag } from '../../text/language.ts';
import type { SingleFormat } from '../format.ts';
import { limits } from '../limits.ts';
import { OfficePackage } from './officePackage.ts';
import { paragraphsOfWord, type Styles, stylesIn, type WordParagraph } from './wordParagraphs.ts';

export const docx: SingleFormat = {
  name: 'docx',
  kind: 'single',
  isolated: true,
  seconds: 5,
  recognises: isDocx,
  async read({ bytes }) {
    const file = await OfficePackage.open(bytes);
    const main = (await file.related('', 'officeDocument')) ?? 'word/document.xml';
    if (!file.has(main)) return refuse('docx.malformed', 'no main document in it');
    const { paragraphs, charset } = await bodyOf(file, main, await stylesOf(file, main));
    const about = await file.related('', 'core-properties');
    const content = contentOf(
      paragraphs,
      about === undefined ? undefined : (await readRootElement(file.part(about))).element,
    );
    return 'code' in content ? content : { charset, content };
  },
};

const first = /^(?:\[Content_Types\]\.xml$|_rels\/|docProps\/|word\/|customXml\/)/;
const ofWord =
  /^word\/(?:document\d*|styles|numbering|settings|webSettings|fontTable|theme\/[^/]*|_rels\/[^/]*)\.(?:xml|rels)$/;

/** A zip that begins with a part of an Office file, and has a part of a Word document among those that begin in the first bytes. */
export function isDocx(head: Uint8Array): boolean {
  const names = namesIn(head);
  return first.test(names[0] ?? '') && names.some((name) => ofWord.test(name));
}

const localHeader = Buffer.from('PK\x03\x04', 'latin1');

/** Names in the local file headers (APPNOTE.TXT, section 4.3.7), as far as the first bytes go. */
function namesIn(head: Uint8Array): string[] {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const names: string[] = [];
  if (bytes.indexOf(localHeader) !== 0) return names;
  for (let at = 0; at >= 0 && at + 30 <= bytes.length; at = bytes.indexOf(localHeader, at + 30))
    names.push(bytes.toString('latin1', at + 30, at + 30 + Math.min(bytes.readUInt16LE(at + 26), 200)));
  return names;
}

async function stylesOf(file: OfficePackage, main: string): Promise<Styles> {
  const part = await file.related(main, 'styles');
  return part === undefined ? new Map() : stylesIn((await readRootElement(file.part(part))).element);
}

const mostParagraphs = 100_000;

async function bodyOf(
  file: OfficePackage,
  main: string,
  styles: Styles,
): Promise<{ paragraphs: WordParagraph[]; charset: string }> {
  const paragraphs: WordParagraph[] = [];
  let characters = 0;
  let charset = 'utf-8';
  for await (const piece of streamElements(file.part(main), { wanted: ({ tag }) => tag === 'w:p' })) {
    charset = piece.charset;
    if (piece.element.tag !== 'w:p') continue;
    for (const paragraph of paragraphsOfWord(piece.element, styles)) {
      paragraphs.push(paragraph);
      characters += paragraph.text.length;
    }
    if (paragraphs.length > mostParagraphs || characters > limits.single)
      throw new BadInput(
        refuse('input.too_large', `more than ${mostParagraphs} paragraphs, or ${limits.single} characters`),
      );
  }
  return { paragraphs, charset };
}

/** What press offices write above the headline. */
const label = /^(?:for immediate release|(?:press|media|news) release|statement)[.:!]?$/i;

function contentOf(found: readonly WordParagraph[], about: Element | undefined): Content | Refusal {
  if (found.length === 0) return refuse('extract.no_content', 'a Word file without text');
  const said = (name: string) => lineIn(childOf(about, name));
  const [top, ...below] = found;
  const labelled = top !== undefined && below.length > 0 && label.test(top.text);
  const { title, standfirst, body } = titled(labelled ? below : found, said('dc:title'));
  const tag = languageTag(said('dc:language'));
  const created = parseMoment(said('dcterms:created') ?? '', 'docx');
  const modified = parseMoment(said('dcterms:modified') ?? '', 'docx');
  const content = buildContent({
    title,
    kicker: labelled ? top.text : undefined,
    standfirst,
    paragraphs: body.map(({ role, text }) => ({ role, text })),
    modified: modified?.value === created?.value ? undefined : modified,
    language: tag === undefined ? undefined : { tag, source: 'document', confidence: 0.9 },
    subjects: (said('cp:keywords') ?? '').split(/\s*[,;]\s*/).filter((word) => word !== ''),
    extractor: 'docx/1',
    confidence: title === '' ? 0.8 : 0.95,
    flags: [],
  });
  return {
    ...content,
    // The story itself knows better than the file.
    ...(content.published === undefined && created !== undefined ? { published: created } : {}),
    authors: content.authors.length > 0 ? content.authors : authorsInByline(said('dc:creator') ?? ''),
  };
}

/** The paragraph that is styled as the title, else a first line that can be a headline, else what the file calls itself. */
function titled(
  found: readonly WordParagraph[],
  called: string | undefined,
): { title: string; standfirst?: string | undefined; body: WordParagraph[] } {
  const styled = found.findIndex(({ place }) => place === 'title');
  const [top] = found;
  const isHeadline =
    top !== undefined &&
    top.text.length <= maxHeadlineLength &&
    top.role !== 'list' &&
    parseDateline(top.text) === undefined;
  const at = styled >= 0 ? styled : isHeadline && found.length > 1 ? 0 : -1;
  const title = found[at]?.text ?? called ?? '';
  const next = found[at + 1];
  const standfirst = at >= 0 && next?.place === 'subtitle' ? next.text : undefined;
  return {
    title,
    standfirst,
    body: found.filter((paragraph, i) => i !== at && (standfirst === undefined || paragraph !== next)),
  };
}
