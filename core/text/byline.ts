/** The names in a byline as printed: «By Jane Doe and John Roe, Business Editor» → Jane Doe, John Roe. */

const roles =
  /\b(editor|correspondent|reporter|staff|writer|analyst|columnist|bureau|desk|agency|news|in [A-Z]|at [A-Z]|for the|contributor|contributing|redaktion|redaktør|redaktor|rédaction|redacción|redazione|redação|journalist|journaliste|reporterin|korrespondent|corresponsal|producer|photographer|fotograf|minutes?|updated|published)\b/i;
const name =
  /^(?:Dr\.? |Prof\.? )*\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|de|da|di|del|dos|la|le|van|von|der|den|bin|al|el|y|zu)){1,4}$/u;
const by =
  /^\s*(?:(?:words|written|reporting|story|text|analysis|posted|published|opinion|words and photos) )?(?:by|von|par|por|door|av|af|przez)\b:?\s+/i;
const label =
  /^\s*(?:autorin\/autor\s?:?|(?:authors?|autor(?:in|es|a|e)?|auteurs?|autore|författare|text|tekst|texte|texto|автор|byline)\s?:)\s*/i;
/** Arabic, Persian and Hebrew have no capitals that tell a name: there only what such a word leads to is one. */
const byWithoutCapitals = /^\s*(?:(?:بقلم|מאת)\s{0,3}:?|(?:الكاتب|نویسنده)\s{0,3}:)\s+/;
const nameWithoutCapitals =
  /^[\p{Script=Arabic}\p{Script=Hebrew}\p{M}'’״׳-]{2,20}(?: [\p{Script=Arabic}\p{Script=Hebrew}\p{M}'’״׳-]{2,20}){1,2}$/u;
const separators = /,|;|\||\/|&|·|•|\b(?:and|und|et|og|och|with|mit|avec)\b|(?<=\p{Ll}) [yei] (?=\p{Lu})/u;

export function authorsOf(byline: string): string[] {
  if (byWithoutCapitals.test(byline)) return namesWithoutCapitals(byline);
  const parts = byline
    .slice(0, 300)
    .replace(label, '')
    .replace(by, '')
    .split(separators)
    .map((part) => part.trim().replace(/ (?:in|aus|à|en) \p{Lu}.*$/u, ''));
  return [...new Set(parts.filter((part) => name.test(part) && !roles.test(part)).map(calm))];
}

function namesWithoutCapitals(byline: string): string[] {
  const parts = byline
    .slice(0, 300)
    .replace(byWithoutCapitals, '')
    .split(/[,،;|/&·•]/);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => nameWithoutCapitals.test(part)))];
}

/**
 * The names in what a page says, for machines, is an author: mostly one name, in any script, sometimes a byline.
 * An address, a role or a sentence is none.
 */
export function authorsSaid(said: string): string[] {
  const bare = said
    .replace(label, '')
    .replace(by, '')
    .replace(byWithoutCapitals, '')
    .replace(/\s+/g, ' ')
    .trim();
  const several = authorsOf(bare);
  if (several.length > 1 || (several.length === 1 && separators.test(bare)))
    return [...several, ...agenciesIn(bare)];
  if (bare.length < 2 || bare.length > 60 || notNames.test(bare.replace(/\b(?:Jr|Sr|[A-Z])\.$/, '')))
    return [];
  return [calm(bare)];
}

/** An address, a sentence, a credit, the name of a file or a number. */
const notNames = /https?:|www\.|@|[<>{}[\]()]|[.!?]$|^[a-z\d]+(?:[-_][a-z\d]+)+$|^\P{L}*$/u;

/** «Jane Doe, dpa»: agencies go by their abbreviations. */
export function isAgency(part: string): boolean {
  return /^(?:\p{Lu}{2,6}|dpa|Reuters)$/u.test(part);
}

function agenciesIn(line: string): string[] {
  return line
    .split(separators)
    .map((part) => part.trim())
    .filter(isAgency);
}

/** Is the line names, and nothing else? */
export function isNames(line: string): boolean {
  const parts = line.split(separators).filter((part) => part.trim() !== '');
  return parts.length > 0 && authorsOf(line).length === parts.length;
}

/** «JANE DOE» → Jane Doe; abbreviations (AFP) stay. */
function calm(printed: string): string {
  if (printed !== printed.toUpperCase() || !/\p{Lu}\S* \p{Lu}/u.test(printed)) return printed;
  return printed
    .toLowerCase()
    .replace(/(^|[ '’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

const bylineStart =
  /^(?:By|BY|by|Von|VON|von|Par|Por|POR|Door|Av|Af|Text|Autor(?:in)?(?:\/Autor)?|Author|Auteur|Autore)\b:?\s/;

/** Does this line stand there as a byline: «By Jane Doe», short and without a sentence's end? */
export function isByline(line: string): boolean {
  return (
    line.length <= 100 &&
    (bylineStart.test(line) || byWithoutCapitals.test(line)) &&
    authorsOf(line).length > 0 &&
    !/[.!?]$/.test(line)
  );
}
