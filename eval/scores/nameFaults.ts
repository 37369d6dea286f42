/** Forms that no name has: what annotation left on a name, or ran together. */
import { addresses, honours, offices, otherRoles } from '../../core/entities/data/people.ts';
import { isAcronym } from '../../core/entities/token.ts';

const maxPersonWords = 5;
/** "Department for Culture, Media and Sport". */
const fields = /^[^;:"“”]+, [^,;:"“”]+ (?:and|&) [^,;:"“”]+$/;

/**
 * What is wrong with the form of an entity's name; `undefined` if nothing is.
 * @param id as annotations give it
 */
export function nameFault(name: string, id: string): string | undefined {
  const words = name.split(' ');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const isPerson = id.startsWith('person/');
  const isLong = words.length > 1 || name.length > 6;
  if (isLong && name === name.toUpperCase() && /\p{Lu}{4}/u.test(name) && !isAcronym(name))
    return 'in capitals';
  if (/^(?:ex|anti|pro|pre|post|part|non)[-‐‑]\p{Lu}/u.test(name)) return 'with a prefix';
  const isBodyOfFields = id.startsWith('organization/') && fields.test(name);
  if (!isBodyOfFields && /[,;:"“”]/.test(name.replaceAll(/"[^"]+"/g, ''))) return 'with signs';
  if (!isPerson) return undefined;
  if (words.length > maxPersonWords) return 'a list';
  if (words.length > 1 && isRole(first)) return 'with a title';
  if (words.length > 1 && honours.has(last)) return 'with an honour';
  return /\p{L}['’]s /u.test(name) || words.includes('and') || words.includes('&')
    ? 'of two names'
    : undefined;
}

function isRole(word: string): boolean {
  const lower = word.toLowerCase();
  return addresses.has(word) || offices.has(lower) || otherRoles.has(lower);
}
