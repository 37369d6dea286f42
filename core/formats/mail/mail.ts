/**
 * E-mail (RFC 5322, MIME): the message is one document, and each attachment that may be news is read as a
 * file of its own. The header gives title, sender and date; the body gives the text, without the signature.
 * Quoted messages become quotations.
 */

import { parseMoment } from '../../dates/moment.ts';
import { type Content, type Moment, unknownSource } from '../../document/record.ts';
import { webAddress } from '../../document/urls.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { keywordsIn } from '../../text/keywords.ts';
import { declaredLanguage } from '../../text/language.ts';
import { wordSet } from '../../text/wordSet.ts';
import { bufferOf, readAll } from '../bytes.ts';
import type { ContainerFormat, DocumentMember, NestedFile, RefusedMember } from '../format.ts';
import { iterate } from '../iterate.ts';
import type { CopiedMail } from '../plain/copiedMail.ts';
import { embargoOfContent } from '../plain/embargo.ts';
import { contentBelowHead, readHead } from '../plain/storyHead.ts';
import { senderHint } from '../uploaderMetadata.ts';
import { type MailBody, readMailBody } from './mailBody.ts';
import { attachmentName, classifyParts, isEncrypted } from './mailParts.ts';
import { type MailSender, senderOf } from './mailSender.ts';
import { isSavedPage } from './mhtml.ts';
import { type MimePart, mailLimits, parseMime } from './mime.ts';
import { type HeaderFields, lineOfField } from './mimeFields.ts';
import { replyPrefix } from './replyPrefix.ts';

export const mail: ContainerFormat = {
  kind: 'container',
  seconds: 5,
  name: 'mail',
  recognises: (head) => isMail(head) && !isSavedPage(head),
  async read({ info, stream }) {
    const bytes = withoutCount(await readAll(stream(), mailLimits.bytes));
    const message = parseMime(bytes);
    return 'code' in message
      ? message
      : { feed: false, members: mailMembers(message, bytes.length, info.modified) };
  },
};

/**
 * A message as Apple Mail keeps it has a line before it with its number of bytes, and a property list behind
 * it.
 */
function withoutCount(bytes: Uint8Array): Uint8Array {
  const start = bufferOf(bytes.subarray(0, 32)).toString('latin1');
  const [line = '', count] = /^(\d{1,9})[ \t]{0,20}\r?\n(?=[A-Za-z])/.exec(start) ?? [];
  return line === '' ? bytes : bytes.subarray(line.length, line.length + Number(count));
}

/** Fields that mail programs write. People who begin a text with "Subject:" do not write them. */
const mailFields = wordSet`
  mime-version message-id received return-path delivered-to dkim-signature arc-seal x-mailer
  content-transfer-encoding
`;

/**
 * Whether the file begins with header fields, including one that only mail has, or a sender's address and a
 * date.
 */
function isMail(head: Uint8Array): boolean {
  const text = bufferOf(withoutCount(head)).toString('latin1');
  if (!/^(?:ï»¿)?[A-Za-z][\w-]{0,60}[ \t]*:/.test(text.slice(0, 80))) return false;
  let sender = false;
  let dated = false;
  for (const line of text.replace(/^ï»¿/, '').split(/\r?\n/)) {
    if (mailFields.has(/^([\w-]{1,60}):/.exec(line)?.[1]?.toLowerCase() ?? '')) return true;
    if (/^from:.{0,500}@/i.test(line)) sender = true;
    if (/^date:.{0,80}\d\d:\d\d/i.test(line)) dated = true;
    if (sender && dated) return true;
    if (!/^(?:[!-9;-~]{1,100}[ \t]*:|[ \t])/.test(line)) return false;
  }
  return false;
}

/**
 * The message as a document, then its attachments.
 *
 * @param bytes the size of the message
 * @param put when it was put, in milliseconds since 1970
 */
