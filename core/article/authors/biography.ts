/** Knows the last paragraph of a story in which its page says who its author is. */
import type { Paragraph } from '../../document/record.ts';
import { anyOf } from '../../text/anyOf.ts';
import { namesSpeaker } from '../speakers.ts';

/** An office may be the author: "Coast News has contacted the ministry", "is not naming the driver". */
const verbs = anyOf`
  (?:is|was|are)(?! not | \p{L}+ing ),
  has (?:been|covered|edited|lived|published|reported|taught|won|worked|written),
  covers, writes, reports, joined, works, teaches, lives, (?:may|can) be reached,
  ist, war, arbeitet, schreibt, berichtet, leitet, lehrt, lebt, est, couvre, écrit, travaille, es, escribe,
  trabaja, è, scrive, lavora, é, escreve, schrijft, werkt, är, er, skriver, jobber, jobbar
`;
const afterName = new RegExp(`^(?:,[^.!?]{2,80},)? (?:${verbs}) `, 'u');
const isObituary = /\bsurvived by\b/;
const maxBiography = 600;
/** A story has at least this many paragraphs before it. */
const minBefore = 3;

/**
 * The paragraphs without a last one that says who the author is: "Jane Doe covers courts." Authors do not
 * tell stories about themselves by their full names.
 */
export function withoutBiography(paragraphs: Paragraph[], authors: readonly string[]): Paragraph[] {
  const last = paragraphs.at(-1);
  if (last === undefined || paragraphs.length <= minBefore || last.text.length > maxBiography)
    return paragraphs;
  const { role, text } = last;
  const isAbout = (name: string) =>
    name.includes(' ') &&
    text.startsWith(name) &&
    afterName.test(text.slice(name.length)) &&
    !isObituary.test(text) &&
    // Somebody says it of the author, who is then in the story.
    !namesSpeaker(text);
  return role === 'text' && authors.some(isAbout) ? paragraphs.slice(0, -1) : paragraphs;
}
