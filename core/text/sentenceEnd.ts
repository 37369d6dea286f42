/** How sentences end, by the signs of all scripts, with quotation marks and brackets that close behind. */

const closing = String.raw`["'”’»“)\]」』]{0,3}`;
const sentence = new RegExp(`[.!?…。！？؟۔।]${closing}$`);
const prose = new RegExp(`[.!?:…。！？：؟۔।]${closing}$`);

/** "He left.", "(He left!)", "「彼は去った。」" */
export const endsSentence = (text: string): boolean => sentence.test(text);

/** The same, or with the colon that is before a quotation or a list. */
export const endsAsProse = (text: string): boolean => prose.test(text);
