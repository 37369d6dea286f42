/**
 * E-mail (RFC 5322, MIME): the message is one document, and each attachment that may be news is read in its turn. Subject, sender and date
 * are the header's; the text is that of the body, without the signature, and what it quotes of other messages is marked as quotation.
 */

import { parseMoment } from '../../dates/moment.ts';
import type { Content, Paragraph } from '../../document/record.ts';
import { unknownSource } from '../../document/record.ts';
import { storyOf } from '../../document/story.ts';
import { webAddress } from '../../document/urls.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { authorsOf } from '../../text/byline.ts';
import { languageTag } from '../../text/language.ts';
import { readAll } from '../bytes.ts';
import type { ContainerFormat, Member, NestedFile, RefusedMember } from '../format.ts';
import { type Body, htmlBody, plainBody } from './mailBody.ts';
import { isSavedPage } from './mhtml.ts';
import { leavesOf, mailLimits, type Part, parseMime } from './mime.ts';
import { type Fields, lineOfField, mailboxOf } from './mimeFields.ts';

export const mail: ContainerFormat = {
  name: 'mail',
  recognises: (head) => isMail(head) && !isSavedPage(head),
  async read({ stream }) {
    const bytes = await readAll(stream(), mailLimits.bytes);
    const message = parseMime(bytes);
    return 'code' in message ? message : { feed: false, members: membersOf(message, bytes.length) };
  },
};

/** Fields that mail programs write, and people who open a text with «Subject:» do not. */
const ofMail =
  /^(?:mime-version|message-id|received|return-path|delivered-to|dkim-signature|arc-seal|x-mailer|content-transfer-encoding):/i;

/** Header fields from the first line on, and among them one that only mail has, or a sender's address with a date. */
function isMail(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (!/^(?:ï»¿)?[A-Za-z][\w-]{0,60}[ \t]*:/.test(text.slice(0, 80))) return false;
  let sender = false;
  let dated = false;
  for (const line of text.replace(/^ï»¿/, '').split(/\r?\n/)) {
    if (ofMail.test(line)) return true;
    if (/^from:.{0,500}@/i.test(line)) sender = true;
    if (/^date:.{0,80}\d\d:\d\d/i.test(line)) dated = true;
    if (sender && dated) return true;
    if (!/^(?:[!-9;-~]{1,100}[ \t]*:|[ \t])/.test(line)) return false;
  }
  return false;
}

/** The message's document first, then what is attached to it. `bytes`: how many the message has. */
export async function* membersOf(
  message: Part,
  bytes: number,
): AsyncGenerator<Member | RefusedMember | NestedFile> {
  const { bodies, attachments } = sorted(message);
  const sender = senderOf(message.fields);
  const body = documentOf(message, bodies, sender);
  if (!('code' in body)) yield { ...body, part: '', bytes };
  else if (attachments.length === 0) yield { part: '', refusal: body };
  // A message that only carries a file need say nothing itself; but what it says must be readable.
  else if (body.code !== 'extract.no_content') yield { part: 'body', refusal: body };
  const identity = identityOf(message.fields, sender);
  const names = new Set<string>();
  for (const [i, attachment] of attachments.entries()) {
    const part = partName(attachment, i + 1, names);
    const { charset } = attachment.parameters;
    yield {
      part,
      ...(attachment.type === 'text/html'
        ? {}
        : { hints: { source: sender.name ?? sender.domain ?? unknownSource } }),
      contentType: charset === undefined ? attachment.type : `${attachment.type}; charset=${charset}`,
      ...(identity === undefined ? {} : { identity: { ...identity, guid: `${identity.guid}/${part}` } }),
      async *stream() {
        yield attachment.bytes();
      },
    };
  }
}

/** Message-ID, told apart by the list or the sender's domain: the same message in two mailboxes is one document. */
function identityOf(fields: Fields, sender: Sender): Member['identity'] {
  const guid = /<([^<>\s]{3,900})>/.exec(fields.get('message-id') ?? '')?.[1];
  const provider = sender.list ?? sender.domain;
  return guid === undefined || provider === undefined ? undefined : { provider, guid };
}

