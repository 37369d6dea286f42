/** Finds the names in a printed byline: "By Jane Doe and John Roe, Business Editor" → Jane Doe, John Roe. */
import { anyOf } from './anyOf.ts';
import { decapitalize } from './decapitalize.ts';

/** Words that make a part of a byline a role, a place or a desk rather than a name. */
const roles = anyOf`
  editor, correspondent, reporter, staff, writer, analyst, columnist, bureau, desk, agency, news, in [A-Z],
  at [A-Z], for the, contributor, contributing, redaktion, redaktør, redaktor, rédaction, redacción,
  redazione, redação, journalist, journaliste, reporterin, korrespondent, corresponsal, producer,
  photographer, fotograf, minutes?, updated, published
`;
const role = new RegExp(String.raw`\b(${roles})\b`, 'i');

const nameWord = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*`;
/** Words in lower case inside a name. */
const particles = anyOf`de, da, di, del, dos, la, le, van, von, der, den, bin, al, el, y, zu`;
const name = new RegExp(
  String.raw`^(?:Dr\.? |Prof\.? )*${nameWord}(?: (?:${nameWord}|${particles})){1,4}$`,
  'u',
);

const beforeBy = anyOf`
  words, written, reporting, story, text, analysis, posted, published, opinion, words and photos
`;
const byWords = anyOf`by, von, par, por, door, av, af, przez`;
const by = new RegExp(String.raw`^\s*(?:(?:${beforeBy}) )?(?:${byWords})\b:?\s+`, 'i');

/** Labels that a colon follows. */
const labels = anyOf`
  authors?, autor(?:in|es|a|e)?, auteurs?, autore, författare, text, tekst, texte, texto, автор, byline
`;
const label = new RegExp(String.raw`^\s*(?:autorin\/autor\s?:?|(?:${labels})\s?:)\s*`, 'i');

/**
 * Arabic, Persian and Hebrew have no capitals to recognise a name by, so only text after such a word
 * counts.
 */
const byWithoutCapitals = /^\s*(?:(?:بقلم|מאת)\s{0,3}:?|(?:الكاتب|نویسنده)\s{0,3}:)\s+/;
const wordWithoutCapitals = String.raw`[\p{Script=Arabic}\p{Script=Hebrew}\p{M}'’״׳-]{2,20}`;
const nameWithoutCapitals = new RegExp(`^${wordWithoutCapitals}(?: ${wordWithoutCapitals}){1,2}$`, 'u');

const andWords = anyOf`and, und, et, og, och, with, mit, avec`;
const separators = new RegExp(
  String.raw`,|;|\||\/|&|·|•|\b(?:${andWords})\b|(?<=\p{Ll}) [yei] (?=\p{Lu})`,
  'u',
);

/** The names in a byline as printed, each once. */
export function authorsInByline(byline: string): string[] {
  if (byWithoutCapitals.test(byline)) return namesWithoutCapitals(byline);
  const parts = byline
    .slice(0, 300)
    .replace(label, '')
    .replace(by, '')
    .split(separators)
    .map((part) => part.trim().replace(/ (?:in|aus|à|en) \p{Lu}.*$/u, ''));
  return [...new Set(parts.filter((part) => name.test(part) && !role.test(part)).map(decapitalizeName))];
}

function namesWithoutCapitals(byline: string): string[] {
  const parts = byline
    .slice(0, 300)
    .replace(byWithoutCapitals, '')
    .split(/[,،;|/&·•]/);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => nameWithoutCapitals.test(part)))];
}

/**
 * The names in a metadata field for the author. It usually holds one name, in any script, and sometimes a
 * byline.
 * @returns an empty list for an address, a role or a sentence
 */
export function authorsInField(field: string): string[] {
  const bare = field
    .replace(label, '')
    .replace(by, '')
    .replace(byWithoutCapitals, '')
    .replace(/\s+/g, ' ')
    .trim();
  const several = authorsInByline(bare);
  if (several.length > 1 || (several.length === 1 && separators.test(bare)))
    return [...several, ...agenciesIn(bare)];
  if (bare.length < 2 || bare.length > 60 || notName.test(bare.replace(/\b(?:Jr|Sr|[A-Z])\.$/, '')))
    return [];
  return [decapitalizeName(bare)];
}

/** Matches an address, a sentence, a credit, a file name or a number. */
const notName = /https?:|www\.|@|[<>{}[\]()]|[.!?]$|^[a-z\d]+(?:[-_][a-z\d]+)+$|^\P{L}*$/u;

/** Whether a part of a byline names an agency, as in "Jane Doe, dpa": agencies go by their abbreviations. */
export function isAgency(part: string): boolean {
  return /^(?:\p{Lu}{2,6}|dpa|Reuters)$/u.test(part);
}

function agenciesIn(line: string): string[] {
  return line
    .split(separators)
    .map((part) => part.trim())
    .filter(isAgency);
}

/** Whether the line consists of names only. */
export function isListOfNames(line: string): boolean {
  const parts = line.split(separators).filter((part) => part.trim() !== '');
  return parts.length > 0 && authorsInByline(line).length === parts.length;
}

/** "JANE DOE" → "Jane Doe". A single word in capitals, such as AFP, is an abbreviation and stays. */
function decapitalizeName(printed: string): string {
  return /\p{Lu}\S* \p{Lu}/u.test(printed) ? decapitalize(printed, /[ '’-]/u) : printed;
}

/** Case-sensitive, unlike `by`. */
const bylineStarts = anyOf`
  By, BY, by, Von, VON, von, Par, Por, POR, Door, Av, Af, Text, Autor(?:in)?(?:\/Autor)?, Author, Auteur,
  Autore
`;
const bylineStart = new RegExp(String.raw`^(?:${bylineStarts})\b:?\s`);

/**
 * Whether the line is a byline such as "By Jane Doe": short, with a name, and without the end of a
 * sentence.
 */
export function isByline(line: string): boolean {
  return (
    line.length <= 100 &&
    (bylineStart.test(line) || byWithoutCapitals.test(line)) &&
    authorsInByline(line).length > 0 &&
    !/[.!?]$/.test(line)
  );
}
