/**
 * Word files (ECMA-376, .docx and .docm): the paragraphs of the main document and the file's properties.
 * Macros are ignored. A file that a database of newspapers wrote has many stories.
 */

import { parseMoment } from '../../dates/moment.ts';
import type { Content, Paragraph } from '../../document/record.ts';
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import { readRootElement, streamElements } from '../../markup/xml.ts';
import { childOf, lineIn, type XmlElement } from '../../markup/xmlElement.ts';
import { authorsInByline } from '../../text/byline/names.ts';
import { mayBeHeadline } from '../../text/headline.ts';
import { keywordsIn } from '../../text/keywords.ts';
import { declaredLanguage } from '../../text/language.ts';
import { bufferOf, readAll } from '../bytes.ts';
import { databaseStories } from '../databases/newsDatabase.ts';
import type { ContainerFormat } from '../format.ts';
import { iterate } from '../iterate.ts';
import { limits } from '../limits.ts';
import { contentBelowHead, readHead } from '../plain/storyHead.ts';
import { transcriptIn } from '../plain/transcripts.ts';
import { OfficePackage } from './officePackage.ts';
import { paragraphsOfWord, type StyleNames, styleNamesIn, type WordParagraph } from './wordParagraphs.ts';
import { cellAround, headlineOf, type PlacedParagraph, withWholeRows } from './wordTables.ts';

export const docx: ContainerFormat = {
  name: 'docx',
  kind: 'container',
  seconds: 5,
  recognises: isDocx,
  async read({ info, stream }) {
    const bytes = await readAll(stream(), limits.single);
    const file = await OfficePackage.open(bytes);
    const main = (await file.relatedPart('', 'officeDocument')) ?? 'word/document.xml';
    if (!file.has(main)) return refuse('docx.malformed', 'the file has no main document');
    const styles = await readStyleNames(file, main);
    const { paragraphs, charset } = await readBody(file, main, styles);
    const stories = databaseStories(
      paragraphs.map(({ text }) => text),
      charset,
    );
    if (stories !== undefined) return stories;
    const properties = await file.relatedPart('', 'core-properties');
    const content = buildWordContent(
      withWholeRows(paragraphs),
      properties === undefined ? undefined : (await readRootElement(file.part(properties))).element,
      info.modified,
    );
    if ('code' in content) return content;
    // Behind the rest of it: a note is no headline, and a day in it not the story's.
    content.paragraphs = [...content.paragraphs, ...(await readNotes(file, main, styles))];
    return { feed: false, members: iterate({ part: '', charset, bytes: bytes.length, content }) };
  },
};

/** Parts that an Office file may begin with. */
const firstPart = /^(?:\[Content_Types\]\.xml$|_rels\/|docProps\/|word\/|customXml\/)/;
/** Parts that only Word files have. */
const wordPart =
  /^word\/(?:document\d*|styles|numbering|settings|webSettings|fontTable|theme\/[^/]*|_rels\/[^/]*)\.(?:xml|rels)$/;

/** Whether the first member of a zip is an Office part and any member in the first bytes is a Word part. */
function isDocx(head: Uint8Array): boolean {
  const names = memberNamesIn(head);
  return firstPart.test(names[0] ?? '') && names.some((name) => wordPart.test(name));
}

const localHeader = Buffer.from('PK\x03\x04', 'latin1');

/** The names in the local file headers (APPNOTE.TXT, section 4.3.7) within the first bytes. */
function memberNamesIn(head: Uint8Array): string[] {
  const bytes = bufferOf(head);
  const names: string[] = [];
  if (bytes.indexOf(localHeader) !== 0) return names;
  for (let at = 0; at >= 0 && at + 30 <= bytes.length; at = bytes.indexOf(localHeader, at + 30))
    names.push(bytes.toString('latin1', at + 30, at + 30 + Math.min(bytes.readUInt16LE(at + 26), 200)));
  return names;
}

async function readStyleNames(file: OfficePackage, main: string): Promise<StyleNames> {
  const part = await file.relatedPart(main, 'styles');
  return part === undefined ? new Map() : styleNamesIn((await readRootElement(file.part(part))).element);
}

const maxParagraphs = 100_000;