function documentOf(
  message: Part,
  bodies: readonly Alternative[],
  sender: Sender,
): Omit<Member, 'part' | 'bytes'> | Refusal {
  const { fields } = message;
  const title = lineOfField(fields.get('subject')).replace(
    /^(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv)\s{0,3}:\s{0,3}){1,20}/i,
    '',
  );
  const read = bodies.map((body) => bestOf(body, title));
  const found = read.flatMap((body) => ('code' in body ? [] : [body]));
  const [first] = found;
  const why = read.find((body) => 'code' in body);
  if (first === undefined) return why ?? refuse('extract.no_content', emptyEvidence(message));
  const paragraphs: Paragraph[] = found.flatMap((body) => body.paragraphs);
  const flags = [...new Set(found.flatMap((body) => body.flags)), ...(isCut(message) ? ['cut-off'] : [])];
  const own = first.article;
  const published = parseMoment((fields.get('date') ?? '').replace(/\s+/g, ' '), 'mail') ?? own?.published;
  const identity = identityOf(fields, sender);
  const url = webAddress(/<([^<>\s]+)>/.exec(fields.get('archived-at') ?? '')?.[1]);
  const tag = languageTag(fields.get('content-language')?.split(',', 1)[0]);
  const content = storyOf({
    title: title === '' ? (own?.title ?? '') : title,
    standfirst: own?.standfirst,
    paragraphs,
    authors: own !== undefined && own.authors.length > 0 ? own.authors : sender.authors,
    published,
    language: tag === undefined ? own?.language : { tag, source: 'document', confidence: 0.9 },
    source: sourceOf(sender, own, { url, guid: identity?.guid }),
    subjects: lineOfField(fields.get('keywords'))
      .split(/\s*,\s*/)
      .filter((word) => word !== '')
      .slice(0, 50),
    extractor: 'mail/1',
    confidence: own?.quality.confidence ?? 0.8,
    flags,
  });
  return { charset: first.charset, content, ...(identity === undefined ? {} : { identity }) };
}

function sourceOf(
  sender: Sender,
  own: Content | undefined,
  { url, guid }: { url?: string | undefined; guid?: string | undefined },
): Content['source'] {
  return {
    name: sender.name ?? own?.source.publisher ?? unknownSource,
    ...(sender.domain === undefined ? {} : { domain: sender.domain }),
    ...(url === undefined ? {} : { url }),
    ...(own?.source.canonicalUrl === undefined ? {} : { canonicalUrl: own.source.canonicalUrl }),
    ...(guid === undefined ? {} : { guid }),
  };
}

function isCut(part: Part): boolean {
  return part.cut || part.parts.some(isCut);
}

function emptyEvidence(message: Part): string {
  const locked = leavesOf(message).some(
    ({ type }) => type === 'application/pkcs7-mime' || type === 'application/pgp-encrypted',
  );
  return locked ? 'the message is encrypted (S/MIME or PGP)' : 'a message without any text';
}

// ---------------------------------------------------------------- who sent it

interface Sender {
  /** A newsletter's name; of a person's message nothing but the domain says where it is from. */
  name?: string;
  domain?: string;
  /** List-Id without its description (RFC 2919). */
  list?: string;
  authors: string[];
}

/** Addresses of an office, not of a person (some are RFC 2142's): their name is an organisation's. */
const ofOffice =
  /^(?:no-?reply|do-?not-?reply|press|presse|prensa|media|medien|news|newsletter|info|contact|hello|desk|newsdesk|redaktion|redaction|editor|editors|office|service|support|alerts?|updates?|briefing|digest|pr|communications?|kommunikation|webmaster|admin|marketing)(?:[.+_-]|$)/;

