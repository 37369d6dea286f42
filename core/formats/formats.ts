/** The formats that are read. Adding one is one file in this folder and one line in a list below. */

import { binaryEvidence } from '../charset/charset.ts';
import { type Refusal, refuse } from '../errors.ts';
import { rootOf } from '../markup/xmlRoot.ts';
import { tar } from './archives/tar.ts';
import { warc } from './archives/warc.ts';
import { zip } from './archives/zip.ts';
import { csv } from './csv/csv.ts';
import { feeds } from './feeds/feed.ts';
import { firstBytes, foreignFormat } from './fileSignature.ts';
import type { ContainerFormat, SingleFormat } from './format.ts';
import { html } from './html/html.ts';
import { json } from './json/json.ts';
import { jsonFeed } from './json/jsonFeed.ts';
import { jsonLines } from './json/jsonLines.ts';
import { mail } from './mail/mail.ts';
import { mbox } from './mail/mbox.ts';
import { mhtml } from './mail/mhtml.ts';
import { docx } from './office/docx.ts';
import { pdf } from './pdf/pdf.ts';
import { text } from './plain/text.ts';
import { newsml } from './wire/newsml.ts';
import { nitf } from './wire/nitf.ts';

/** Objects that hold many documents; asked first, in this order. */
const containerFormats: readonly ContainerFormat[] = [
  zip,
  tar,
  warc,
  mbox,
  mail,
  ...feeds,
  newsml,
  jsonFeed,
  jsonLines,
  json,
  csv,
];

/** Asked in this order; the first that recognises the bytes reads them. Plain text comes last: it takes whatever is made of letters. */
const singleFormats: readonly SingleFormat[] = [pdf, mhtml, nitf, docx, html, text];

const tame: ReadonlySet<string> = new Set(['text', 'jsonl', 'json', 'csv']);

const archives: ReadonlySet<string> = new Set(['zip', 'tar', 'warc']);

/** Which format the first bytes tell, whatever the name says. */
export function detectFormat(head: Uint8Array): {
  format?: ContainerFormat | SingleFormat;
  container?: ContainerFormat;
  single?: SingleFormat;
} {
  const container = containerFormats.find((candidate) => candidate.recognises(head));
  if (container !== undefined) return { format: container, container };
  const single = singleFormats.find((candidate) => candidate.recognises(head));
  return single === undefined ? {} : { format: single, single };
}

/** It takes time and memory in proportion to its bytes, whatever these are. All others are read where they can be killed. */
export function isTame({ name }: ContainerFormat | SingleFormat): boolean {
  return tame.has(name);
}

/** Archives inside one another are counted. */
export function isArchive({ name }: ContainerFormat): boolean {
  return archives.has(name);
}

export function unknownFormat(head: Uint8Array): Refusal {
  const root = rootOf(head);
  if (root?.declares)
    return refuse('xml.entity_decl', `a DOCTYPE with declarations of its own before <${root.name}>`);
  const found = foreignFormat(head);
  const why = found === undefined ? binaryEvidence(head) : `it begins as ${found} does`;
  return refuse(
    'input.unknown_format',
    `first bytes ${firstBytes(head)}${why === undefined ? '' : `; ${why}`}`,
  );
}