export async function* mailMembers(
  message: MimePart,
  bytes: number,
  put: number,
): AsyncGenerator<DocumentMember | RefusedMember | NestedFile> {
  const { fields } = message;
  const { bodies, attachments } = classifyParts(message);
  const subject = lineOfField(fields.get('subject'));
  const read = bodies.map((body) => readMailBody(body, subject, put));
  const origin = originOf(fields, subject, read);
  const document = readMessage(message, read, origin, put);
  if (!('code' in document)) yield { ...document, part: '', bytes };
  else if (attachments.length === 0) yield { part: '', refusal: document };
  // A message that only carries a file needs no text; but if it has text, that must be readable.
  else if (document.code !== 'extract.no_content') yield { part: 'body', refusal: document };
  const identity = identityOf(fields);
  const { sender, sent } = origin;
  const from = sender.name ?? sender.domain;
  const embargo = 'code' in document ? undefined : embargoOfContent(document.content);
  const names = new Set<string>();
  for (const [i, attachment] of attachments.entries()) {
    const part = attachmentName(attachment, i + 1, names);
    const { charset } = attachment.parameters;
    yield {
      part,
      ...(from !== undefined && !hasOwnSource(attachment) && { hints: { [senderHint]: from } }),
      contentType: charset === undefined ? attachment.type : `${attachment.type}; charset=${charset}`,
      ...(identity && { identity: { ...identity, guid: `${identity.guid}/${part}` } }),
      ...omitUndefined({ sent, embargo }),
      stream: () => iterate(attachment.bytes()),
    };
  }
}

/** Pages and messages say where they are from, or their folder does. */
function hasOwnSource({ type }: MimePart): boolean {
  return type === 'text/html' || type.startsWith('message/');
}

/** The date in the message's header. */
function sentOf(fields: HeaderFields): Moment | undefined {
  return parseMoment((fields.get('date') ?? '').replace(/\s+/g, ' '), 'mail');
}

/** The Message-ID, within the list or the sender's domain. One message in two mailboxes is one document. */
function identityOf(fields: HeaderFields): DocumentMember['identity'] {
  const guid = /<([^<>\s]{3,900})>/.exec(fields.get('message-id') ?? '')?.[1];
  const sender = senderOf(fields);
  const provider = sender.list ?? sender.domain;
  return guid === undefined || provider === undefined ? undefined : { provider, guid };
}

/** Where the text of a message comes from: its own header, or that of the message which it forwards. */
function originOf(fields: HeaderFields, subject: string, read: readonly (MailBody | Refusal)[]): CopiedMail {
  const own = {
    title: subject.replace(replyPrefix, ''),
    sender: senderOf(fields),
    ...omitUndefined({ sent: sentOf(fields) }),
  };
  const forwarded = read.flatMap((body) => ('code' in body ? [] : (body.forwarded ?? [])))[0];
  return forwarded === undefined ? own : { ...own, ...forwarded, title: forwarded.title || own.title };
}

function readMessage(
  message: MimePart,
  results: readonly (MailBody | Refusal)[],
  { title, sender, sent }: CopiedMail,
  put: number,
): Omit<DocumentMember, 'part' | 'bytes'> | Refusal {
  const { fields } = message;
  const read = results.flatMap((body) => ('code' in body ? [] : [body]));
  const [first] = read;
  if (first === undefined)
    return results.find((body) => 'code' in body) ?? refuse('extract.no_content', emptyEvidence(message));
  const { article } = first;
  const identity = identityOf(fields);
  const head = readHead(
    read.flatMap((body) => body.paragraphs),
    put,
    sent,
  );
  const content = contentBelowHead(head, {
    title: title === '' ? (article?.title ?? '') : title,
    standfirst: article?.standfirst,
    paragraphs: head.rest,
    authors: article !== undefined && article.authors.length > 0 ? article.authors : sender.authors,
    published: sent ?? article?.published,
    language: declaredLanguage(fields.get('content-language')?.split(',', 1)[0]) ?? article?.language,
    source: sourceOf(fields, sender, article, identity?.guid),
    subjects: keywordsIn(lineOfField(fields.get('keywords'))),
    extractor: 'mail/1',
    confidence: article?.quality.confidence ?? 0.8,
    flags: [...new Set(read.flatMap((body) => body.flags)), ...(isTruncated(message) ? ['cut-off'] : [])],
  });
  return {
    charset: first.charset,
    content,
    ...(identity && { identity }),
  };
}

function sourceOf(
  fields: HeaderFields,
  sender: MailSender,
  article: Content | undefined,
  guid: string | undefined,
): Content['source'] {
  return {
    name: sender.name ?? article?.source.publisher ?? unknownSource,
    ...omitUndefined({
      domain: sender.domain,
      url: webAddress(/<([^<>\s]+)>/.exec(fields.get('archived-at') ?? '')?.[1]),
      canonicalUrl: article?.source.canonicalUrl,
      guid,
    }),
  };
}

function isTruncated(part: MimePart): boolean {
  return part.truncated || part.parts.some(isTruncated);
}

function emptyEvidence(message: MimePart): string {
  return isEncrypted(message) ? 'the message is encrypted (S/MIME or PGP)' : 'the message has no text';
}
