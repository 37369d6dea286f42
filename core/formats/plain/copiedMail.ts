/**
 * The head of a mail that somebody copied as text: its fields with the labels of a mail program, in the
 * languages of their users. Real messages have fields of their own (`core/formats/mail/mail.ts`).
 */
import { type Moment, unknownSource } from '../../document/record.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { anyOf } from '../../text/anyOf.ts';
import { type MailSender, senderOf } from '../mail/mailSender.ts';
import { replyPrefix } from '../mail/replyPrefix.ts';
import { type FrontMatterFields, writtenMoment } from './frontmatterFields.ts';

const from = anyOf`from, von, de, da, van, från, fra, lähettäjä, od, от`;
const sent = anyOf`
  sent, date, gesendet, datum, envoyé, enviado(?: el)?, inviato, data, fecha, verzonden, skickat, sendt, dato,
  lähetetty, päivämäärä, wysłano, отправлено, дата
`;
const subject = anyOf`
  subject, betreff, objet, asunto, assunto, oggetto, onderwerp, ämne, emne, aihe, temat, тема
`;
/** Whom it was sent to is not kept. */
const others = anyOf`
  to, an, à, para, a, aan, till, til, vastaanottaja, do, кому, b?cc, dw, cci, cco, ccn, kopie,
  copie, copia, kopia, копия, reply-to, antwort an, répondre à, attachments?, anlagen?, anhänge,
  pièces? jointes?, allegat[oi], (?:datos |archivos )?adjuntos?, bijlagen?, importance, wichtigkeit,
  priority, priorität
`;
const field = new RegExp(`^(?:(${from})|(${sent})|(${subject})|(?:${others}))\\s?:(?:\\s+(.*))?$`, 'i');
/** What programs set above the head of a mail that is forwarded or answered. */
const above =
  /^(?:-{2,20}.{1,60}-{2,20}|_{10,80}|begin forwarded message:|anfang der weitergeleiteten nachricht:)$/i;

/** "Jane Quelle [mailto:jane@coast.example]". */
const outlookAddress = /\[mailto:([^\s[\]<>]{1,320})\]/i;

const mostLines = 12;
const longestLine = 2_000;

/** What the head of a mail says. */
export interface CopiedMail {
  /** Without "Re:" and "Fwd:"; '' if it has none. */
  title: string;
  sender: MailSender;
  sent?: Moment;
}

/** What the head of a mail says, and the line behind it; `undefined` if the lines do not begin with one. */
export function copiedMailHead(lines: readonly string[]): { mail: CopiedMail; next: number } | undefined {
  const found: { from?: string; sent?: string; subject?: string } = {};
  let at = lines.findIndex((line) => line.trim() !== '' && !above.test(line.slice(0, 200).trim()));
  const end = at + mostLines;
  for (; at < end; at++) {
    const line = lines[at]?.trim() ?? '';
    const said = line.length <= longestLine ? field.exec(line) : null;
    if (said === null) break;
    const [, isFrom, isSent, isSubject, value] = said;
    Object.assign(
      found,
      omitUndefined({
        from: isFrom && value,
        sent: isSent && value,
        subject: isSubject && (value ?? ''),
      }),
    );
  }
  if (found.from === undefined || found.subject === undefined || lines[at]?.trim()) return undefined;
  const mail = {
    title: found.subject.replace(replyPrefix, ''),
    sender: senderOf(new Map([['from', found.from.replace(outlookAddress, '<$1>')]])),
    ...omitUndefined({ sent: writtenMoment(found.sent) }),
  };
  return { mail, next: at };
}

/** The fields of a document that a copied mail sets. */
export function copiedMailFields({ title, sender, sent }: CopiedMail): FrontMatterFields {
  const { name = unknownSource, domain, authors } = sender;
  return omitUndefined({
    title: title || undefined,
    authors,
    published: sent,
    source: { name, ...omitUndefined({ domain }) },
  });
}
