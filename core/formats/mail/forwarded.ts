/** Finds the message that somebody forwarded: mail programs write its head into the text of the new one. */
import { anyOf } from '../../text/anyOf.ts';
import { type CopiedMail, copiedMailHead } from '../plain/copiedMail.ts';

/** Marks of a forwarded message before its subject. */
const prefixes = anyOf`fwd?, wg, tr, rv, enc, i, doorst, vb, vl, pd`;
const forwardPrefix = new RegExp(`^(?:${prefixes})\\s{0,3}:`, 'i');
/** The line above its head: "---------- Forwarded message ---------". */
const forwardLine = new RegExp(
  `^[-_]{0,20}\\s{0,3}.{0,20}(?:${anyOf`
    forwarded, weitergeleitete?, transféré, transmis, reenviado, encaminhada, inoltrato, doorgestuurd,
    vidarebefordrat, videresendt, välitetty, przekazana, пересылаемое, переадресованное
  `}) .{0,40}$`,
  'iu',
);
/** What the sender may write above it. */
const longestNote = { lines: 6, characters: 400 };

/**
 * The forwarded message in the lines of a text: what its head says, and its text. An answer to a message has
 * such a head too, but neither this subject nor this line.
 * @param subject that of the new message, as it was written
 */
export function forwardedMail(
  subject: string,
  lines: readonly string[],
): { mail: CopiedMail; text: readonly string[] } | undefined {
  let note = 0;
  for (const [i, line] of lines.slice(0, longestNote.lines).entries()) {
    if (forwardPrefix.test(subject) || forwardLine.test(line.slice(0, 200).trim())) {
      const below = unquoted(lines.slice(i));
      const head = copiedMailHead(below);
      if (head !== undefined) return { mail: head.mail, text: below.slice(head.next) };
    }
    note += line.length;
    if (note > longestNote.characters) break;
  }
  return undefined;
}

/** Apple's programs quote what they forward. */
function unquoted(lines: readonly string[]): readonly string[] {
  const isQuoted = lines.slice(1).every((line) => line.startsWith('>') || line.trim() === '');
  return isQuoted ? lines.map((line) => line.replace(/^> ?/, '')) : lines;
}
