/** Knows captions and credits of pictures by their words. */
import { anyOf } from '../../text/anyOf.ts';

/** How lines begin that say whose picture the page shows. */
const creditStarts = anyOf`
  (?:photo|image|picture) credits?, credits?, crédits?(?: photo)?, fotos?, fotocredit,
  (?:beitrags|titel|symbol)?bild, bildquelle, grafik, illustration
`;
const credit = new RegExp(String.raw`^\(?(?:${creditStarts}) ?:`, 'i');
/** A longer text that begins so is prose. */
const maxCredit = 160;

/** Whether the text says whose a picture is, and not what it shows: "Foto: Ann Example". */
export function creditsPicture(text: string): boolean {
  return text.length < maxCredit && credit.test(text);
}

/** "Photograph by Ann Example, Coast Pictures": after "by", nothing but names. */
const photographer =
  /^\(?Photo(?:graph)?s? by(?:,? (?:(?:and|for|van|von|de|\/) )?\p{Lu}[\p{L}.'’/-]*){1,6}(?<!\.)\)?$/u;
const maxPhotographer = 60;

/** Whether the text says who took a picture. A heading may say so of what a story shows. */
export function namesPhotographer(text: string): boolean {
  return text.length < maxPhotographer && photographer.test(text);
}

/** A picture with a number: "Figure 12. The harbour". */
const numberedPicture = /^(?:Abbildung|Abb\.|Figure|Fig\.|Figura) ?\d{1,3}[a-z]? ?[:.–—-] /;
const pictureWords = anyOf`photos?, fotos?, bild, images?, pictures?`;
/** A point only ends an initial: "© Courier / A. Example". */
const owner = String.raw`(?:[^.!?:]|(?<=(?<!\p{L})\p{L})\.){2,60}`;
/** Whose picture it is, at the end of a caption: in parentheses, or after a label or ©. */
const creditAtEnd = new RegExp(
  String.raw`\((?:AP |AFP |EPA )?(?:${pictureWords})(?:\s?[:/]| by\b| courtesy\b)[^()]{0,80}\)$|` +
    String.raw`\([^()]{2,80} via (?:AP|AFP|Getty Images|Reuters)(?:, File)?\)$|` +
    String.raw`(?:\S ?[©ⓒ]|[.!?)"”“»,|(/–-] ?(?:${pictureWords}|credits?)\s?:)\s?${owner}\)?$`,
  'iu',
);
const longestCredit = 110;
/** The same before a word for "took" or "gave". A sentence of these scripts has a point behind it. */
const takenAtEnd = /\p{L}\s?(?:(?<!拍)[摄攝]|撮影|供[图圖])）?$|사진\s?= ?[^.。]{2,30}$/u;
const longestTaken = 36;
/** Letters of Chinese, Japanese and Korean have higher codes. */
const lastOfOthers = 0x2e7f;
/** A longer text is prose. */
export const maxCaption = 700;

/** Whether the text describes a picture and says whose it is. */
export function isCaptionText(text: string): boolean {
  if (text.length >= maxCaption || credit.test(text)) return false;
  if (numberedPicture.test(text)) return true;
  if (text.charCodeAt(text.length - 1) > lastOfOthers && takenAtEnd.test(text.slice(-longestTaken)))
    return true;
  return creditAtEnd.test(text.slice(-longestCredit));
}
