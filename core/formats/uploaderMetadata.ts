/**
 * Applies what the uploader and the key say to a document. The uploader's metadata wins (`x-amz-meta-url`,
 * `-source`, `-published`, `-language`, `-title`), then what the document itself says, then the key: its
 * first folder is a source, and its path may contain a date.
 */

import { dayOf, daysAfter } from '../dates/interval.ts';
import { momentInPath, parseMoment } from '../dates/moment.ts';
import { type Content, type Moment, type Paragraph, textOf, unknownSource } from '../document/record.ts';
import { domainOf, webAddress } from '../document/urls.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { ObjectInfo } from '../ports/objects.ts';
import { detectLanguage, languageTag } from '../text/language.ts';
import { tidy, tidyLine } from '../text/tidy.ts';
import { longestName } from './fieldBounds.ts';
import { decodeEncodedWords } from './mail/mimeFields.ts';

/** A hint of a container: who sent a file in it, the source of what names none itself. */
export const senderHint = 'dateline-sender';

/** The content with the fields that the uploader or the key decide on. */
export function applyUploaderMetadata(
  content: Content,
  info: Pick<ObjectInfo, 'key' | 'metadata' | 'modified'>,
): Content {
  const declared = (name: string) => metadataLine(info.metadata, name);
  const title = declared('title');
  const titled = title === undefined ? content : replaceTitle(content, title);
  const { published, isTooLate } = publishedOf(declared('published'), content.published, info);
  const { published: _, ...undated } = titled;
  const { quality } = titled;
  return {
    ...(published === undefined ? undated : { ...titled, published }),
    ...(isTooLate && { quality: { ...quality, flags: [...quality.flags, 'date-in-future'] } }),
    language: languageOf(declared('language'), titled),
    source: sourceOf(
      { url: declared('url'), name: declared('source'), sender: declared(senderHint) },
      content.source,
      info.key,
    ),
  };
}

/**
 * The metadata of an object for the documents inside it. A title or an address that the uploader gave
 * describes the container, not each document.
 */
export function withoutTitleAndUrl(info: ObjectInfo): ObjectInfo {
  const { title: _title, url: _url, ...metadata } = info.metadata;
  return { ...info, metadata };
}

/** One metadata value as a line of text. S3 returns characters beyond ASCII as RFC 2047 encoded words. */
function metadataLine(metadata: Record<string, string>, name: string): string | undefined {
  return tidyLine(decodeEncodedWords(metadata[name]?.slice(0, 8192) ?? ''))?.slice(0, 2048);
}

/**
 * If the uploader's title differs from the document's own, the latter becomes a subheading at the top of the
 * body.
 */
function replaceTitle(content: Content, wanted: string): Content {
  const title = wanted.slice(0, longestName).toWellFormed();
  const derived = content.quality.flags.includes('title-derived');
  const kept: Paragraph[] =
    derived || content.title === '' || content.title === title
      ? []
      : [{ role: 'subheading', text: content.title }];
  const quality = {
    ...content.quality,
    flags: content.quality.flags.filter((flag) => flag !== 'title-derived'),
  };
  const paragraphs = content.paragraphs[0]?.text === title ? content.paragraphs.slice(1) : content.paragraphs;
  return { ...content, title, paragraphs: [...kept, ...paragraphs], quality };
}

/** How many days after its put a document may be published: some issues and stories are put before. */
const longestAhead = 366;

/**
 * The first of the dates that is not too far in the future for a day of publication. Databases write
 * 9999-12-31 for an empty field, and such a document would lead all lists.
 */
function publishedOf(
  declared: string | undefined,
  own: Moment | undefined,
  { key, modified }: Pick<ObjectInfo, 'key' | 'modified'>,
): { published?: Moment; isTooLate: boolean } {
  const last = daysAfter(dayOf(modified), longestAhead);
  const uploaded = declared === undefined ? undefined : parseMoment(declared, 'uploader');
  const found = [uploaded, own, momentInPath(key, 'key')].filter((each) => each !== undefined);
  const published = found.find(({ value }) => value.slice(0, last.length) <= last);
  return { ...omitUndefined({ published }), isTooLate: published !== found[0] };
}

function languageOf(declared: string | undefined, content: Content): Content['language'] {
  const tag = languageTag(declared);
  if (tag !== undefined) return { tag, source: 'uploader', confidence: 1 };
  return content.language.source === 'none' ? detectLanguage(textOf(content)) : content.language;
}

function sourceOf(
  declared: Record<'url' | 'name' | 'sender', string | undefined>,
  own: Content['source'],
  key: string,
): Content['source'] {
  const url = webAddress(declared.url) ?? own.url;
  const domain = domainOf(url) ?? own.domain ?? domainOf(own.canonicalUrl);
  const ownName = own.name === unknownSource || own.name === '' ? undefined : own.name;
  const said = declared.name ?? ownName ?? declared.sender;
  const name = said?.slice(0, longestName).toWellFormed() ?? folderOf(key) ?? domain ?? unknownSource;
  return { ...own, name, ...omitUndefined({ url, domain }) };
}

/** The first folder of the key, unless it is a number (a year, a day). */
function folderOf(key: string): string | undefined {
  const [folder = '', ...rest] = key.split('/');
  const name = tidy(folder).trim().slice(0, longestName).toWellFormed();
  return rest.length === 0 || /^[\d._-]*$/.test(name) ? undefined : name;
}
