/** Who speaks in a text: its page, or somebody whom it quotes. */
import { anyOf } from '../text/anyOf.ts';

const quotation = /["“”„«»‹›「『]|(?:^|\s)['‘‚]|^[–—-]/;

/** Whether the text quotes somebody: a quotation mark in it, or a dash before it. */
export function hasQuotation(text: string): boolean {
  return quotation.test(text);
}

const speaker = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf`
    said, says, told, warns?, warned, according to, sagt(?:e|en)?, laut, dijo, disse
  `})(?!\p{L})`,
  'iu',
);

/** Whether the text says who says something, mostly without quotation marks: "according to the harbour". */
export function namesSpeaker(text: string): boolean {
  return speaker.test(text);
}

/** "We", "us" (but not "US") and "our". */
const ownVoice = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf`
    [Ww]e, us, [Oo]urs?, [Ww]ir, uns, [Uu]nser(?:e[mnrs]?)?, [Nn]ous, [Nn]otre, [Nn]os, [Nn]osotros,
    [Nn]uestr[oa]s?, [Nn]oi, [Nn]ostr[aeio], [Nn]oss[oa]s?, [Oo]ns, [Oo]nze, [Nn]asz\p{L}*, [Мм]ы,
    [Нн]аш\p{L}*
  `})(?!\p{L})`,
  'u',
);
const maxOwnVoice = 500;

/** Whether the page may speak for itself in the text: "We earn a commission." */
export function speaksForPage(text: string): boolean {
  return text.length < maxOwnVoice && ownVoice.test(text) && !hasQuotation(text);
}
