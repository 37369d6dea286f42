/**
 * The stable codes with which input is refused, and those of what a stage gave up on (`fault.…`). Each has one sentence for a journalist and the mend; the evidence (what was found,
 * and where) comes with each case.
 */

export interface Refusal {
  code: Code;
  message: string;
  /** What was found, and where: sizes, offsets, the first bytes. Never a secret, never more than a line. */
  evidence: string;
  remedy: string;
}

/** Of what was given up on: the cause is in the evidence, and often gone by then. */
const mendOfFault =
  'When the cause is mended, have it looked at again: dateline redrive, or POST /v1/quarantine/redrive.';

const explained = {
  'input.empty': ['The file is empty.', 'Upload it again once it has content.'],
  'input.too_large': ['The file is larger than Dateline reads.', 'Split it, or upload the text alone.'],
  'input.unknown_format': [
    'The file is in no format that Dateline reads.',
    'Upload it as text, HTML or one of the other formats in docs/formats.md.',
  ],
  'input.truncated': ['The file breaks off before its end.', 'Upload it again, whole.'],
  'input.crashed': [
    'Reading the file made the reader crash twice.',
    'Upload the text in another format, and report the file as a fault of Dateline.',
  ],
  'input.unreadable': [
    'The file is there but cannot be read.',
    'Restore it from cold storage, or let the normalize function use the key it is encrypted with.',
  ],
  'archive.bomb': ['The archive unpacks to far more than it should.', 'Upload its members one by one.'],
  'archive.lying_size': [
    'The archive says a size for a member that is not its real one.',
    'Pack the archive again.',
  ],
  'archive.path': [
    'The archive has a member whose name leads outside of it.',
    'Pack the archive again with plain names.',
  ],
  'archive.encrypted': ['The archive is locked with a password.', 'Upload it without one.'],
  'archive.nested': [
    'The archive has archives inside archives, deeper than Dateline goes.',
    'Unpack the outer one and upload what is inside.',
  ],
  'decode.charset': [
    'The letters of the file cannot be made out: it follows no character set that Dateline knows.',
    'Upload it as UTF-8.',
  ],
  'xml.malformed': ['The file is XML with a fault in it.', 'Mend the fault and upload it again.'],
  'xml.entity_decl': [
    'The file declares XML entities, which Dateline does not expand.',
    'Upload it without a DOCTYPE that declares entities.',
  ],
  'xml.too_deep': ['The XML is nested too deeply.', 'Upload the article alone.'],
  'html.too_complex': [
    'The page is nested too deeply or has too many elements.',
    'Upload the article alone, or its text.',
  ],
  'json.malformed': ['The file is JSON with a fault in it.', 'Mend the fault and upload it again.'],
  'json.no_article': [
    'The JSON has no article in it.',
    'Name the fields as docs/formats.md says: at least a title and a text.',
  ],
  'csv.malformed': [
    'A row of the table cannot be read as an article.',
    'Mend the row: as many fields as the first row names, with a title and a text among them.',
  ],
  'mail.malformed': ['The e-mail cannot be read.', 'Export it again as .eml.'],
  'pdf.encrypted': ['The PDF is locked with a password.', 'Upload it without one.'],
  'pdf.no_text': ['The PDF has no text in it, only pictures.', 'Run text recognition over it first.'],
  'pdf.malformed': ['The PDF cannot be read.', 'Save it again as PDF, or upload its text.'],
  'docx.malformed': ['The Word file cannot be read.', 'Save it again as .docx.'],
  'warc.malformed': ['The web archive cannot be read.', 'Make it again, or upload its pages one by one.'],
  'extract.no_content': ['There is no article on the page.', 'Upload the page of one article.'],
  'extract.too_short': ['There is too little text for an article.', 'Upload the whole text.'],
  'extract.timeout': [
    'Reading the file took longer than Dateline allows.',
    'Upload the article alone, or its text.',
  ],
  'fault.normalize': [
    'Reading the file failed again and again, for a reason that is not in the file.',
    mendOfFault,
  ],
  'fault.extract': ['Finding the names in the document failed again and again.', mendOfFault],
  'fault.store': ['Writing the record of the document failed again and again.', mendOfFault],
  'fault.index': [
    'Counting a day, or bringing a document into the search table, failed again and again.',
    mendOfFault,
  ],
} as const satisfies Record<string, readonly [message: string, remedy: string]>;

export type Code = keyof typeof explained;

export const codes = Object.keys(explained) as [Code, ...Code[]];

/** A refusal is a value: it is recorded and acknowledged, never thrown. */
export function refuse(code: Code, evidence: string): Refusal {
  const [message, remedy] = explained[code];
  return { code, message, evidence, remedy };
}

/** A fault that a retry may cure; thrown, so that the message comes back. */
export class TransientFault extends Error {
  override name = 'TransientFault';
}

/** Thrown by `Objects.get` for an object that is there and cannot be read: no retry will help until someone acts. */
export class ObjectUnreadable extends Error {
  override name = 'ObjectUnreadable';
  readonly why: 'archived' | 'denied';
  constructor(why: 'archived' | 'denied', key: string) {
    super(
      `${key} is there but ${why === 'archived' ? 'archived in cold storage' : 'not readable with the key it is encrypted with'}`,
    );
    this.why = why;
  }
}
