/**
 * The forms in which a simulated inbox gets its stories, beside those of `bench/generator`: Word, PDF and saved pages for one story;
 * mailboxes, archives and messages of NewsML-G2 for several. Small, and the same bytes for the same stories.
 */
import { linesOf, pageOf } from '../../bench/generator/formats.ts';
import { items } from '../../bench/generator/items.ts';
import type { Story } from '../../bench/generator/story.ts';
import { addressOf, escaped, textOf, timeOf } from '../../bench/generator/storyText.ts';
import { tarOf, zipOf } from '../unit/core/formats/makeArchives.ts';
import { pdfOf } from '../unit/core/formats/makePdf.ts';

export interface Member {
  story: Story;
  /** Without an identity of its own. */
  anonymous: boolean;
  undated: boolean;
}

type Written = string | Uint8Array;

/** A story as an object of its own. */
export const singles: Record<'source' | 'docx' | 'pdf' | 'mhtml', (story: Story) => Written> = {
  source: pageOf,
  docx,
  pdf,
  mhtml,
};

/** Several stories in one object. @param more a line that is none, where the form has lines */
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

/** What a container names its members by, in each of the forms (an archive in its list, or in the headers of its members), in their order. */
export function guidsOf(bytes: string): string[] {
  const names =
    /"id":"(id-\d)"|^Message-ID: <(id-\d)@|<newsItem guid="[^"]*:(id-\d)"|(id-\d)\.txt(?:(?=PK)|[^a-z]*0000644)/gm;
  return [...bytes.matchAll(names)].map(([, ...found]) => found.find((guid) => guid !== undefined) ?? '');
}

function docx({ title, paragraphs, published }: Story): Uint8Array {
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
  ];
  const dates = `<dcterms:created xmlns:dcterms="http://purl.org/dc/terms/">${timeOf(published)}</dcterms:created>`;
  return zipOf([
    { name: '[Content_Types].xml', body: '<Types/>', stored: true },
    {
      name: '_rels/.rels',
      body: `<Relationships xmlns="${packages}">${relations.map((each, i) => `<Relationship Id="r${i}" Type="${each}"/>`).join('')}</Relationships>`,
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

/** A headline in large letters, and lines of the text below it. */
function pdf(story: Story): Uint8Array {
  const lines = textOf(story).match(/.{1,90}(?:\s|$)/g) ?? [];
  const runs = lines.map((text, i) => ({ text: inWesternLetters(text.trim()), x: 60, y: 130 + 14 * i }));
  return pdfOf([[{ text: inWesternLetters(story.title.text), x: 60, y: 80, size: 22 }, ...runs]], {
    language: 'en',
  });
}

const inWesternLetters = (text: string): string => text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '-');

/** A lead alone is too short for a page. */
const more = {
  text: 'More of this is expected in the course of the day, when the harbour, the court and the council have all been asked; the paper will go on telling it.',
};

function mhtml(story: Story): string {
  const page = `<!doctype html><html lang="en"><title>${escaped(story.title.text)}</title><meta property="article:published_time" content="${timeOf(story.published)}">
<h1>${escaped(story.title.text)}</h1>${[...story.paragraphs, more].map(({ text }) => `<p>${escaped(text)}</p>`).join('\n')}</html>`;
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

/** Text files, which may have one name twice. */
function files(members: readonly Member[]): { name: string; body: string }[] {
  return members.map(({ story, undated }) => ({
    name: `${story.id}.txt`,
    body: undated
      ? `${story.title.text}\n\n${textOf(story)}\n`
      : ` date ${timeOf(story.published).slice(0, 10)} ${story.title.text}\n\n${textOf(story)}\n`,
  }));
}

function newsml(members: readonly Member[]): string {
  return `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${members.map(newsItem).join('\n')}</itemSet></newsMessage>`;
}

function newsItem({ story, undated }: Member): string {
  const { id, source, title, paragraphs, published } = story;
  const created = undated ? '' : `<contentCreated>${timeOf(published)}</contentCreated>`;
  return `<newsItem guid="urn:newsml:${source.folder}.example:20210503:${id}" version="1" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="${escaped(source.name)}"/><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta>${created}<headline>${escaped(title.text)}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>${paragraphs.map(({ text }) => `<p>${escaped(text)}</p>`).join('')}</body></html></inlineXML></contentSet>
</newsItem>`;
}
