/** Decides where a story ends: most stories are followed by what their page asks of its readers. */
import { anyOf } from '../text/anyOf.ts';
import { readsAsSentence } from '../text/sentenceEnd.ts';
import type { Block } from './blocks.ts';
import { isPaywallOffer } from './foreign/paywallOffers.ts';
import { asksToFollow, asksToReportErrors, isRequest } from './foreign/requests.ts';
import { hasQuotation, speaksForPage } from './speakers.ts';

/** Minimum probability of a last block that asks the reader for something. */
const minOfRequest = 0.7;
/** Minimum probability of a last block in which the page may speak for itself. */
const minOfOwnVoice = 0.5;

/** Among how many of the last blocks an offer to subscribe, and what it goes on with, may be. */
const blocksOfOffer = 3;

/** Characters of each text behind an offer to subscribe that goes on with it: what it costs and contains. */
const maxOfOffer = 200;

/**
 * The chosen blocks without the last ones in which the page speaks to its readers, unless these are probable.
 * @param chosen indices of blocks, in order; the first stays
 */
export function withoutAppeals(
  visibleBlocks: readonly Block[],
  probabilities: readonly number[],
  chosen: readonly number[],
): number[] {
  const story = withoutOffer(visibleBlocks, chosen);
  const last = story.findLastIndex(
    (i, n) => n === 0 || (probabilities[i] ?? 0) >= leastFor(visibleBlocks[i]),
  );
  return story.slice(0, last + 1);
}

/**
 * The chosen blocks without the last ones that go on with an offer to subscribe, chosen itself or not. A
 * sentence is no offer: "The last rehearsal is only for subscribers."
 */
function withoutOffer(visibleBlocks: readonly Block[], chosen: readonly number[]): readonly number[] {
  const [first = 0, last = 0] = [chosen.at(-1 - blocksOfOffer) ?? chosen[0], chosen.at(-1)];
  const offer = visibleBlocks.findIndex(({ text }, i) => i > first && i <= last && offersRest(text));
  const after = offer < 0 ? [] : chosen.filter((i) => i >= offer);
  const isOffer = after.every((i) => (visibleBlocks[i]?.text.length ?? 0) <= maxOfOffer);
  return isOffer ? chosen.slice(0, chosen.length - after.length) : chosen;
}

const offersRest = (text: string): boolean =>
  isPaywallOffer(text) && (!readsAsSentence(text) || namesText.test(text));
/** What an offer in a sentence is about: "This article is only for subscribers." */
const namesText = new RegExp(
  String.raw`(?<!\p{L})(?:${anyOf`
    articles?, artikels?, artículo, articolo, artigo, story, beitrag, contenu, contenido, contenuto, conteúdo,
    content, inhalte?, read(?:ing)?, lire, leer, leggere, ler, lesen, subscriber\?, log in, статья, материал
  `})(?!\p{L})`,
  'iu',
);

/** The minimum probability of a last block; 0 if it says nothing to readers. */
function leastFor(block: Block | undefined): number {
  if (block === undefined || listsTopics(block)) return Number.POSITIVE_INFINITY;
  const { text } = block;
  if (asksToFollow(text) || asksToReportErrors(text)) return Number.POSITIVE_INFINITY;
  if (isContact(text) || saysWhence(text) || !letterOrDigit.test(text)) return Number.POSITIVE_INFINITY;
  if (isRequest(text)) return minOfRequest;
  return speaksForPage(text) ? minOfOwnVoice : 0;
}

/** How lines begin that list the topics of a story, as links. */
const topicLabels = anyOf`
  tags?, tagged(?: with| as)?, filed under, posted in, labels?, topics?, keywords?, etiquetas?, étiquettes?,
  mots[- ]clés, schlag(?:wörter|worte), stichw(?:ö|o)rter?, themen, parole chiave, palabras clave,
  palavras-chave, trefwoorden, tagi, avainsanat, nyckelord, emneord, emner, ämnen, etiketler, теги, метки,
  الكلمات المفتاحية, الوسوم, תגיות, टैग्स?, 标签, 標籤, 关键词, 關鍵字, タグ, 태그
`;
const topicLabel = new RegExp(`^(?:${topicLabels})\\s?[:：]`, 'iu');
const maxTopics = 300;

