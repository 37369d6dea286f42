/**
 * Web archives (WARC 1.1, ISO 28500): each page that a crawl received is a nested file under its address.
 * Read as a stream, one record at a time; `readOpenedFile.ts` unpacks .warc.gz, which has a gzip member per
 * record.
 */

import { parseMoment } from '../../dates/moment.ts';
import { webAddress } from '../../document/urls.ts';
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import { wordSet } from '../../text/wordSet.ts';
import type { ContainerFormat, NestedFile, RefusedMember } from '../format.ts';
import { LimitExceeded } from '../limits.ts';
import { ByteReader, type ByteSection } from './byteReader.ts';
import { httpResponse, parseFields } from './httpMessage.ts';

export const warc: ContainerFormat = {
  name: 'warc',
  kind: 'archive',
  seconds: 5,
  recognises: (head) => version.test(Buffer.from(head.subarray(0, 16)).toString('latin1')),
  async read({ stream, countUnpacked }) {
    return { feed: false, members: readPages(new ByteReader(stream()), countUnpacked) };
  },
};

const version = /^WARC\/\d\.\d+\s*/;
/** Bytes of a record's header. */
const longestHeader = 64 * 1024;

/** Media types that may be news. Scripts, styles, pictures and responses of programs are skipped. */
const newsTypes: ReadonlySet<string> = wordSet`
  text/html text/plain text/xml application/xhtml+xml application/xml application/rss+xml
  application/atom+xml application/rdf+xml application/feed+json application/ld+json application/pdf
`;

/** Every site has this file with rules for robots (RFC 9309). */
const robotsFile = /^https?:\/\/[^/]+\/robots\.txt$/i;

async function* readPages(
  reader: ByteReader,
  countUnpacked: (bytes: number) => void,
): AsyncGenerator<NestedFile | RefusedMember> {
  let part = '';
  let yielded = false;
  try {
    for (;;) {
      part = `byte ${reader.at}`;
      const fields = await recordHeader(reader);
      if (fields === undefined) return;
      const length = 'get' in fields ? (fields.get('content-length') ?? '') : '';
      if (!('get' in fields)) return yield { part, refusal: fields };
      if (!/^\d{1,15}$/.test(length))
        return yield {
          part,
          refusal: refuse('warc.malformed', `the record at ${part} does not say its length`),
        };
      const url = webAddress(fields.get('warc-target-uri')?.replace(/^<|>$/g, ''));
      if (url !== undefined) part = partOf(url);
      const section = reader.section(Number(length));
      yielded = false;
      const page =
        url === undefined || robotsFile.test(url)
          ? undefined
          : await pageOf(fields, url, section, countUnpacked);
      yielded = page !== undefined;
      if (page !== undefined) yield page;
      await section.skip();
    }
  } catch (error) {
    // The pages before the error are kept. If the error came while a page was read, that page was refused
    // with it.
    if (!(error instanceof BadInput) || error instanceof LimitExceeded) throw error;
    if (!yielded || !reader.errorDelivered) yield { part, refusal: error.refusal };
  } finally {
    await reader.close();
  }
}

/**
 * The named fields of the next record (section 4 of the standard). Returns `undefined` at the end of the
 * file.
 */
async function recordHeader(reader: ByteReader): Promise<Map<string, string> | Refusal | undefined> {
  let start = reader.at;
  let line = await reader.line(longestHeader);
  while (line === '') {
    start = reader.at; // two empty lines end the previous record
    line = await reader.line(longestHeader);
  }
  if (line === undefined && reader.at === start) return undefined;
  if (line === undefined || !version.test(line))
    return refuse('warc.malformed', `expected a record at byte ${start}`);
  const lines: string[] = [];
  while (reader.at - start < longestHeader) {
    const next = await reader.line(longestHeader);
    if (next === undefined) break;
    if (next === '') return parseFields(lines);
    lines.push(next);
  }
  return refuse('input.truncated', `the header of the record at byte ${start} has no end`);
}

/** Returns `undefined` if the record is not a page, or the response was not 200. */
async function pageOf(
  fields: Map<string, string>,
  url: string,
  section: ByteSection,
  countUnpacked: (bytes: number) => void,
): Promise<NestedFile | RefusedMember | undefined> {
  const type = fields.get('warc-type')?.toLowerCase();
  const contentType = fields.get('content-type') ?? '';
  const retrieved = parseMoment(fields.get('warc-date') ?? '', 'warc');
  const page = {
    part: partOf(url),
    hints: { url },
    identity: { provider: new URL(url).host, guid: url },
    ...(retrieved && { retrieved }),
  };
  if (type === 'resource' || type === 'conversion')
    return isNewsType(contentType) ? { ...page, contentType, stream: () => section.stream() } : undefined;
  if (type !== 'response' || !/^application\/http\b/i.test(contentType)) return undefined;
  const response = await httpResponse(section.stream());
  if (response === undefined)
    return { part: page.part, refusal: refuse('warc.malformed', 'the response has no HTTP header') };
  const responseType = response.fields.get('content-type') ?? '';
  if (response.status !== 200 || !isNewsType(responseType)) return undefined;
  return { ...page, contentType: responseType, stream: () => response.content(countUnpacked) };
}

function isNewsType(contentType: string): boolean {
  return newsTypes.has((contentType.split(';', 1)[0] ?? '').trim().toLowerCase());
}

/** The address without its scheme. Like a key, it names a source (the host) and may contain a date. */
function partOf(url: string): string {
  return url
    .replace(/^https?:\/\//i, '')
    .slice(0, 400)
    .toWellFormed();
}
