/** The input formats. To add one, write its file and add a line to the list below. */

import { binaryEvidence } from '../charset/charset.ts';
import { type Refusal, refuse } from '../errors.ts';
import { type XmlRoot, xmlRootOf } from '../markup/xmlRoot.ts';
import { tar } from './archives/tar.ts';
import { warc } from './archives/warc.ts';
import { zip } from './archives/zip.ts';
import { csv } from './csv/csv.ts';
import { newsDatabase } from './databases/newsDatabase.ts';
import { feeds } from './feeds/feed.ts';
import { firstBytesInHex, foreignEvidence, foreignFormat } from './fileSignature.ts';
import type { InputFormat } from './format.ts';
import { html } from './html/html.ts';
import { json } from './json/json.ts';
import { jsonFeed } from './json/jsonFeed.ts';
import { jsonLines } from './json/jsonLines.ts';
import { mail } from './mail/mail.ts';
import { mbox } from './mail/mbox.ts';
import { mhtml } from './mail/mhtml.ts';
import { docx } from './office/docx.ts';
import { rtf } from './office/rtf.ts';
import { pdf } from './pdf/pdf.ts';
import { text } from './plain/text.ts';
import { alto } from './scans/alto.ts';
import { hocr } from './scans/hocr.ts';
import { metsEvidence } from './scans/mets.ts';
import { pageXml } from './scans/pageXml.ts';
import { newsml } from './wire/newsml.ts';
import { newsml1 } from './wire/newsml1.ts';
import { nitf } from './wire/nitf.ts';
import { wireText } from './wire/wireText.ts';
import { xmlRecords } from './xml/xmlRecords.ts';

/** The first format that recognises the bytes reads them. Plain text is last because it accepts any text. */
const formats: readonly InputFormat[] = [
  zip,
  tar,
  warc,
  mbox,
  mail,
  ...feeds,
  newsml,
  newsml1,
  jsonFeed,
  jsonLines,
  json,
  csv,
  pdf,
  mhtml,
  nitf,
  alto,
  pageXml,
  hocr,
  xmlRecords,
  docx,
  rtf,
  html,
  newsDatabase,
  wireText,
  text,
];

export const formatNames: readonly string[] = formats.map(({ name }) => name);

/**
 * The format that the first bytes of a file belong to, whatever the file's name says.
 *
 * @param head the first 64 KB
 */
export function detectFormat(head: Uint8Array): InputFormat | undefined {
  return formats.find((candidate) => candidate.recognises(head));
}

/**
 * The refusal of a file in a format that is not read. Its evidence names the format if the first bytes show
 * it.
 */
export function unknownFormat(head: Uint8Array): Refusal {
  const root = xmlRootOf(head);
  if (root?.declares)
    return refuse('xml.entity_decl', `a DOCTYPE with declarations of its own before <${root.name}>`);
  const reason = root?.name === 'mets' ? metsEvidence(head) : evidenceOf(head, root);
  return refuse(
    'input.unknown_format',
    `first bytes ${firstBytesInHex(head)}${reason === undefined ? '' : `; ${reason}`}`,
  );
}

function evidenceOf(head: Uint8Array, root: XmlRoot | undefined): string | undefined {
  const foreign = foreignFormat(head);
  if (foreign === undefined) return binaryEvidence(head);
  return foreignEvidence(root === undefined ? foreign : `${foreign} with the root <${root.name}>`);
}
