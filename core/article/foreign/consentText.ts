/** Recognises texts that ask their reader for consent to cookies. */
import { anyOf } from '../../text/anyOf.ts';

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
  const count = (words: RegExp) => text.match(words)?.length ?? 0;
  return (
    count(consentWord) > Math.max(2, minConsentShare * text.split(' ').length) &&
    count(readerPronoun) >= minReaderPronouns
  );
}