async function readBody(
  file: OfficePackage,
  main: string,
  styles: StyleNames,
): Promise<{ paragraphs: PlacedParagraph[]; charset: string }> {
  const paragraphs: PlacedParagraph[] = [];
  let characters = 0;
  let charset = 'utf-8';
  for await (const item of streamElements(file.part(main), { wanted: ({ tag }) => tag === 'w:p' })) {
    charset = item.charset;
    // The root comes last.
    if (item.element.tag !== 'w:p') continue;
    const cell = cellAround(item.element);
    for (const paragraph of paragraphsOfWord(item.element, styles)) {
      paragraphs.push({ ...paragraph, cell });
      characters += paragraph.text.length;
    }
    if (paragraphs.length > maxParagraphs || characters > limits.single)
      throw new BadInput(
        'input.too_large',
        `more than ${maxParagraphs} paragraphs, or ${limits.single} characters`,
      );
  }
  return { paragraphs, charset };
}

/** Contracts and judgments name people in notes. */
async function readNotes(file: OfficePackage, main: string, styles: StyleNames): Promise<Paragraph[]> {
  const notes: Paragraph[] = [];
  for (const kind of ['footnotes', 'endnotes']) {
    const part = await file.relatedPart(main, kind);
    const { paragraphs } = part === undefined ? { paragraphs: [] } : await readBody(file, part, styles);
    for (const { role, text } of paragraphs) notes.push({ role, text });
  }
  return notes;
}

function buildWordContent(
  found: readonly PlacedParagraph[],
  properties: XmlElement | undefined,
  put: number,
): Content | Refusal {
  if (found.length === 0) return refuse('extract.no_content', 'the Word file has no text');
  const property = (name: string) => lineIn(childOf(properties, name));
  const { written, spoken } = withoutSpeech(found);
  const head = readHead(written, put);
  const { title, standfirst, body } = splitTitle(head.rest, property('dc:title'), spoken);
  const created = parseMoment(property('dcterms:created') ?? '', 'docx');
  const modified = parseMoment(property('dcterms:modified') ?? '', 'docx');
  const content = contentBelowHead(head, {
    title,
    standfirst,
    paragraphs: [...body.map(({ role, text }) => ({ role, text })), ...spoken],
    modified: modified?.value === created?.value ? undefined : modified,
    language: declaredLanguage(property('dc:language')),
    subjects: keywordsIn(property('cp:keywords') ?? ''),
    extractor: 'docx/1',
    confidence: title === '' ? 0.8 : 0.95,
    flags: [],
  });
  return {
    ...content,
    // A date in the text is more reliable than the file's.
    ...(content.published === undefined && created !== undefined && { published: created }),
    authors: content.authors.length > 0 ? content.authors : authorsInByline(property('dc:creator') ?? ''),
  };
}

/** The paragraphs above a transcript, as conferences are saved, and what is spoken in it. */
function withoutSpeech(found: readonly PlacedParagraph[]): {
  written: readonly PlacedParagraph[];
  spoken: readonly Paragraph[];
} {
  const transcript = transcriptIn(found.flatMap(({ text, lines = [text] }) => [...lines, '']));
  // Each paragraph above it ends in an empty line.
  if (transcript === undefined || (transcript.above.at(-1) ?? '') !== '')
    return { written: found, spoken: [] };
  const above = transcript.above.filter((line) => line === '').length;
  return { written: found.slice(0, above), spoken: transcript.spoken };
}

/**
 * The title: the paragraph with the title style, or else a first line that can be a headline, or else the
 * file's title.
 */
function splitTitle(
  found: readonly PlacedParagraph[],
  fileTitle: string | undefined,
  spoken: readonly Paragraph[],
): { title: string; standfirst?: string | undefined; body: WordParagraph[] } {
  const styled = found.findIndex(({ place }) => place === 'title');
  const top = headlineOf(found);
  const isAlone = found.length + spoken.length === 1;
  const isHeadline = top !== undefined && !isAlone && mayBeHeadline(top);
  const at = styled >= 0 ? styled : isHeadline ? found.indexOf(top) : -1;
  const title = found[at]?.text ?? fileTitle ?? '';
  const next = found[at + 1];
  const standfirst = at >= 0 && next?.place === 'subtitle' ? next.text : undefined;
  return {
    title,
    standfirst,
    body: found.filter((paragraph, i) => i !== at && (standfirst === undefined || paragraph !== next)),
  };
}
