/** Divides the parts of a message into bodies and attachments. */
import { wordList } from '../../text/wordSet.ts';
import type { BodyForms } from './mailBody.ts';
import { leavesOf, type MimePart } from './mime.ts';

export interface MailParts {
  bodies: BodyForms[];
  attachments: MimePart[];
}

/** Media types that hold no news: pictures, sounds, signatures, calendars, delivery reports. */
const skippedTypes = wordList`
  image/ audio/ video/ font/ application/pgp- application/pkcs7- application/x-pkcs7- application/ms-tnef
  text/calendar text/vcard text/x-vcard text/css text/rfc822-headers
`;

/** Which parts of a message are its body, and which are attachments. */
export function classifyParts(part: MimePart): MailParts {
  if (part.type === 'multipart/alternative') return classifyAlternatives(part);
  if (part.parts.length > 0) {
    const inside = part.parts.map(classifyParts);
    return {
      bodies: inside.flatMap(({ bodies }) => bodies),
      attachments: inside.flatMap(({ attachments }) => attachments),
    };
  }
  const form = bodyForm(part);
  if (form !== undefined) return { bodies: [{ [form]: part }], attachments: [] };
  return { bodies: [], attachments: mayBeNews(part) ? [part] : [] };
}

/** RFC 2046, section 5.1.4: the parts are one text in several forms, so together they are one body. */
function classifyAlternatives(part: MimePart): MailParts {
  const inside = part.parts.map(classifyParts);
  const forms = inside.flatMap(({ bodies }) => bodies);
  const html = forms.find((form) => form.html !== undefined)?.html;
  const plain = forms.find((form) => form.plain !== undefined)?.plain;
  const body = { ...(html && { html }), ...(plain && { plain }) };
  return {
    bodies: forms.length === 0 ? [] : [body],
    attachments: inside.flatMap(({ attachments }) => attachments),
  };
}

function bodyForm(part: MimePart): 'html' | 'plain' | undefined {
  if (part.disposition === 'attachment' || part.filename !== undefined) return undefined;
  if (part.type === 'text/html') return 'html';
  return part.type === 'text/plain' ? 'plain' : undefined;
}

function mayBeNews({ type }: MimePart): boolean {
  if (type.startsWith('message/')) return type.startsWith('message/rfc822') || type === 'message/global';
  return !type.startsWith('multipart/') && !skippedTypes.some((skipped) => type.startsWith(skipped));
}

/** Whether a part of the message is encrypted by S/MIME or OpenPGP. */
export function isEncrypted(message: MimePart): boolean {
  return leavesOf(message).some(
    ({ type }) => type === 'application/pkcs7-mime' || type === 'application/pgp-encrypted',
  );
}

/** A file name for an attachment: its own without folders, or a made-up one. `taken` keeps names unique. */
export function attachmentName(
  { filename = '', type }: MimePart,
  ordinal: number,
  taken: Set<string>,
): string {
  const base = filename.split(/[/\\]/).at(-1)?.trim().slice(0, 150).toWellFormed() ?? '';
  const name = base === '' || /^\.+$/.test(base) ? `part-${ordinal}.${type.split('/')[1]}` : base;
  const unique = taken.has(name) ? `${ordinal}-${name}` : name;
  taken.add(unique);
  return unique;
}
