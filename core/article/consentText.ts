/** Recognises texts that ask their reader for consent to cookies. */
import type { Paragraph } from '../document/record.ts';
import { anyOf } from '../text/anyOf.ts';

const consentWords = anyOf`
  cookies?, consent, privacy, gdpr, partners?, einwillig\w*, zustimm\w*, datenschutz, werbung, tracking,
  consentement, consentimiento, privacidad, confidentialité, consenso, toestemming, samtycke, samtykke
`;
const consentWord = new RegExp(String.raw`\b(?:${consentWords})\b`, 'gi');
/** Minimum share of consent words in a consent form. */
const minConsentShare = 0.04;
/** Pronouns that address the reader: a consent form uses them, a story about cookies does not. */
const readerPronouns = anyOf`
  we, our, you, your, wir, unser\w*, sie, ihr\w*, nous, nos, vous, votre, vos, nosotros, usted, tus?, noi,
  tuoi?, nós, você, wij, onze, uw, jouw, vi, vår\w*, du, din\w*
`;
const readerPronoun = new RegExp(String.raw`\b(?:${readerPronouns})\b`, 'gi');
const minReaderPronouns = 3;

/** Whether a text has a word for consent or what it is asked for. */
export function hasConsentWord(text: string): boolean {
  return text.search(consentWord) >= 0;
}

/** Whether a text asks its reader for consent, as a story about consent does not. */
export function asksForConsent(text: string): boolean {
  const words = text.match(consentWord)?.length ?? 0;
  return words > Math.max(2, minConsentShare * text.split(' ').length) && addressesReader(text);
}

function addressesReader(text: string): boolean {
  return (text.match(readerPronoun)?.length ?? 0) >= minReaderPronouns;
}

/** Maximum length of a notice, in characters; longer texts are stories, whatever their topic. */
export const maxNoticeLength = 1200;

/** The word is the same in most languages. */
export const cookies = /cookie/i;
/** Characters of a story beside a notice; fewer may be the notice's own. */
const minStory = 300;

/**
 * The paragraphs of a short story without a notice among them, which is in the same element. If the others
 * address the reader too, the page is such a notice as a whole.
 */
export function withoutConsentNotice(paragraphs: Paragraph[], title: string): Paragraph[] {
  const whole = textOf(paragraphs);
  if (whole.length >= maxNoticeLength || cookies.test(title) || !asksForConsent(whole)) return paragraphs;
  const story = paragraphs.filter(({ text }) => !hasConsentWord(text));
  const told = textOf(story);
  const isStory = told.length >= minStory && !addressesReader(told);
  return isStory && paragraphs.some(({ text }) => cookies.test(text)) ? story : paragraphs;
}

function textOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ text }) => text).join(' ');
}
