/**
 * Whether a text may be English, which is what the tagger learnt.
 * @param language a BCP 47 tag; `und`, if it is unknown, counts as English
 */
export const mayBeEnglish = (language: string): boolean => /^(?:en|und)\b/.test(language);
