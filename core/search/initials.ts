/** Initials are written in two ways, as U.S. and as US: whoever asks for one of them means both. */

/** U.S., F.B.I, J.K. */
const withStops = /(?<![\p{L}\p{M}\p{N}.])(?:\p{L}\.){1,4}\p{L}(?:\.|(?![\p{L}\p{M}\p{N}]))/gu;
const capitals = /(?<![\p{L}\p{M}\p{N}.])\p{Lu}{2,5}(?![\p{L}\p{M}\p{N}.])/gu;

/** The text, and how it is written with the initials in it the other way. */
export function spellingsOf(text: string): [string, ...string[]] {
  const joined = text.replaceAll(withStops, (initials) => initials.replaceAll('.', ''));
  const parted = text.replaceAll(capitals, (initials) => `${Array.from(initials).join('.')}.`);
  return [text, ...[joined, parted].filter((each) => each !== text)];
}
