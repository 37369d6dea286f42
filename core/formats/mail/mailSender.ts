/** Who sent a message: a person, an organization or a mailing list. */
import { companySuffixes } from '../../entities/data/organizations.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { authorsInByline } from '../../text/byline/names.ts';
import { unaccented } from '../../text/unaccented.ts';
import { wordList } from '../../text/wordSet.ts';
import { type HeaderFields, lineOfField, type Mailbox, mailboxOf } from './mimeFields.ts';

export interface MailSender {
  /**
   * The name of an organization or newsletter. A person's message has none: only its domain shows the source.
   */
  name?: string;
  domain?: string;
  /** List-Id without its description (RFC 2919). */
  list?: string;
  authors: string[];
}

/**
 * Local parts of addresses that belong to an office, so that the display name is an organization's. Some are
 * from RFC 2142.
 */
const officeMailboxes = wordList`
  noreply no-reply donotreply donot-reply do-notreply do-not-reply press presse prensa media medien pr
  communication communications kommunikation news newsletter alert alerts update updates briefing digest
  desk newsdesk redaktion redaction editor editors info contact hello office service support webmaster
  admin marketing
`;
const officeMailbox = new RegExp(`^(?:${officeMailboxes.join('|')})(?:[.+_-]|$)`);

/**
 * Who sent a message, by its header. Only the name of a person who wrote to readers directly is an author's:
 * not that of an office (`press@…`) or of a mailing list.
 */
export function senderOf(fields: HeaderFields): MailSender {
  const from = mailboxOf(fields.get('from')) ?? mailboxOf(fields.get('sender'));
  const listId = fields.get('list-id');
  const list = /<([\w.-]{1,255})>/.exec(listId ?? '')?.[1]?.toLowerCase();
  const bulk = listId !== undefined || fields.has('list-unsubscribe');
  const listName = lineOfField(listId?.split('<', 1)[0]).replace(/^"|"$/g, '');
  const authors =
    bulk || from === undefined || officeMailbox.test(from.local) ? [] : authorsInByline(nameInOrder(from));
  const name = authors.length > 0 ? undefined : from?.name || listName || undefined;
  return { ...omitUndefined({ name, domain: from?.domain, list }), authors };
}

/** "Doe, Jane", as programs of offices write it. */
const surnameFirst = /^(?<surname>\p{Lu}[\p{L}\p{M}'’ -]{1,40}), (?<given>\p{Lu}[\p{L}\p{M}'’. -]{1,40})$/u;

/**
 * The name with the surname last. The address must have one of its words or both initials, because
 * "Quelle, London" is no person, and its domain none: `london@quelle.example`.
 */
function nameInOrder({ name, local, domain = '' }: Mailbox): string {
  const { surname, given } = surnameFirst.exec(name)?.groups ?? {};
  if (surname === undefined || given === undefined || companySuffixes.has(given)) return name;
  const words =
    unaccented(`${given} ${surname}`)
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? [];
  const initials = unaccented(given.charAt(0) + surname.charAt(0)).toLowerCase();
  const isOwn = local === initials || words.some((word) => local.includes(word));
  const labels = unaccented(domain.slice(0, domain.lastIndexOf('.'))).split(/[.-]/);
  const isOffice = labels.some((label) => words.some((word) => label.startsWith(word)));
  return isOwn && !isOffice ? `${given} ${surname}` : name;
}
