/** The words by which press offices say that a text is a release, and the letterhead above them. */
import { anyOf } from '../../text/anyOf.ts';

const releases = anyOf`
  for immediate release, (?:press|media|news) (?:release|statement), statement, pressemitteilung,
  presse-?information, medieninformation, medienmitteilung, pressemeldung, communiqué(?: de presse)?,
  nota de prensa, comunicado(?: de prensa)?, comunicato(?: stampa)?, nota stampa, comunicado de imprensa,
  nota de imprensa, comunicat de presă, persbericht, pressmeddelande, pressemelding, pressemeddelelse,
  fréttatilkynning, lehdistötiedote, mediatiedote, tiedote, pressiteade, sajtóközlemény,
  basın (?:bülteni|açıklaması), informacja prasowa, komunikat prasowy, tisková zpráva, tlačová správa,
  priopćenje, саопштење, пресс-релиз, прес-реліз, δελτίο τύπου
`;
/** "Nr. 45/2026", "No 12", "#7" behind the label. */
const numbered = String.raw`(?:[\s,:–—-]{0,3}(?:n(?:r|o|ro|um|°|º)\.?|#|№)\s?\d{1,6}(?:\s?[/-]\s?\d{1,4})?)?`;
const label = new RegExp(`^(?:${releases})${numbered}(?![\\p{L}\\p{N}])`, 'iu');

/** What stands behind the label of a release in a line, such as a date; `undefined` if it has no label. */
export function behindReleaseLabel(line: string): string | undefined {
  const found = label.exec(line);
  return found === null ? undefined : line.slice(found[0].length).replace(/^[^\p{L}\p{N}]+/u, '');
}

/** What a letterhead has, and no headline: an e-mail address, a site, a telephone number. */
const contact = /\S@\S|\bwww\.|https?:|(?:^|[\s|])(?:tel|phone|fax)\b|\+\d{2}/iu;

/**
 * How many of the first lines are the letterhead of a release: those above its label, if one of them says how
 * to reach the sender. Otherwise the headline may stand above the label.
 */
export function letterheadLength(lines: readonly string[]): number {
  const at = lines.findIndex((line) => behindReleaseLabel(line) !== undefined);
  return at > 0 && lines.slice(0, at).some((line) => contact.test(line)) ? at : 0;
}
