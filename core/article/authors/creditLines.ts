/** Reads the names in lines that also say what the author did, when, or how to be reached. */
import { anyOf } from '../../text/anyOf.ts';
import { authorsInByline, authorsInField, withoutBrackets } from '../../text/byline.ts';

/** Characters of a single name that does not look like one, such as a pseudonym. */
const maxPseudonym = 32;

/** The names in a short text: as in a byline; else the whole text, if it may be a pseudonym or a desk. */
export function namesIn(text: string): string[] {
  const line = withoutContacts(text.replace(credits, ''));
  const names = authorsInByline(line);
  if (names.length > 0) return names;
  const bare = authorsInField(withoutSigns(line.replace(leadWords, '')));
  return bare.filter(
    (name) => name.length <= maxPseudonym && name.split(' ').length <= 4 && !name.includes(':'),
  );
}

const leads = anyOf`
  (?:(?:posted|written|published|submitted|geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|gepostet|
  gespeichert|publié|écrit|publicado|escrito|scritto|pubblicato) )?(?:by|von|par|por|di|da|door|av|af),
  (?:autor(?:in)?|author|auteur|text|redaktion|redaktor|foto|quelle|source|name|verfasser(?:in)?)\s?:
`;
const leadWords = new RegExp(`^\\W{0,3}(?:${leads})\\s+`, 'iu');

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

/** "A comment by", "Ein Gastbeitrag von", and "By" without a space after it. */
const credits =
  /^(?:\p{L}+ ){1,3}(?:by|von|par|por|door|av|af) (?=\p{Lu})|^(?:By|Von|Par|Por)(?=\p{Lu}\p{Ll})/u;
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
  if (names !== undefined) return authorsInByline(withoutContacts(names));
  return credits.test(text) ? authorsInByline(withoutContacts(text.replace(credits, ''))) : [];
}

const weekdays = anyOf`
  (?:mon|tues|wednes|thurs|fri|satur|sun)day, mon, tue, wed, thu, fri, sat, sun,
  (?:mon|diens|donners|frei|sams|sonn)tag, mittwoch, mo, di, mi, do, fr, sa, so,
  (?:lun|mar|mercre|jeu|vendre|same)di, dimanche, lunes, martes, miércoles, jueves, viernes, sábado, domingo,
  (?:lune|marte|mercole|giove|vener)dì, sabato, domenica, (?:segunda|terça|quarta|quinta|sexta)(?:-feira)?,
  (?:maan|dins|woens|donder|vrij|zater|zon)dag, (?:mån|tis|ons|tors|fre|lör|sön)dag, (?:man|tirs|lør|søn)dag
`;
const dateInLine = new RegExp(
  String.raw`(?:\b(?:am|on|le|el|il|op|den|vom)\s+)?(?:(?<!\p{L})(?:${weekdays})\b\.?,?\s+)?` +
    String.raw`(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|` +
    String.raw`\d{1,2}(?:\.|st|nd|rd|th)?\s(?:de\s)?\p{L}{3,10}\.?,?\s(?:de\s)?\d{4}|` +
    String.raw`\p{L}{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4})`,
  'iu',
);
const dateLabels = anyOf`
  publi, posted, written, updated, modified, created, veröffentlicht, erstellt, geschrieben, gepostet,
  aktualisiert, postado, actualizad, aggiornat
`;
/** What is said of a date or a time, and no name: "First published", "at". */
const dateLabel = new RegExp(
  String.raw`^(?:(?:\p{L}{1,8} )?\p{L}{0,12}(?:${dateLabels})\p{L}{0,12}:?|at|um|à|às|alle|kl|om)$`,
  'iu',
);

/** What a line says beside its date and is no label of it: '' if nothing; `undefined` without a date. */
export function withoutDate(text: string): string | undefined {
  const parts = besideDate(text);
  return parts && (parts.find((part) => part !== '' && !dateLabel.test(part)) ?? '');
}

/** Whether the line has a date with a label, "First published", and nothing else. */
export function isLabelledDate(text: string): boolean {
  return withoutDate(text) === '' && besideDate(text)?.some((part) => part !== '') === true;
}

/** What is before and after the date of a line, without times and signs; `undefined` without a date. */
function besideDate(text: string): string[] | undefined {
  // Most lines have no digit.
  const date = /\d/.test(text) ? dateInLine.exec(text) : null;
  if (date === null) return undefined;
  return [text.slice(0, date.index), text.slice(date.index + date[0].length)].map((part) => {
    const bare = part.replace(/\b\d{1,2}[:.]\d{2}(?::\d{2})?\b(?:\s?(?:uhr|h|am|pm)\b)?/giu, ' ');
    return (
      withoutSigns(bare)
        .split(/\s[/|·•–—]\s/)[0]
        ?.trim() ?? ''
    );
  });
}

const sign = /[\s/|,;·•–—-]/;

/** The text without the signs and spaces at its ends. */
function withoutSigns(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && sign.test(text.charAt(start))) start++;
  while (end > start && sign.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
