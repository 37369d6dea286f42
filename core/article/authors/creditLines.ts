/** Reads the names in lines that also say what the author did, when, or how to be reached. */
import { isWeekday, weekdayPattern } from '../../dates/weekdayNames.ts';
import { allZoneNames } from '../../dates/zones.ts';
import { anyOf } from '../../text/anyOf.ts';
import { isByline } from '../../text/byline/byline.ts';
import { authorsInByline, authorsInField, authorsInList, withoutBrackets } from '../../text/byline/names.ts';
import { byWords } from '../../text/byline/starts.ts';
import { publicationWords, updateWords } from '../dates/dateLabels.ts';
import { readingTimes } from './readingTimes.ts';

/** Characters of a single name that does not look like one, such as a pseudonym. */
const maxPseudonym = 32;

/** The names in a short text: as in a byline; else the whole text, if it may be a pseudonym or a desk. */
export function namesIn(text: string): string[] {
  const line = withoutContacts(text.replace(credits, ''));
  const names = authorsInByline(line);
  if (names.length > 0) return names;
  const bare = authorsInField(withoutSigns(line.replace(leadWords, '')));
  return bare.filter(
    (name) => name.length <= maxPseudonym && name.split(' ').length <= 4 && !/[:：（）]/.test(name),
  );
}

/** What was done with the text, before "by" and its like. */
const participles = anyOf`
  posted, written, published, submitted, geschrieben, verfasst, veröffentlicht, erstellt, eingestellt,
  gepostet, gespeichert, publié, écrit, publicado, escrito, scritto, pubblicato, dodan[eoy],
  opublikowan[eoy], napisan[eoy]
`;
const leads = anyOf`
  (?:(?:${participles}) )?(?:${byWords}|di|da),
  (?:autor(?:in)?|author|auteur|text|redaktion|redaktor|foto|quelle|source|name|verfasser(?:in)?)\s?:
`;
const leadWords = new RegExp(`^\\W{0,3}(?:${leads})\\s+`, 'iu');

/** Whether the text begins with a word such as "by", "geschrieben von" or "autor:". */
export function beginsWithBy(text: string): boolean {
  return leadWords.test(text);
}

