/**
 * What the uploader knows wins (`x-amz-meta-url`, `-source`, `-published`, `-language`, `-title`), then what the document says itself,
 * then what its key tells: the first folder is a source, and a path may have a date.
 */

import { momentInPath, parseMoment } from '../dates/moment.ts';
import { type Content, type Moment, type Paragraph, textOf, unknownSource } from '../document/record.ts';
import { domainOf, webAddress } from '../document/urls.ts';
import type { ObjectInfo } from '../ports/objects.ts';
import { detectLanguage, languageTag } from '../text/language.ts';
import { tidy } from '../text/tidy.ts';

const longest = 300;

export function applyUploaderMetadata(content: Content, info: Pick<ObjectInfo, 'key' | 'metadata'>): Content {
  const said = (name: string) => saidOf(info.metadata, name);
  const title = said('title');
  const titled = title === undefined ? content : retitled(content, title);
  const published = publishedOf(said('published'), content.published, info.key);
  return {
    ...titled,
    ...(published === undefined ? {} : { published }),
    language: languageOf(said('language'), titled),
    source: sourceOf(said('url'), said('source'), content.source, info.key),
  };
}

/** One line of what the uploader said; S3 gives letters beyond ASCII as RFC 2047 encoded words. */
function saidOf(metadata: Record<string, string>, name: string): string | undefined {
  const raw = metadata[name];
  if (raw === undefined) return undefined;
  const line = tidy(decodedWords(raw)).replace(/\s+/g, ' ').trim().slice(0, 2048);
  return line === '' ? undefined : line;
}

function decodedWords(raw: string): string {
  return raw
    .slice(0, 8192)
    .replace(/=\?utf-8\?([bq])\?([^?\s]*)\?=\s?/gi, (_, kind: string, data: string) => {
      if (kind.toLowerCase() === 'b') return Buffer.from(data, 'base64').toString('utf8');
      const bytes = data
        .replaceAll('_', ' ')
        .replace(/=([0-9a-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString('utf8');
    });
}

/** The document's own title is not lost where the uploader's differs: it leads the body as a subheading. */
function retitled(content: Content, wanted: string): Content {
  const title = wanted.slice(0, longest).toWellFormed();
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

function publishedOf(said: string | undefined, own: Moment | undefined, key: string): Moment | undefined {
  const uploaded = said === undefined ? undefined : parseMoment(said, 'uploader');
  return uploaded ?? own ?? momentInPath(key, 'key');
}

function languageOf(said: string | undefined, content: Content): Content['language'] {
  const tag = languageTag(said);
  if (tag !== undefined) return { tag, source: 'uploader', confidence: 1 };
  return content.language.source === 'none' ? detectLanguage(textOf(content)) : content.language;
}

function sourceOf(
  saidUrl: string | undefined,
  saidName: string | undefined,
  own: Content['source'],
  key: string,
): Content['source'] {
  const url = webAddress(saidUrl) ?? own.url;
  const domain = domainOf(url) ?? own.domain ?? domainOf(own.canonicalUrl);
  const ownName = own.name === unknownSource || own.name === '' ? undefined : own.name;
  const name =
    saidName?.slice(0, longest).toWellFormed() ?? ownName ?? folderOf(key) ?? domain ?? unknownSource;
  return { ...own, name, ...(url === undefined ? {} : { url }), ...(domain === undefined ? {} : { domain }) };
}

/** The first folder of the key, unless it is a number (a year, a day) or leads nowhere. */
function folderOf(key: string): string | undefined {
  const [folder = '', ...rest] = key.split('/');
  const name = tidy(folder).trim().slice(0, longest).toWellFormed();
  return rest.length === 0 || /^[\d._-]*$/.test(name) ? undefined : name;
}
