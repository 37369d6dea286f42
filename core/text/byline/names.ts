/** Finds the names in a printed byline: "By Jane Doe and John Roe, Business Editor" → Jane Doe, John Roe. */
import { isAgency, isKnownAgency } from '../agencies.ts';
import { anyOf } from '../anyOf.ts';
import { arabicArticle } from '../arabicArticle.ts';
import { decapitalize } from '../decapitalize.ts';
import {
  articleOrDe,
  beforeBy,
  by,
  byOrName,
  byWithoutCapitals,
  isReporter,
  reporterBehind,
  withoutLabel,
} from './starts.ts';

/** Words that make a part of a byline a role, a place or a desk rather than a name. */
const roles = anyOf`
  editor, correspondent, reporter(?:in)?, staff, writer, analyst, columnist, bureau, desk, agency, news,
  in [A-Z], at [A-Z], for the, contributor, contributing, redaktion, redakt[øo]r, rédaction, redacción,
  redazione, redação, journaliste?, korrespondent, corresponsal, producer, redakteur(?:in)?, repórter,
  (?:jornal|period|giornal)ista, photographer, fotograf, minutes?, updated, published
`;
const role = new RegExp(String.raw`\b(?:${roles})s?\b`, 'i');

const nameWord = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*`;
/** What a name's word may begin with in lower case: "al-Khatib". */
const article = `(?:${arabicArticle})?`;
/** Words in lower case inside a name. */
const particles = anyOf`
  de, da, di, del, dos, la, le, van, von, vom, der, den, ter, ten, af, bin, ben, ibn, bint, al, el, y, zu, wa
`;
const nameOf = (prefix: string, between: string) =>
  new RegExp(
    String.raw`^(?:Dr\.? |Prof\.? )*${prefix}${nameWord}(?: (?:${prefix}${nameWord}|${between})){1,4}$`,
    'u',
  );
const name = nameOf(article, particles);
/** Alone, "Coupe du Monde", "Corriere della Sera" and "Conseil d'État" are no people. */
const nameBehindBy = nameOf(articleOrDe, `${particles}|do|du|das|dell[ao]|dalla|degli|las|los`);

const lettersWithoutCapitals = String.raw`\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{M}`;
const wordWithoutCapitals = `[${lettersWithoutCapitals}'’״׳-]{2,20}`;
const nameWithoutCapitals = new RegExp(
  `^(?:${wordWithoutCapitals}(?: ${wordWithoutCapitals}){1,2}|` +
    String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・]{2,10}` +
    String.raw`(?:[ 　]\p{L}{1,6})?)$`,
  'u',
);
/** A name of several words that stands twice, as text and as that of a picture. */
const twice = /^(?<name>\S{1,30} \S.{1,30}) \k<name>$/u;

/** "Follow", a button behind a name, and "original", a label before one. "Segui" is a surname too. */
const besideName =
  /^(?:原创|原創)\s+|(?<=\S)\s+(?:Follow(?:ing)?|Folgen|Suivre|Seguir|关注|關注|フォローする?|팔로우)$/gu;

const andWords = anyOf`and, und, et, og, och, with, mit, avec`;
/** Between two full names; "José Ortega y Gasset" is one. In capitals, "JANE E DOE" is one too. */
const next = String.raw`(?=\p{Lu}\S{0,30} \p{Lu})`;
// Each looks back from behind its space: before it, every place of the text would be looked back from.
const joints = String.raw` (?<=\p{Ll} )[yei] ${next}| (?<=\p{Lu}\S{0,30} \p{Lu}\S{0,30} )[YEI] ${next}`;
/** "And" and "with" that are also other words: no name has one between two capitals. */
const otherAnds = anyOf`ja, med, con(?: informaci[oó]n(?:es)? de)?, com(?: informaç(?:ão|ões) d[aeo]s?)?`;
const beside = new RegExp(
  String.raw`;|\/|&|·|•|\b(?:${andWords}|${andWords.toUpperCase()})\b|${joints}|` +
    String.raw` (?:${otherAnds}) (?=\p{Lu})`,
  'u',
);
const separators = new RegExp(String.raw`,|\||${beside.source}`, 'u');

/** Words at the end of what follows a name after a comma: offices and papers. "Emily Post" comes first. */
const offices = anyOf`
  officer, director, president, manager, chief, minister, executive, founder, professor, fellow, secretary,
  coach, critic, consultant, (?:\S{1,30}-)?post, times, herald, tribune, gazette, journal, courier,
  chronicle, globe, guardian, observer, sentinel, star, sun, mail, telegraph, daily, weekly, magazine,
  network, today, review, press, standard, express, register, dispatch, bulletin