/** Share of the characters after the label; the rest are commas. */
const minLinkedTopics = 0.6;

/** Whether the text lists the topics of a story as links: "Tags: harbour, storm". */
function listsTopics({ text, linked }: Block): boolean {
  if (linked === 0 || text.length >= maxTopics) return false;
  const label = topicLabel.exec(text)?.[0];
  return label !== undefined && linked >= minLinkedTopics * (text.length - label.length);
}

const address = /[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,40}/;
/** "###" ends a story, and is not of it. */
const letterOrDigit = /[\p{L}\p{N}_]/u;

const thisText = '(?:[Tt]his|[Aa] version of this) (?:article|story|piece|column|essay|interview)';
const somewhere = String.raw`(?:in|on|by|at) (?!\d{4}(?!\d))`;
const worker = '(?:writer|reporter|correspondent|journalist|editor|researcher|producer)';
const betweenNames = anyOf`
  and, also, in, at, of, from, for, the, de, di, da, van, von, der, al, bin, staff, ${worker}s?,?
`;
/** "Courier reporters Ann Roe in Lerwick and Bo Van Dal", not "Experts from nine countries". */
const names = String.raw`(?:AP|AFP|Reuters|\p{Lu}\S{0,30}(?: (?:\p{Lu}\S{0,30}|${betweenNames})){1,30})`;
/** Words of a sentence about reports: "Reporting by Coast Watch had led to arrests." */
const tells = anyOf`has, had, was, were, is, shows?, showed, led, revealed, suggests?, prompted, said`;
/** Who else worked on a story, and where else it stands. */
const origins = anyOf`
  ^\W?${names} contributed (?:reporting )?to this (?:report|story|article|column|piece),
  ^\W?(?:[Aa]dditional |[Ww]ith )?[Rr]eporting (?:by|from) \p{Lu}(?!.* (?:${tells})(?!\p{L})),
  ${thisText} (?:(?:originally |first )?appear(?:s|ed)|was (?:originally|first) published) ${somewhere}
`;
const origin = new RegExp(origins, 'u');
const maxOrigin = 300;

/** Whether the text says who else worked on the story or where it stood: "Ann Roe contributed to …". */
function saysWhence(text: string): boolean {
  return text.length < maxOrigin && origin.test(text);
}

/** Number of a telephone. */
const telephone = /(?:\+|\(?0)[\d\s()/.-]{5,20}\d/;
const maxContact = 500;
/** What may stand beside an address that signs a story: "Jane Quelle", "(END)". */
const maxSignature = 20;
/** That an address is that of whoever wrote the story. */
const writesTo = new RegExp(
  anyOf`
    (?:\p{Lu}\S{1,30} \p{Lu}\S{1,30}|(?:^|[.!?] )(?:He|She|They)) (?:may|can) be reached,
    ^Contact (?:the )?(?:reporter|writer|author), (?:^|[.!?] )(?:Contact|Reach|E-?mail) (?:him|her|them|me)\b
  `,
  'u',
);
/** The address of an investigation is news. */
const asksWitnesses = /\b(?:anyone|witness(?:es)?|information|tips?|police|detectives?|sheriff|officers?)\b/i;
/** A colon or a word in lower case, which no name has: "Tickets: …", "Info at …". */
const saysWhatFor = /[:：]|(?<!\p{L})\p{Ll}/u;

/** Whether the text has the page's own address for mail, or is hardly more than an address: a signature. */
function isContact(text: string): boolean {
  if (text.length >= maxContact || !address.test(text)) return false;
  const beside = text.replace(address, '').replace(telephone, '').trim();
  if (beside.length <= maxSignature && !saysWhatFor.test(beside)) return true;
  return (writesTo.test(text) && !hasQuotation(text) && !asksWitnesses.test(text)) || speaksForPage(text);
}
