/** Recognises a printed byline, also one whose parts are in elements of their own. */
import { authorsInByline } from './names.ts';
import { isBylineLabel, isBylineStart } from './starts.ts';

/**
 * Whether the line is a byline such as "By Jane Doe": short, with a name, and without the end of a
 * sentence. What it quotes or has in brackets may end like one: "By Jane Doe (Washington D.C.)".
 */
export function isByline(line: string): boolean {
  // "By Jane Doe | 5 March 2026 | Updated …" is longer; a list of links has no numbers.
  const isShort = line.length <= 100 || (line.length <= 160 && / [|•·] /.test(line) && /\d/.test(line));
  return isShort && isBylineStart(line) && !/[.!?]$/.test(line) && authorsInByline(line).length > 0;
}

/** What stands between two names in an element of its own. */
const joints = ',|&|and|AND|und|UND|et|y|e|och|og|en|ja';
const joint = new RegExp(`^(?:${joints})$`);
/** "11:35 AM ET" ends with a time. */
const endsWithJoint = new RegExp(String.raw`\s(?:${joints})$`);

/**
 * The byline that a line is with the one before it: "By" and "Jane Doe", "By Jane Doe and" and "John Roe".
 * @returns `undefined` if they are none together
 */
export function bylineWith(before: string, line: string): string | undefined {
  const byline = `${before} ${line}`;
  if (isBylineLabel(before)) return isByline(byline) ? byline : undefined;
  if (joint.test(line)) return isByline(before) ? byline : undefined;
  if (!endsWithJoint.test(before.slice(-5)) || !isByline(byline)) return undefined;
  return authorsInByline(byline).length > authorsInByline(before).length ? byline : undefined;
}