/** The text without accounts, addresses and what is in brackets, agencies excepted. */
export function withoutContacts(text: string): string {
  return /[@(]/.test(text)
    ? withoutSigns(
        withoutBrackets(text)
          .replace(/\S{0,40}@[\w.-]{1,40}/g, ' ')
          .replace(/\s+/g, ' '),
      )
    : text;
}

/** Of a show or a book, "a cura di" names who chose its pieces. */
const curatedTexts = anyOf`
  [Ii]ntervista, [Aa]rticolo, [Tt]esto, [Ss]ervizio, [Rr]ecensione, [Rr]eportage, [Cc]ommento, [Ii]nchiesta
`;
/** "A comment by", "Ein Gastbeitrag von", and "By" without a space after it. */
const credits = new RegExp(
  String.raw`^(?:\p{L}+ ){1,3}(?:by|von|par|por|door|av|af|texto d[eo]) (?=\p{Lu})|` +
    String.raw`^(?:\p{L}+ )?(?:${curatedTexts}) a cura di (?=\p{Lu})|^(?:By|Von|Par|Por)(?=\p{Lu}\p{Ll})`,
  'u',
);
const creditLabels = anyOf`
  autor(?:en|in|es|a|e)?, authors?, auteurs?, text, texte, texto, testo, tekst, words, story, redaktion,
  report, bericht, verfasser(?:in)?
`;
/** "Words: …" anywhere in a line, up to the next such label, and "Authors …" at its beginning. */
const labelled = new RegExp(
  String.raw`(?:^|[\s|])(?:${creditLabels})\s?: ?(?<names>.{3,80}?)(?= \p{Lu}\p{L}{2,12}: |$)`,
  'iu',
);
const plural = /^(?:autoren|autores|auteurs|authors)\s(?<names>\p{Lu}.{5,80})$/iu;

/** The names in a line such as "A comment by Jane Doe" or "Words: Jane Doe Photos: John Roe". */
export function creditedNames(text: string): string[] {
  const names = labelled.exec(text)?.groups?.names ?? plural.exec(text)?.groups?.names;
  if (names !== undefined) return authorsInList(withoutContacts(names));
  return credits.test(text) ? authorsInList(withoutContacts(text.replace(credits, ''))) : [];
}

const dateInLine = new RegExp(
  String.raw`(?:\b(?:am|on|le|el|il|op|den|vom)\s+)?(?:(?<!\p{L})${weekdayPattern}\.?,?\s+)?` +
    String.raw`(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|` +
    String.raw`\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]|` +
    String.raw`\d{1,2}(?:\.|st|nd|rd|th)?\s(?:de\s)?[\p{L}\p{M}]{3,10}\.?,?\s(?:de\s)?\d{4}|` +
    String.raw`\p{L}{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4})`,
  'iu',
);
/** Letters and books are written at other times, and submitted. */
const dateLabels = `${publicationWords}|${updateWords}|geschrieben|submitted`;
/** When something is or was on the air, which a story may say of each of several programmes. */
const ofBroadcast = anyOf`
  (?:tx|air|broadcast|transmission) date, date of (?:broadcast|transmission), sendedatum, sendetermin
`;
const saysBroadcast = new RegExp(`^(?:${ofBroadcast})`, 'i');
/** Whole labels, which words of these may follow. */
const otherDateLabels = anyOf`
  stand, ${ofBroadcast}, embargoed until, mis à jour, mise à jour, última actualización, ultimo aggiornamento,
  data publikacji, дата публикации, дата публікації, date, datum,
  (?:giriş|yayın|yayınlanma|güncelleme|oluşturulma|son güncelleme)(?: tarihi)?,
  cập nhật, đăng lúc, تاريخ النشر, آخر تحديث, (?:تم )?(?:ال)?نشر(?: في)?,
  تاریخ انتشار, 公開日?, (?:最終)?更新日?, 掲載, 配信, 投稿日,
  发布(?:时间|日期|于)?, 發布(?:時間|日期|於)?, 更新(?:时间|時間)?, (?:기사)?입력, (?:최종)?수정, 등록, 승인
`;
const ago = String.raw`(?: (?:há|hace|il y a|vor) \d{1,2} \p{L}{1,8}| \d{1,2} \p{L}{1,8} (?:ago|fa|geleden))`;
/** What is said of a date or a time, and no name: "First published", "at", "Updated 2 days ago". */
const dateLabel = new RegExp(
  String.raw`^(?:(?:\p{L}{1,8} )?\p{L}{0,12}(?:${dateLabels})\p{L}{0,12}(?:\s?[:：]?|${ago})|` +
    String.raw`(?:${otherDateLabels})\s?[:：]?|at|um|à|às|a las|(?:alle )?ore|alle|kl\.?|klo|om|` +
    String.raw`(?:o )?godz\.?|الساعة|(?:le|el|il|em|am|on|يوم))$`,
  'iu',
);
/** Such a label behind a name and just before the date: "Jane Doe Published". "Hideki Date" is a name. */
const labelBehind = new RegExp(
  String.raw`(?<![\p{L}\p{M}])(?!(?:date|stand)$)(?:(?:${dateLabels})\p{L}{0,12}|${otherDateLabels})` +
    String.raw`(?:\s(?:on|am|le|el|il|em|op|den))?\s?[:：]?$`,
  'iu',
);

/** What a line says beside its date and is no label of it: '' if nothing; `undefined` without a date. */
export function withoutDate(text: string): string | undefined {
  const parts = besideDate(text);
  return parts && (parts.find((part) => part !== '' && !dateLabel.test(part)) ?? '');
}

/** Whether the line has a date with a label, "First published", and nothing else. */
export function isLabelledDate(text: string): boolean {
  if (withoutDate(text) !== '' || saysBroadcast.test(text)) return false;
  return besideDate(text)?.some((part) => part !== '') === true;
}

/** Whether the line has a date beside a byline, and nothing else: "By Jane Doe Updated 3 May 2021". */
export function isDatedByline(text: string): boolean {
  const parts = text.length < maxDatedByline ? (besideDate(text) ?? []) : [];
  return parts.some(isByline) && parts.every((part) => part === '' || dateLabel.test(part) || isByline(part));
}
const maxDatedByline = 120;

const weekdayAtEnd = new RegExp(String.raw`(?<![\p{L}\p{M}])${weekdayPattern}\.?$`, 'iu');

/** Whether what stands beside a date is only a label of it, a weekday or a time of day. */
export function saysOnlyWhen(part: string): boolean {
  const isLabel = (bare: string) => bare === '' || dateLabel.test(bare);
  const bare = bareOf(part);
  return isLabel(bare) || isWeekday(bare) || isLabel(bareOf(bare.replace(weekdayAtEnd, '')));
}

/** A time of day, with what says of which zone it is. */
const clock = new RegExp(
  String.raw`\b\d{1,2}(?:[:.]\d{2}(?::\d{2})?|\s?h\s?\d{2}(?!\d)|[時时시]\s?\d{1,2}[分분])` +
    String.raw`(?:\s?(?:uhr|uur|hs?|hrs|am|pm|[ap]\.m\.)(?!\p{L}))?\.?` +
    String.raw`(?:\s?\(?(?:${allZoneNames})(?![\p{L}\d])(?:[+-]\d{1,2})?\)?)?`,
  'giu',
);

/** What is beside the dates of a line, without times and signs; `undefined` without a date. */
function besideDate(text: string): string[] | undefined {
  // Most lines have no digit.
  const date = /\d/.test(text) ? dateInLine.exec(text) : null;
  if (date === null) return undefined;
  const [before, after] = [text.slice(0, date.index), text.slice(date.index + date[0].length)];
  return [bareOf(before), ...(besideDate(after) ?? [bareOf(after)])];
}

/** Sites set it between the author and the date, or after these. */
const readingTime = new RegExp(String.raw`(?<![\p{L}\d])(?:${readingTimes})(?!\p{L})`, 'giu');
/** "(Updated 19:56)", of which the time is gone. */
const inBrackets = /\(([^()]{0,40})\)/g;

function bareOf(part: string): string {
  const [first = ''] = withoutSigns(part.replace(readingTime, ' ').replace(clock, ' ')).split(/\s[/|·•–—]\s/);
  const bare = first.replace(inBrackets, (all, inside: string) => (saysOnlyWhen(inside) ? ' ' : all)).trim();
  return dateLabel.test(bare) ? bare : withoutSigns(bare.replace(labelBehind, ''));
}

const sign = /[\s/|,،;·•–—[\]-]/;

/** The text without the signs and spaces at its ends. */
function withoutSigns(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && sign.test(text.charAt(start))) start++;
  while (end > start && sign.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
