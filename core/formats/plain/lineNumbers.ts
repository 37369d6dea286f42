/**
 * Courts number the lines of a transcript, from 1 on each page: "12     Q.  Where did you meet him?". Empty
 * lines have numbers too, which the rows of a table seldom have.
 */

const numbered = /^\s{0,12}(\d{1,2})(?:(?=\s{2}|\t)|\s*$)/;
/** Pages of transcripts have 25 lines; the last one fewer. */
const leastLines = 20;
/** Of the lines that are not empty: headings and numbers of pages stand between them. */
const leastShare = 0.8;
/** What a row of a table does not begin with: somebody's turn, or the rest of a sentence. */
const spoken = /^\s*(?:\p{Ll}+[ ,]|[QA][.:]?\s|\p{Lu}[\p{Lu} .'’-]{2,40}:\s)/u;
const leastSpoken = 0.1;

/** The lines without their numbers; the lines themselves if these are no line numbers. */
export function withoutLineNumbers(lines: readonly string[]): readonly string[] {
  let [last, counted, printed, empty, said] = [0, 0, 0, 0, 0];
  const bare = lines.map((line) => {
    if (line.trim() === '') return line;
    printed++;
    const number = numbered.exec(line);
    const value = Number(number?.[1]);
    if (number === null || (value !== last + 1 && value !== 1)) return line;
    last = value;
    counted++;
    const rest = line.slice(number[0].length);
    if (rest.trim() === '') empty++;
    if (spoken.test(rest)) said++;
    return rest;
  });
  const isNumbered = counted >= leastLines && counted >= leastShare * printed;
  return isNumbered && empty > 0 && said >= leastSpoken * counted ? bare : lines;
}
