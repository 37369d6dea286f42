/** Character references ("Jos&#233;", "AT&amp;T") that systems leave in plain text. */
import { decodeHTMLStrict } from 'entities';

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi;

/**
 * A text with its character references decoded, once: "&amp;lt;" becomes "&lt;". Those of `<` and `>` stay,
 * so no text becomes markup, and so do names that HTML does not know.
 */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (written) => {
    const character = decodeHTMLStrict(written);
    return character === '<' || character === '>' ? written : character;
  });
}