`;
/** Places of two words, which look like names. */
const placeNames = anyOf`
  New (?:York|Delhi|Orleans|Jersey|Zealand|South Wales), San (?:Francisco|Diego|Juan|José|Salvador), Santa Fe,
  Los Angeles, Las Vegas, Washington D\.?C\.?, Mexico City, Hong Kong, Buenos Aires, Tel Aviv, São Paulo,
  Rio de Janeiro, Kuala Lumpur, Cape Town, Abu Dhabi, Addis Ababa, Dar es Salaam, Port au Prince,
  (?:Saint|St\.) Petersburg, South Africa, (?:South|North) Korea, Saudi Arabia, Sri Lanka, Costa Rica,
  Puerto Rico, Great Britain, Northern Ireland, Den Haag, La Paz
`;
const worker = '(?:staff|senior|special|contributing) (?:writer|reporter|correspondent)';
/** A place, a paper, a time of day and a role behind a name, without a comma. */
const behindName = [
  / (?:in|aus|à|en) \p{Lu}.*$/u,
  / (?:of|for) The \p{Lu}[\s\S]*$/u,
  / (?:at|um|à|a las|om) \d{1,2}[:.h]\d.{0,40}$/u,
  new RegExp(` (?:${worker}|(?:jornal|period|giornal)ista|repórter|redakteur(?:in)?)$`, 'iu'),
];
const alone = (text: string) => behindName.reduce((left, one) => left.replace(one, ''), text.trim());
/** Behind "door", "en" is "and"; in other languages, a place follows it. */
const dutchAnd = / (?<=^\s*[Dd]oor\s.{0,200} )en (?=\p{Lu})/gu;
/** A byline whose name stands elsewhere. */
const byAlone = new RegExp(`^(?:${beforeBy}) by$`, 'i');
const notPerson = new RegExp(String.raw`(?:^|\s)(?:${offices})$|^(?:${placeNames})$`, 'iu');

/** A line without what is in brackets, unless that is an agency: then it stands beside the name. */
export function withoutBrackets(line: string): string {
  return line.replace(/\(([^()]{0,80})\)/g, (_, inside: string) =>
    isKnownAgency(inside) ? `, ${inside}` : ' ',
  );
}

/** Commas for what else sets a place or an agency behind a name: a dash, "of The Associated Press". */
function withCommas(names: string): string {
  const plain = withoutBrackets(names).trim();
  const at = Math.max(plain.lastIndexOf(' of '), plain.lastIndexOf(' for '));
  const agency = plain.slice(at + 1).replace(/^(?:of|for) /, '');
  const line = at > 0 && isKnownAgency(agency) ? `${plain.slice(0, at)}, ${agency}` : plain;
  return line.replace(/ [-–—] /g, ', ');
}

/** The first characters of a text, each name in it once and without the buttons beside it. */
function withoutButtons(text: string): string {
  return text.slice(0, 300).replace(besideName, '').replace(twice, '$<name>');
}

/** The people and the well-known agencies in a byline as printed, each once. */
export const authorsInByline = (printed: string): string[] => authorsIn(printed, name);

/** Those in a field of authors, where "Anne du Modèle" is one without "by". */
export const authorsInList = (field: string): string[] => authorsIn(field, nameBehindBy);

function authorsIn(printed: string, nameAlone: RegExp): string[] {
  const byline = withoutButtons(printed);
  if (byWithoutCapitals.test(byline) || isReporter.test(byline)) return namesWithoutCapitals(byline);
  const line = withoutLabel(byline).replace(dutchAnd, ' & ');
  const names = line.replace(by, '').replace(byOrName, '');
  const parts = (names === line ? line : withCommas(names))
    .split(beside)
    .flatMap((part) => part.split(/[,|]/).map((text, place) => ({ text: alone(text), place })));
  const pattern = names === byline ? nameAlone : nameBehindBy;
  const isAuthor = ({ text, place }: { text: string; place: number }) =>
    isKnownAgency(text) ||
    (pattern.test(text) && !role.test(text) && !byAlone.test(text) && !(place > 0 && notPerson.test(text)));
  return [...new Set(parts.filter(isAuthor).map(({ text }) => decapitalizeName(text)))];
}

function namesWithoutCapitals(byline: string): string[] {
  const parts = byline
    .replace(byWithoutCapitals, '')
    .split(/[,،，、;|/&·•]/)
    .map((part) => part.trim().replace(reporterBehind, ''));
  return [...new Set(parts.filter((part) => nameWithoutCapitals.test(part)))];
}

/**
 * The names in a metadata field for the author. It usually holds one name, in any script, and sometimes a
 * byline.
 * @returns an empty list for an address, a role or a sentence
 */
export function authorsInField(field: string): string[] {
  const bare = withoutLabel(withoutButtons(field))
    .replace(by, '')
    .replace(byWithoutCapitals, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(reporterBehind, '');
  const several = authorsInList(bare);
  const parts = bare.split(separators).map((part) => part.trim());
  if (several.length > 1 || (several.length === 1 && parts.length > 1))
    return [...new Set([...several, ...parts.filter(isAgency)])];
  const isOther =
    byAlone.test(bare) || notName.test(bare.replace(/\b(?:Jr|Sr|(?:[A-Z]\.){0,3}[A-Z])\.$/, ''));
  return bare.length < 2 || bare.length > 60 || isOther ? [] : [decapitalizeName(bare)];
}

/** "<jane@paper.example>", "(jane@paper.example)" behind a name. */
const addressBehind = /(?<=\p{L}\.?) ?[<(][^\s@<>()]{1,100}@[^\s@<>()]{1,100}[>)]/gu;

/** What stands in a field of authors and is nobody: an address alone, or a word for it. */
const nobody =
  /^(?:(?:https?:|www\.)\S+|[^\s@]+@[^\s@]+|unknown|anonymous|admin|administrator|webmaster|root)$/i;
/** Behind a comma, what no name begins with. */
const noGivenName = `(?!(?:${anyOf`Inc, Ltd, LLC, PLC, GmbH, AG, Jr, Sr, PhD, MD, MP, MBE, OBE, CBE`})\\b)`;
/** "Doe, Jane", "García Márquez, Jane". */
const surnameFirst = new RegExp(
  `^(?<surname>${nameWord}(?: ${nameWord})?), ` + `${noGivenName}(?<given>${nameWord}(?: ${nameWord})?)$`,
  'u',
);

/**
 * The names in a field of a record, or else its text as one: "Fishing desk". "Doe, Jane; Roe, John" are Jane
 * Doe and John Roe. Addresses are left out, and words such as "unknown".
 */
export function authorsOrText(field: string): string[] {
  const line = field.replace(addressBehind, '');
  const names = authorsInList(line);
  if (names.length > 0) return names;
  return line
    .split(/ ?; ?/)
    .filter((part) => part !== '' && !nobody.test(part))
    .map(givenNameFirst);
}

function givenNameFirst(text: string): string {
  const { surname = '', given = '' } = surnameFirst.exec(text)?.groups ?? {};
  const isName = surname !== '' && !role.test(text) && ![surname, given].some(isKnownAgency);
  return isName ? `${given} ${surname}` : text;
}

/** Matches an address, a part of a sentence, a credit, a file name or a number. */
const notName =
  /https?:|www\.|@|[<>{}[\]()]|[.!?。！？]$|^[，。、；]|\.(?:html?|php|pdf)$|^[a-z\d]+(?:[-_][a-z\d]+)+$|^\P{L}*$/u;

/** Whether the line consists of names only. */
export function isListOfNames(line: string): boolean {
  const parts = line.split(separators).filter((part) => part.trim() !== '');
  return parts.length > 0 && authorsInByline(line).length === parts.length;
}

/** "JANE DOE" → "Jane Doe". A single word in capitals, such as AFP, is an abbreviation and stays. */
function decapitalizeName(printed: string): string {
  return /\p{Lu}\S* \p{Lu}/u.test(printed) ? decapitalize(printed, /[ '’-]/u) : printed;
}
