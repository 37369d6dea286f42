/** Time zones as news writes them behind a time of day: "GMT", "+0200", "UTC-3", "EDT", "MESZ". */
import { wordList } from '../text/wordSet.ts';

/**
 * The offsets of the zones that RFC 5322 (4.3) names, and of those whose abbreviation means one zone in the
 * news of the world. BST is that of British papers; those of Bangladesh write BdST.
 */
const offsets: Readonly<Record<string, string>> = {
  ...zonesAt('Z', wordList`Z UTC GMT UT`),
  ...zonesAt('-09:00', wordList`AKST`),
  ...zonesAt('-08:00', wordList`PST AKDT`),
  ...zonesAt('-07:00', wordList`MST PDT`),
  ...zonesAt('-06:00', wordList`CST MDT`),
  ...zonesAt('-05:00', wordList`EST CDT`),
  ...zonesAt('-04:00', wordList`EDT`),
  ...zonesAt('+00:00', wordList`WET`),
  ...zonesAt('+01:00', wordList`CET MEZ BST WEST`),
  ...zonesAt('+02:00', wordList`CEST MESZ EET SAST`),
  ...zonesAt('+03:00', wordList`EEST MSK МСК`),
  ...zonesAt('+05:00', wordList`PKT`),
  ...zonesAt('+07:00', wordList`WIB`),
  ...zonesAt('+08:00', wordList`WITA HKT`),
  ...zonesAt('+09:00', wordList`JST KST WIT`),
  ...zonesAt('+10:00', wordList`AEST`),
  ...zonesAt('+11:00', wordList`AEDT`),
  ...zonesAt('+12:00', wordList`NZST`),
  ...zonesAt('+13:00', wordList`NZDT`),
};

/**
 * Abbreviations that say no offset: India, Ireland and Israel have an IST, America and Arabia an AST and an
 * ADT, Brazil and Armenia an AMT; ET and its like are two offsets in a year.
 */
const withoutOffset = wordList`IST AST ADT AMT ET CT MT PT`;

function zonesAt(offset: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, offset]));
}

const longestFirst = (a: string, b: string) => b.length - a.length;

/** A regex fragment for the abbreviations that say an offset, in capitals. */
export const zoneNames = Object.keys(offsets).sort(longestFirst).join('|');

/** A regex fragment for all known abbreviations, in capitals. */
export const allZoneNames = [zoneNames, ...withoutOffset].join('|');

/**
 * The offset of a zone (`Z`, `+02:00`), whatever its case; `undefined` if it says none.
 * @param zone an abbreviation, or an offset as people write it: "+2", "+0200", "UTC-3"
 */
export function offsetOf(zone: string): string | undefined {
  const digits = /^(?:GMT|UTC)?\s?([+-])(\d{1,2}?):?(\d{2})?$/i.exec(zone);
  if (!digits) return offsets[zone.toUpperCase()];
  const [, sign, hours = '', minutes = '00'] = digits;
  return Number(hours) > 14 || Number(minutes) > 59
    ? undefined
    : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

const behindTime = new RegExp(
  String.raw`^\.?\s?(?:[Uu]hr|hrs?\.?|h)?,?\s?\(?` +
    String.raw`((?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d{2})?(?![\d:])|[+-]\d{4}(?![\d:])|\+\d{2}:\d{2}(?![\d:])|` +
    String.raw`(?:${zoneNames})(?![\p{L}\d-]))`,
  'u',
);

/**
 * The offset that a text begins with, just behind a time of day. Abbreviations must have capitals: "est" is a
 * word. "-11:30" is the end of a span of hours.
 */
export function offsetBehindTime(text: string): string | undefined {
  const [, zone] = behindTime.exec(text) ?? [];
  return zone === undefined ? undefined : offsetOf(zone);
}
