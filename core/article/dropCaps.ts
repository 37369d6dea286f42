/**
 * Joins drop caps to the rest of their words. The first letter of a story may be in an element of its own,
 * and then white space of the markup, or the bounds of a block, divide the word.
 */

const dropCap = /^["“„«'‘(]?\p{Lu}$/u;
/** Capitals that are words by themselves: white space after them may be meant. */
const word = /[AEIOUYÀÓÖØÅ]$/u;
const restOfWord = /^\p{Ll}/u;

/** Whether the text is one capital letter, and the other goes on with its word. */
export function isDropCap(text: string | undefined, next: string): boolean {
  return text !== undefined && text.length <= 3 && dropCap.test(text) && restOfWord.test(next);
}

/** Whether the line begins with a capital, a space and small letters. */
export function mayDivideWord(line: string): boolean {
  return /^["“„«'‘(]?\p{Lu} \p{Ll}/u.test(line);
}

/** The texts of a block's nodes, a drop cap joined to the text after it. */
export function joinDropCap(parts: readonly string[]): readonly string[] {
  const at = parts.findIndex((part) => part.trim() !== '');
  const first = parts[at]?.trim() ?? '';
  if (first.length === 0 || first.length > 3 || word.test(first)) return parts;
  const rest = parts
    .slice(at + 1)
    .join('')
    .trimStart();
  return isDropCap(first, rest) ? [first, rest] : parts;
}
