/** The names in a byline as printed: «By Jane Doe and John Roe, Business Editor» → Jane Doe, John Roe. */

const roles =
  /\b(editor|correspondent|reporter|staff|writer|analyst|columnist|bureau|desk|agency|news|in [A-Z]|at [A-Z]|for the|contributor|contributing)\b/i;
const name = /^\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|de|da|di|del|la|le|van|von|der|den|bin|al|el)){1,4}$/u;

export function authorsOf(byline: string): string[] {
  const parts = byline
    .slice(0, 300)
    .replace(/^\s*(?:words |written |reporting )?by:?\s+/i, '')
    .split(/,|;|\||\/|&|\band\b/i)
    .map((part) => part.trim().replace(/ in \p{Lu}.*$/u, ''));
  return [...new Set(parts.filter((part) => name.test(part) && !roles.test(part)).map(calm))];
}

/** «JANE DOE» → Jane Doe. */
function calm(printed: string): string {
  if (printed !== printed.toUpperCase()) return printed;
  return printed.toLowerCase().replace(/(^|[ '’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** Does this line stand there as a byline: «By Jane Doe», short and without a sentence's end? */
export function isByline(line: string): boolean {
  return (
    line.length <= 100 && /^by:?\s+\p{Lu}/iu.test(line) && /^(By|BY):?\s/.test(line) && authorsOf(line).length > 0 && !/[.!?]$/.test(line)
  );
}
