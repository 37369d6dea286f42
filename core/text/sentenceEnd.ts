/**
 * How sentences end in the scripts of the press, with quotation marks and brackets that close behind. The
 * Greek question mark is a semicolon elsewhere, and is left out.
 */

const signs = '.!?…。．｡！？؟۔।॥։።။។';
const closing = String.raw`["'”’»“)\]」』]{0,3}`;
const sentence = new RegExp(`[${signs}]${closing}$`);
const prose = new RegExp(`[${signs}:：]${closing}$`);

/** "He left.", "(He left!)", "「彼は去った。」" */
export const endsSentence = (text: string): boolean => sentence.test(text);

/** The same, or with the colon that is before a quotation or a list. */
export const endsAsProse = (text: string): boolean => prose.test(text);

/** Whether a line by itself reads as a sentence. Dates and headlines too may end with "(10 a.m.)" or "…". */
export const readsAsSentence = (line: string): boolean => endsSentence(line) && !/[…)]$/.test(line);
