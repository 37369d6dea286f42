/**
 * Web archives (WARC 1.1, ISO 28500): the pages that a crawl was answered with, each read as a file inside, under its address. Read as a
 * stream, a record at a time; .warc.gz, a gzip member per record, is looked through by `read.ts`.
 */
import { parseMoment } from '../../dates/moment.ts';
import { webAddress } from '../../document/urls.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { BadInput, type ContainerFormat, type NestedFile, type RefusedMember } from '../format.ts';
import { LimitExceeded } from '../limits.ts';
import { type Body, ByteReader } from './byteReader.ts';
import { httpResponse, namedFields } from './httpMessage.ts';

export const warc: ContainerFormat = {
  name: 'warc',
  recognises: (head) => version.test(Buffer.from(head.subarray(0, 16)).toString('latin1')),
  async read({ stream, unpack }) {
    return { feed: false, members: pages(new ByteReader(stream()), unpack) };
  },
};

const version = /^WARC\/\d\.\d+\s*/;
/** Of a record's header. */
const longestHeader = 64 * 1024;

/** What in a crawl may be news; scripts, styles, pictures and programs' answers are passed over. */
const readable =
  /^(?:text\/(?:html|plain|xml)|application\/(?:xhtml\+xml|xml|rss\+xml|atom\+xml|rdf\+xml|feed\+json|ld\+json|pdf))$/;

/** What robots are told, on every site (RFC 9309). */
const forRobots = /^https?:\/\/[^/]+\/robots\.txt$/i;

async function* pages(
  reader: ByteReader,
  unpack: (bytes: number) => void,
): AsyncGenerator<NestedFile | RefusedMember> {
  let part = '';
  let handed = false;
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
      const body = reader.body(Number(length));
      handed = false;
      const page =
        url === undefined || forRobots.test(url) ? undefined : await pageOf(fields, url, body, unpack);
      handed = page !== undefined;
      if (page !== undefined) yield page;
      await body.skip();
    }
  } catch (error) {
    // What came before is kept. A page that was being read has been refused with this already.
    if (!(error instanceof BadInput) || error instanceof LimitExceeded) throw error;
    if (!handed || !reader.told) yield { part, refusal: error.refusal };
  } finally {
    await reader.close();
  }
}

/** The named fields of the next record (section 4 of the standard). `undefined`: there is none. */
async function recordHeader(reader: ByteReader): Promise<Map<string, string> | Refusal | undefined> {
  let start = reader.at;
  let line = await reader.line(longestHeader);
  while (line === '') {
    start = reader.at; // two empty lines end the record before
    line = await reader.line(longestHeader);
  }
  if (line === undefined && reader.at === start) return undefined;
  if (line === undefined || !version.test(line))
    return refuse('warc.malformed', `no record begins at byte ${start}, where one should`);
  const lines: string[] = [];
  while (reader.at - start < longestHeader) {
    const next = await reader.line(longestHeader);
    if (next === undefined) break;
    if (next === '') return namedFields(lines);
    lines.push(next);
  }
  return refuse('input.truncated', `the header of the record at byte ${start} has no end`);
}

/** `undefined`: no page, or the answer that there is none. */
async function pageOf(
  fields: Map<string, string>,
  url: string,
  body: Body,
  unpack: (bytes: number) => void,
): Promise<NestedFile | RefusedMember | undefined> {
  const type = fields.get('warc-type')?.toLowerCase();
  const contentType = fields.get('content-type') ?? '';
  const retrieved = parseMoment(fields.get('warc-date') ?? '', 'warc');
  const page = {
    part: partOf(url),
    said: { url },
    identity: { provider: new URL(url).host, guid: url },
    ...(retrieved && { retrieved }),
  };
  if (type === 'resource' || type === 'conversion')
    return isReadable(contentType) ? { ...page, contentType, stream: () => body.stream() } : undefined;
  if (type !== 'response' || !/^application\/http\b/i.test(contentType)) return undefined;
  const response = await httpResponse(body.stream());
  if (response === undefined)
    return { part: page.part, refusal: refuse('warc.malformed', 'the response has no header of HTTP') };
  const said = response.fields.get('content-type') ?? '';
  if (response.status !== 200 || !isReadable(said)) return undefined;
  return { ...page, contentType: said, stream: () => response.content(unpack) };
}

function isReadable(contentType: string): boolean {
  return readable.test((contentType.split(';', 1)[0] ?? '').trim().toLowerCase());
}

/** `harbour.example/2026/03/storm.html`: the host tells a source and the path a day, as keys do. */
function partOf(url: string): string {
  return url
    .replace(/^https?:\/\//i, '')
    .slice(0, 400)
    .toWellFormed();
}
