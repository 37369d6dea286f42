/** The formats that are read. Adding one is one file in this folder and one line in a list below. */
import { type Refusal, refuse } from '../errors.ts';
import { binaryEvidence } from './charset.ts';
import { csv } from './csv.ts';
import { docx } from './docx.ts';
import { feeds } from './feed.ts';
import type { ContainerFormat, SingleFormat } from './format.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { jsonFeed } from './jsonFeed.ts';
import { jsonLines } from './jsonLines.ts';
import { mail } from './mail.ts';
import { mbox } from './mbox.ts';
import { mhtml } from './mhtml.ts';
import { newsml } from './newsml.ts';
import { nitf } from './nitf.ts';
import { pdf } from './pdf.ts';
import { firstBytes, foreignFormat } from './signature.ts';
import { tar } from './tar.ts';
import { text } from './text.ts';
import { warc } from './warc.ts';
import { rootOf } from './xmlRoot.ts';
import { zip } from './zip.ts';

/** Objects that hold many documents; asked first, in this order. */
const containerFormats: readonly ContainerFormat[] = [zip, tar, warc, mbox, mail, ...feeds, newsml, jsonFeed, jsonLines, json, csv];

/** Asked in this order; the first that recognises the bytes reads them. Plain text comes last: it takes whatever is made of letters. */
const singleFormats: readonly SingleFormat[] = [pdf, mhtml, nitf, docx, html, text];

const tame: ReadonlySet<string> = new Set(['text', 'jsonl', 'json', 'csv']);

const archives: ReadonlySet<string> = new Set(['zip', 'tar', 'warc']);

/** Which format the first bytes tell, whatever the name says. */
export function told(head: Uint8Array): { format?: ContainerFormat | SingleFormat; container?: ContainerFormat; single?: SingleFormat } {
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
  if (root?.declares) return refuse('xml.entity_decl', `a DOCTYPE with declarations of its own before <${root.name}>`);
  const found = foreignFormat(head);
  const why = found === undefined ? binaryEvidence(head) : `it begins as ${found} does`;
  return refuse('input.unknown_format', `first bytes ${firstBytes(head)}${why === undefined ? '' : `; ${why}`}`);
}
