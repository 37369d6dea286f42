/** Where somebody else begins to speak in a transcript, a hearing or a chat. */
import { anyOf } from '../../text/anyOf.ts';

const times = anyOf`
  \[?\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d\d, \[\d{1,2}:\d\d(?::\d\d)?\]\s, \d{1,2}:\d\d:\d\d\s
`;
/** A time, a speaker in capitals, or the sign of a question. */
const turn = new RegExp(String.raw`^(?:${times}|(?:[QA]|\p{Lu}[\p{Lu} .'’-]{2,40}):\s)`, 'u');
const speaker = /^\p{Lu}[\p{L}.'’-]{0,20}(?: \p{Lu}[\p{L}.'’-]{0,20}){0,3}(?=:\s)/u;
const asks = /^Q\.\s/;
const asksOrAnswers = /^[QA]\.\s/;
/** Lines that a speaker must begin, and such speakers. */
const least = 2;

/**
 * Whether a line of the text begins a turn. "Q." and "A." may be initials, so questions must begin lines; a
 * name before a colon may be any word, so two of them must recur.
 */
export function turnsOf(lines: readonly string[]): (line: string) => boolean {
  const isHearing = lines.some((line) => asks.test(line));
  const counts = new Map<string, number>();
  for (const line of lines) {
    const name = speaker.exec(line)?.[0];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isTalk = [...counts.values()].filter((count) => count >= least).length >= least;
  return (line) =>
    turn.test(line) || (isHearing && asksOrAnswers.test(line)) || (isTalk && speaker.test(line));
}
