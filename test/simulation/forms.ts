/**
 * File formats for simulated stories beside those of `bench/generator`: Word, PDF and saved pages for one
 * story; mailboxes, archives and NewsML-G2 messages for several. The files are small, and equal stories give
 * equal bytes.
 */
import { linesOf, pageOf } from '../../bench/generator/formats.ts';
import { items } from '../../bench/generator/items.ts';
import type { GeneratedStory } from '../../bench/generator/story.ts';
import { addressOf, escaped, textOf, timeOf } from '../../bench/generator/storyText.ts';
import { tarOf, zipOf } from '../unit/core/formats/makeArchives.ts';
import { pdfOf } from '../unit/core/formats/makePdf.ts';

export interface Member {
  story: GeneratedStory;
  /** Whether it has no id. */
  anonymous: boolean;
  undated: boolean;
  /** The version of a wire item. */
  version: number;
}

type Written = string | Uint8Array;

/** Writes one story as a file. */
export const singles: Record<'source' | 'docx' | 'pdf' | 'mhtml', (story: GeneratedStory) => Written> = {
  source: pageOf,
  docx,
  pdf,
  mhtml,
};

/** Writes several stories as one file. `more` are additional lines, for formats that have lines. */
export const containers: Record<
  'lines' | 'mbox' | 'zip' | 'tar' | 'newsml',
  (members: readonly Member[], more: string[]) => Written
> = {
  lines: (members, more) => [...members.map(line), ...more].join('\n'),
  mbox: (members) => members.map(message).join(''),
  zip: (members) => zipOf(files(members).map((file) => ({ ...file, stored: true }))),
  tar: (members) => tarOf(files(members)),
  newsml,
};

/** The ids of a container's members in order, in any of its formats; in an archive they are file names. */
export function guidsOf(bytes: string): string[] {
  const inLines = '"id":"(id-\\d)"';
  const inMail = '^Message-ID: <(id-\\d)@';
  const inNewsml = '<newsItem guid="[^"]*:(id-\\d)"';
  const inArchives = '(id-\\d)\\.txt(?:(?=PK)|[^a-z]*0000644)';
  const names = new RegExp([inLines, inMail, inNewsml, inArchives].join('|'), 'gm');
  return [...bytes.matchAll(names)].map(([, ...found]) => found.find((guid) => guid !== undefined) ?? '');
}

function docx({ title, paragraphs, published }: GeneratedStory): Uint8Array {
  const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const paragraph = (text: string, style: string) =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`;
  const body = [
    paragraph(title.text, 'Title'),
    ...paragraphs.map(({ text }) => paragraph(text, 'Normal')),
  ].join('');
  const relations = [
    `${office}/officeDocument" Target="word/document.xml`,
    `${packages}/metadata/core-properties" Target="docProps/core.xml`,
  ].map((each, i) => `<Relationship Id="r${i}" Type="${each}"/>`);
  const terms = 'xmlns:dcterms="http://purl.org/dc/terms/"';
  const dates = `<dcterms:created ${terms}>${timeOf(published)}</dcterms:created>`;
  return zipOf([
    { name: '[Content_Types].xml', body: '<Types/>', stored: true },
    {
      name: '_rels/.rels',
      body: `<Relationships xmlns="${packages}">${relations.join('')}</Relationships>`,
      stored: true,
    },
    {
      name: 'word/document.xml',
      body: `<w:document ${main}><w:body>${body}</w:body></w:document>`,
      stored: true,
    },
    {
      name: 'docProps/core.xml',
      body: `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties">${dates}</cp:coreProperties>`,
      stored: true,
    },
  ]);
}
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A headline in large type, and the lines of the text below it. */
function pdf(story: GeneratedStory): Uint8Array {
  const lines = textOf(story).match(/.{1,90}(?:\s|$)/g) ?? [];
  const runs = lines.map((text, i) => ({ text: inWesternLetters(text.trim()), x: 60, y: 130 + 14 * i }));
  return pdfOf([[{ text: inWesternLetters(story.title.text), x: 60, y: 80, size: 22 }, ...runs]], {
    language: 'en',
  });
}

const inWesternLetters = (text: string): string => text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '-');

/** A single paragraph is too short for a page. */
const more = {
  text:
    'More of this is expected in the course of the day, when the harbour, the court and the council ' +
    'have all been asked; the paper will go on telling it.',
};

function mhtml(story: GeneratedStory): string {
  const title = escaped(story.title.text);
  const time = `<meta property="article:published_time" content="${timeOf(story.published)}">`;
  const body = [...story.paragraphs, more].map(({ text }) => `<p>${escaped(text)}</p>`).join('\n');
  const head = `<title>${title}</title>${time}`;
  const page = `<!doctype html><html lang="en">${head}\n<h1>${title}</h1>${body}</html>`;
  return [
    'From: <Saved by the simulation>',
    `Snapshot-Content-Location: ${addressOf(story)}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    `Content-Location: ${addressOf(story)}`,
    '',
    page,
    '--b--',
    '',
  ].join('\r\n');
}

function line({ story, anonymous, undated }: Member): string {
  const fields = JSON.parse(linesOf([story]));
  if (anonymous) delete fields.id;
  if (undated) delete fields.published;
  return JSON.stringify(fields);
}

function message({ story, anonymous, undated }: Member): string {
  const fields = items.mail
    .write(story)
    .split('\r\n')
    .filter(
      (field) => !(anonymous && field.startsWith('Message-ID:')) && !(undated && field.startsWith('Date:')),
    );
  return `From desk@${story.source.folder}.example Mon May  3 08:00:00 2021\n${fields.join('\n')}\n\n`;
}

/** Text files, of which two may have the same name. */
function files(members: readonly Member[]): { name: string; body: string }[] {
  return members.map(({ story, undated }) => ({
    name: `${story.id}.txt`,
    body: undated
      ? `${story.title.text}\n\n${textOf(story)}\n`
      : ` date ${timeOf(story.published).slice(0, 10)} ${story.title.text}\n\n${textOf(story)}\n`,
  }));
}

function newsml(members: readonly Member[]): string {
  const newsItems = members.map(newsItem).join('\n');
  const namespace = 'http://iptc.org/std/nar/2006-10-01/';
  return `<newsMessage xmlns="${namespace}"><itemSet>${newsItems}</itemSet></newsMessage>`;
}

function newsItem({ story, undated, version }: Member): string {
  const { id, source, title, paragraphs, published } = story;
  const provider = `<provider literal="${escaped(source.name)}"/>`;
  const created = undated ? '' : `<contentCreated>${timeOf(published)}</contentCreated>`;
  const body = paragraphs.map(({ text }) => `<p>${escaped(text)}</p>`).join('');
  const html = `<html xmlns="http://www.w3.org/1999/xhtml"><body>${body}</body></html>`;
  return [
    `<newsItem guid="urn:newsml:${source.folder}.example:20210503:${id}" version="${version}" xml:lang="en">`,
    `<itemMeta><itemClass qcode="ninat:text"/>${provider}<pubStatus qcode="stat:usable"/></itemMeta>`,
    `<contentMeta>${created}<headline>${escaped(title.text)}</headline></contentMeta>`,
    `<contentSet><inlineXML contenttype="application/xhtml+xml">${html}</inlineXML></contentSet>`,
    '</newsItem>',
  ].join('\n');
}
