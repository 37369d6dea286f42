/**
 * The stable codes with which Dateline refuses input, and the codes of work that a stage gave up on
 * (`fault.…`). Each code has a message that a journalist understands and a remedy; each case adds its
 * evidence.
 */

export interface Refusal {
  code: Code;
  message: string;
  /** What was found, and where: sizes, offsets, the first bytes. Never a secret, never more than a line. */
  evidence: string;
  remedy: string;
}

/** The evidence names the cause of a fault, which has often passed by the time somebody reads it. */
const faultRemedy = 'Remove the cause, then run `dateline redrive` or call POST /v1/quarantine/redrive.';

const refusalTexts = {
  'input.empty': ['The file is empty.', 'Upload the file again once it has content.'],
  'input.too_large': [
    'The file is larger than Dateline accepts.',
    'Split the file, or upload only its text.',
  ],
  'input.unknown_format': [
    'Dateline does not recognise the format of the file.',
    'Upload it as text, HTML or another format listed in docs/formats.md.',
  ],
  'input.truncated': ['The file ends before it is complete.', 'Upload the complete file again.'],
  'input.crashed': [
    'Reading the file crashed Dateline twice.',
    'Upload the text in another format, and report the file as a bug in Dateline.',
  ],
  'input.unreadable': [
    'The file exists, but Dateline cannot read it.',
    'Restore the file from cold storage, or let the normalize function use its encryption key.',
  ],
  'archive.bomb': [
    'The archive expands to far more data than its size suggests.',
    'Upload its members one by one.',
  ],
  'archive.lying_size': [
    'The archive declares a wrong size for one of its members.',
    'Create the archive again.',
  ],
  'archive.path': [
    'The name of a member points outside the archive.',
    'Create the archive again with plain file names.',
  ],
  'archive.encrypted': ['The archive is protected by a password.', 'Upload it without a password.'],
  'archive.nested': [
    'The archive contains archives nested more deeply than Dateline unpacks.',
    'Unpack the outer archive and upload its members.',
  ],
  'decode.charset': [
    'The text is in no character set that Dateline knows.',
    'Save the file as UTF-8 and upload it again.',
  ],
  'xml.malformed': ['The file is not well-formed XML.', 'Correct the XML and upload the file again.'],
  'xml.entity_decl': [
    'The file declares XML entities, which Dateline does not expand.',
    'Remove the entity declarations from the DOCTYPE and upload the file again.',
  ],
  'xml.too_deep': ['The XML is nested too deeply.', 'Upload only the article.'],
  'html.too_complex': [
    'The page has too many elements, or they are nested too deeply.',
    'Upload only the article, or its text.',
  ],
  'json.malformed': ['The file is not valid JSON.', 'Correct the JSON and upload the file again.'],
  'json.no_article': [
    'The JSON contains no article.',
    'Name the fields as docs/formats.md describes, with at least a title and a text.',
  ],
  'csv.malformed': [
    'A row of the table does not describe an article.',
    'Give the row a title, a text and as many fields as the header has.',
  ],
  'authority.malformed': [
    'The line, or the file, is no entry of the authority.',
    'Correct the line as docs/authority.md describes, and upload the file again.',
  ],
  'mail.malformed': ['Dateline cannot read the e-mail.', 'Export the e-mail again as .eml.'],
  'pdf.encrypted': ['The PDF is protected by a password.', 'Upload it without a password.'],
  'pdf.no_text': ['The PDF contains only pictures and no text.', 'Run text recognition (OCR) on it first.'],
  'pdf.malformed': ['The PDF is damaged.', 'Save it as PDF again, or upload its text.'],
  'docx.malformed': ['The Word file is damaged.', 'Save it as .docx again.'],
  'warc.malformed': [
    'The web archive is damaged.',
    'Create the web archive again, or upload its pages one by one.',
  ],
  'extract.no_content': ['No article was found.', 'Upload the article itself, or its text.'],
  'extract.too_short': ['The text is too short for an article.', 'Upload the complete text.'],
  'extract.timeout': [
    'Reading the file took longer than Dateline allows.',
    'Upload only the article, or its text.',
  ],
  'fault.normalize': [
    'Dateline failed repeatedly to read the file, for a reason outside the file.',
    faultRemedy,
  ],
  'fault.extract': ['Dateline failed repeatedly to find the names in the document.', faultRemedy],
  'fault.store': ['Dateline failed repeatedly to store the record of the document.', faultRemedy],
  'fault.index': [
    'Dateline failed repeatedly to count a day or to add a document to the search table.',
    faultRemedy,
  ],
  'fault.sweep': [
    'The sweep could not compare a part of the records.',
    'Correct or delete the row that the evidence names, then run `dateline sweep`.',
  ],
  'fault.lost': [
    'The archive has lost the text of the document, and the file it came from cannot be read any more.',
    'Make that version of the file readable or upload the file again, then run `dateline redrive`.',
  ],
} as const satisfies Record<string, readonly [message: string, remedy: string]>;

export type Code = keyof typeof refusalTexts;

export const codes = Object.keys(refusalTexts) as [Code, ...Code[]];

/** UTF-16 units, with the sign of a cut. Evidence may quote the file, and is stored in rows. */
export const longestEvidence = 1_000;

/**
 * Makes a refusal. A refusal is a value: a stage records it and acknowledges the message, it never throws it.
 */
export function refuse(code: Code, evidence: string): Refusal {
  const [message, remedy] = refusalTexts[code];
  return { code, message, evidence: asLine(evidence), remedy };
}

const cut = ' …';

function asLine(text: string): string {
  const short = text.length > longestEvidence ? text.slice(0, longestEvidence - cut.length) + cut : text;
  return short.toWellFormed().replace(/[\r\n]/g, ' ');
}

/** A fault that a retry may cure. A stage throws it so that its queue delivers the message again. */
export class TransientFault extends Error {
  override name = 'TransientFault';
}

/** A part of the search table has more rows than one run may compact. */
export class PartTooLarge extends Error {
  override name = 'PartTooLarge';
}

/**
 * A service did not do its part: it is throttled, or down. The message at hand is not to blame
 * (core/protocol/serviceFault.ts).
 */
export class ServiceFault extends TransientFault {
  override name = 'ServiceFault';
}

/**
 * `Table.put` and `update` throw it for an item or a key that the table refuses, such as one above 400 KB.
 */
export class ItemRefused extends Error {
  override name = 'ItemRefused';
}

/** `Objects.get` throws it for an existing object that cannot be read. No retry helps until someone acts. */
export class ObjectUnreadable extends Error {
  override name = 'ObjectUnreadable';
  readonly reason: 'archived' | 'denied';
  constructor(reason: 'archived' | 'denied', key: string) {
    super(
      reason === 'archived'
        ? `${key} is archived in cold storage`
        : `the encryption key of ${key} may not be used`,
    );
    this.reason = reason;
  }
}

/**
 * Thrown while bytes are read that turn out to be invalid. `core/formats/read.ts` catches it and returns its
 * refusal.
 */
export class BadInput extends Error {
  override name = 'BadInput';
  readonly refusal: Refusal;
  constructor(code: Code, evidence: string) {
    const refusal = refuse(code, evidence);
    super(`${code}: ${refusal.evidence}`);
    this.refusal = refusal;
  }
}
