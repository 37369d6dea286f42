/** How a byline begins: "By", "Author:", "Posted by", in the languages of the larger press. */
import { anyOf } from '../anyOf.ts';
import { arabicArticle } from '../arabicArticle.ts';

/** What a word of a name may begin with in lower case behind "by": "al-Khatib", "d'Estaing". */
export const articleOrDe = `(?:${arabicArticle}|d['’])?`;

export const beforeBy = anyOf`
  words, written, reporting, story, text, analysis, posted, published, opinion, words and photos
`;
/** A pattern for the words before a name that say whose text it is. */
export const byWords = anyOf`by, von, par, por, door, av, af, przez, a cura di, texto d[eo]`;
/** Pages that print "By" beside a byline which begins with it have it twice. */
export const by = new RegExp(
  String.raw`^\s*(?:(?:${beforeBy}) )?(?<word>${byWords})\b:?\s+(?:\k<word>\s+)?`,
  'i',
);

/**
 * The Italian "by" is also a given name and part of surnames, the Indonesian one a given name in Ukraine, so
 * a full name must follow. "Di Maria al Velmar" and "Di Natale della Orsk" are headlines.
 */
export const byOrName = new RegExp(
  String.raw`^\s*(?:[Dd]i|[Oo]leh:?) (?=\p{Lu}[^\s,;]{0,30} (?:(?:de|du|van|vo[nm]|de[rn]|bin) ){0,2}` +
    String.raw`${articleOrDe}\p{Lu})`,
  'u',
);

/** Labels that a colon follows. */
const labels = anyOf`
  authors?, autor(?:in|es|a|e|ka|ki|zy)?, auteurs?, autore, författare, texte?, tekst, texto, testo,
  автор(?:ка|ки|и)?, текст, byline, penulis, reporter, haber, muhabir, yazan, tác giả, teksti, kirjoittaja,
  szerző, συντάκτης, rozmawia(?:ła?|li)
`;
const label = new RegExp(String.raw`^\s*(?:autorin\/autor\s?:?|(?:${labels})\s?:)\s*`, 'i');
/** Those of which no name has the first word. */
const labelAlone = /^\s*(?:Author|Aut(?:eur|ore|orin|or))\s+(?=\p{Lu})/u;

/** A byline without a label such as "Author:". */
export function withoutLabel(byline: string): string {
  return byline.replace(label, '').replace(labelAlone, '');
}

/**
 * Scripts without capitals do not show what is a name, so only text after such a word counts. Where one word
 * is a name, a colon or the like must follow.
 */
export const byWithoutCapitals = new RegExp(
  String.raw`^\s*(?:(?:بقلم|מאת)\s{0,3}:?\s+|(?:الكاتب|كتبت?|تحرير|إعداد|نویسنده|लेखक)\s{0,3}:\s+|` +
    String.raw`(?:(?:本报|本報)?[记記]者|作者|著者|撰文|執筆|文責|文|取材|글)\s{0,3}[:：/／｜|]\s{0,3}` +
    String.raw`(?:[记記]者\s?)?)`,
);
/** "Reporter" behind a name of such a script: "김민지 기자". */
export const reporterBehind = /(?<=\p{L})\s?(?:기자|특파원|[记記]者)$/u;
export const isReporter = /^\p{Script=Hangul}{2,4} (?:기자|특파원)$/u;

/** Case-sensitive, unlike `by`. */
const bylineStarts = anyOf`
  By, BY, by, Von, VON, von, Par, Por, POR, [Dd]oor, Av, Af, A cura di, Texto d[eo], Autor(?:in)?(?:\/Autor)?,
  Author, Auteur, Autore, Te(?:xte?|xto|sto|kst|ksti)(?=\s?:), (?:Autor(?:ka|ki|zy)|Автор(?:ка|ки|и)?)(?=:),
  (?:Текст|Penulis|Muhabir|Haber|Tác giả|Szerző|Συντάκτης)(?=:)
`;
const bylineStart = new RegExp(
  String.raw`^(?:(?:[Pp]osted|[Ww]ritten|[Pp]ublished) )?(?:${bylineStarts})(?![\p{L}\p{M}\d_])\s?:?\s`,
  'u',
);

export function isBylineStart(line: string): boolean {
  return (
    bylineStart.test(line) || byOrName.test(line) || byWithoutCapitals.test(line) || isReporter.test(line)
  );
}

/** Whether the line is only the beginning of a byline, "By" or "Author:", whose names stand elsewhere. */
export function isBylineLabel(line: string): boolean {
  if (line.length > 20) return false;
  return [bylineStart, byWithoutCapitals].some((start) => start.exec(`${line} `)?.[0].trim() === line);
}