function senderOf(fields: Fields): Sender {
  const from = mailboxOf(fields.get('from')) ?? mailboxOf(fields.get('sender'));
  const listId = fields.get('list-id');
  const list = /<([\w.-]{1,255})>/.exec(listId ?? '')?.[1]?.toLowerCase();
  const bulk = listId !== undefined || fields.has('list-unsubscribe');
  const listName = lineOfField(listId?.split('<', 1)[0]).replace(/^"|"$/g, '');
  const authors = bulk || from === undefined || ofOffice.test(from.local) ? [] : authorsOf(from.name);
  const name = authors.length > 0 ? '' : from?.name || listName;
  return {
    ...(name === '' || name === undefined ? {} : { name }),
    ...(from?.domain === undefined ? {} : { domain: from.domain }),
    ...(list === undefined ? {} : { list }),
    authors,
  };
}

// ---------------------------------------------------------------- what in it is text, and what is attached

/** The same text in one form or two. */
interface Alternative {
  html?: Part;
  plain?: Part;
}

/** Pictures, sounds, signatures, calendars, delivery reports: no news to be read in them. */
const neverRead =
  /^(?:(?:image|audio|video|font)\/|application\/(?:pgp-|pkcs7-|x-pkcs7-|ms-tnef)|text\/(?:calendar|(?:x-)?vcard|css|rfc822-headers)|message\/(?!rfc822|global$))/;

function sorted(part: Part): { bodies: Alternative[]; attachments: Part[] } {
  if (part.type === 'multipart/alternative') return alternatives(part);
  if (part.parts.length > 0) {
    const inside = part.parts.map(sorted);
    return {
      bodies: inside.flatMap(({ bodies }) => bodies),
      attachments: inside.flatMap(({ attachments }) => attachments),
    };
  }
  const form = bodyForm(part);
  if (form !== undefined) return { bodies: [{ [form]: part }], attachments: [] };
  return {
    bodies: [],
    attachments: neverRead.test(part.type) || part.type.startsWith('multipart/') ? [] : [part],
  };
}

/** RFC 2046, section 5.1.4: the same in several forms, one of which is read. */
function alternatives(part: Part): { bodies: Alternative[]; attachments: Part[] } {
  const inside = part.parts.map(sorted);
  const forms = inside.flatMap(({ bodies }) => bodies);
  const html = forms.find((form) => form.html !== undefined)?.html;
  const plain = forms.find((form) => form.plain !== undefined)?.plain;
  const body = { ...(html === undefined ? {} : { html }), ...(plain === undefined ? {} : { plain }) };
  return {
    bodies: forms.length === 0 ? [] : [body],
    attachments: inside.flatMap(({ attachments }) => attachments),
  };
}

function bodyForm(part: Part): 'html' | 'plain' | undefined {
  if (part.disposition === 'attachment' || part.filename !== undefined) return undefined;
  if (part.type === 'text/html') return 'html';
  return part.type === 'text/plain' ? 'plain' : undefined;
}

/** The page, which has headings and quotations, unless it cannot be read or leaves out half of what the plain text says. */
function bestOf({ html, plain }: Alternative, title: string): Body | Refusal {
  const asText = plain === undefined ? undefined : plainBody(plain);
  const asPage = html === undefined ? undefined : htmlBody(html, title);
  if (asText === undefined || asPage === undefined)
    return asPage ?? asText ?? refuse('extract.no_content', 'a message without any text');
  if ('code' in asText) return asPage;
  return 'code' in asPage || 2 * lengthOf(asPage) < lengthOf(asText) ? asText : asPage;
}

function lengthOf({ paragraphs }: Body): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}

/** The file's name without any folder, told apart where two bear the same. */
function partName({ filename = '', type }: Part, ordinal: number, taken: Set<string>): string {
  const base = filename.split(/[/\\]/).at(-1)?.trim().slice(0, 150).toWellFormed() ?? '';
  const name = base === '' || /^\.+$/.test(base) ? `part-${ordinal}.${type.split('/')[1]}` : base;
  const unique = taken.has(name) ? `${ordinal}-${name}` : name;
  taken.add(unique);
  return unique;
}
