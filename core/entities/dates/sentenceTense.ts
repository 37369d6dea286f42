/**
 * Whether the words around a date speak of what is to come. The verb nearest before the date within its
 * sentence decides, then the first one after it: "They will meet" and "the festival opens" look ahead, "they
 * met" looks back. A future seen from the past looks back ("they were to meet", "they had said they would
 * meet"), unless the sentence reports what somebody has just said ("they said they would meet").
 */

import { wordSet } from '../../text/wordSet.ts';
import {
  futureAuxiliaries,
  intentions,
  irregularPasts,
  pastAuxiliaries,
  plannedStates,
  reportedPlans,
  scheduledVerbs,
} from '../data/verbs.ts';
import { determiners } from '../data/words.ts';
import { lowerWordAt, type Token, wordAt } from '../token.ts';
import { isMonthName } from './dateParts.ts';
import type { Tokens } from './foundDate.ts';

export type Direction = 'ahead' | 'back';

/** How many tokens away in each direction to search for a verb. */
const searchDistance = 40;
/** How many words may stand between an auxiliary and its verb: "will also be", "are all due". */
const auxiliaryDistance = 3;

const announced = wordSet`due expected scheduled planned slated`;
/** Before "to", what was tried, refused or done: "Failure to close the port in March", "Thanks to visits". */
const tried = wordSet`failure refusal attempt attempts decision thanks due`;
/** In a sentence with "would": what was planned earlier than the news. */
const earlierTimes = wordSet`had last earlier ago originally previously initially once formerly`;
/** Behind "would", what is no plan: "would have met", "would not comment". */
const notPlans = wordSet`have 've not never comment`;
const beForms = wordSet`is are am be being 's 're`;
const notPasts = wordSet`need speed hundred indeed feed seed breed weed red bed shed naked kindred sacred`;

/** Whether the sentence around token `at`, which begins a date, looks ahead. */
export function looksAhead(tokens: Tokens, at: number): boolean {
  return direction(tokens, at) === 'ahead';
}

/** @returns `undefined` if no verb tells */
export function direction(tokens: Tokens, at: number): Direction | undefined {
  if (/^(?:until|by)$/.test(lowerWordAt(tokens, at - 1))) return 'ahead';
  return nearest(tokens, at, -1) ?? nearest(tokens, at, 1) ?? headlinePlan(tokens, at);
}

/**
 * "Velmar to host the final in May", as headlines say what is to come. The names before "to" are the subject
 * of the sentence: behind other words it may be "admits failure to host" and "loses bid to host".
 */
function headlinePlan(tokens: Tokens, at: number): Direction | undefined {
  const start = sentenceStart(tokens, at);
  let to = start;
  while (to < at && isOfSubject(tokens[to])) to++;
  const isPlan = tokens[to]?.text === 'to' && scheduledVerbs.has(wordAt(tokens, to + 1));
  return isPlan && to > start && !tried.has(lowerWordAt(tokens, to - 1)) ? 'ahead' : undefined;
}

function sentenceStart(tokens: Tokens, at: number): number {
  let start = at;
  while (start > at - searchDistance && tokens[start]?.opensSentence === false) start--;
  return start;
}

/** The place of the sign that ends the sentence around token `at`, or of the first token too far away. */
function sentenceEnd(tokens: Tokens, at: number): number {
  const last = Math.min(tokens.length, at + searchDistance);
  let end = at;
  while (end < last && !endsSentence(tokens[end] as Token)) end++;
  return end;
}

const isOfSubject = (token: Token | undefined): boolean =>
  token !== undefined && (token.capital || /^(?:,|and|&)$/.test(token.text));

function nearest(tokens: Tokens, at: number, step: -1 | 1): Direction | undefined {
  for (let i = at + step, n = 0; n < searchDistance; i += step, n++) {
    const token = tokens[i];
    if (token === undefined || endsSentence(token)) return undefined;
    if (step === -1 && token.text === 'ahead' && lowerWordAt(tokens, i + 1) === 'of') return 'ahead';
    const found = token.kind === 'word' && !isName(token) ? directionOf(tokens, i) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function endsSentence({ kind, text }: Token): boolean {
  return kind === 'symbol' && /[.!?]/.test(text);
}

function isName({ capital, opensSentence }: Token): boolean {
  return capital && !opensSentence;
}

/** What the verb at token `i` tells; `undefined` if it is none, or tells nothing. */
function directionOf(tokens: Tokens, i: number): Direction | undefined {
  const word = lowerWordAt(tokens, i);
  const next = lowerWordAt(tokens, i + 1);
  if (isFutureAuxiliary(tokens, i) || /['’]ll$/.test(word)) return 'ahead';
  if (plannedStates.has(word) && /^(?:to|for|in|on|at|back)$/.test(next)) return ofParticiple(tokens, i);
  if (isBe(word) && next === 'to') return 'ahead';
  if (intentions.has(word) && next === 'to') return 'ahead';
  if (word === 'would' && isReportedPlan(tokens, i)) return 'ahead';
  if (pastAuxiliaries.has(word)) return 'back';
  if (isPast(word)) return ofParticiple(tokens, i);
  return scheduledVerbs.has(word) && hasSubject(tokens, i) ? 'ahead' : undefined;
}

/** "The judge said the hearing would go on": a plan, told in a sentence that names no earlier time. */
function isReportedPlan(tokens: Tokens, would: number): boolean {
  if (notPlans.has(lowerWordAt(tokens, would + 1))) return false;
  const start = sentenceStart(tokens, would);
  // "They announced in March they would quit".
  if (tokens.slice(start, would).some(({ text }) => isMonthName(text))) return false;
  const words = tokens.slice(start, sentenceEnd(tokens, would)).map(({ text }) => text.toLowerCase());
  return words.some((word) => reportedPlans.has(word)) && !words.some((word) => earlierTimes.has(word));
}

/** "will be held", "is to be held", "is due to" look ahead; "was due to", "has been held", "held" back. */
function ofParticiple(tokens: Tokens, i: number): Direction | undefined {
  // "the proposed deal", "our established schedules".
  if (determiners.has(lowerWordAt(tokens, i - 1))) return undefined;
  for (let before = i - 1; before >= i - auxiliaryDistance; before--) {
    const word = lowerWordAt(tokens, before);
    if (pastAuxiliaries.has(word) || /^(?:has|have|having|been|got|['’]ve)$/.test(word)) return 'back';
    if (isFutureAuxiliary(tokens, before) || word === 'be') return 'ahead';
    if (isBe(word)) return plannedStates.has(lowerWordAt(tokens, i)) ? 'ahead' : undefined;
  }
  // "the election, expected in May": set for a time, and not yet there.
  if (announced.has(lowerWordAt(tokens, i)) && /^(?:in|on|for|at)$/.test(lowerWordAt(tokens, i + 1)))
    return 'ahead';
  return isPast(lowerWordAt(tokens, i)) ? 'back' : undefined;
}

/** "Will the two sides meet?" In "Will Smith met" and "in May" it is a name. */
function isFutureAuxiliary(tokens: Tokens, i: number): boolean {
  if (!futureAuxiliaries.has(lowerWordAt(tokens, i))) return false;
  return tokens[i]?.capital === false || isInQuestion(tokens, i);
}

function isInQuestion(tokens: Tokens, i: number): boolean {
  const end = sentenceEnd(tokens, i);
  return end < i + searchDistance && tokens[end]?.text.includes('?') === true;
}

/** A form without "-s" is one only after a noun or pronoun, not after "to", an article or a preposition. */
function hasSubject(tokens: Tokens, i: number): boolean {
  const before = lowerWordAt(tokens, i - 1);
  if (lowerWordAt(tokens, i).endsWith('s'))
    return !/^(?:the|a|an|of|his|her|its|their|our|my|in|for|with)$/.test(before);
  // In "Tuesday's vote" and "the Council's vote" the tokeniser leaves a gap, and the word is a noun.
  const afterName = tokens[i - 1]?.capital === true && tokens[i]?.adjacent === true;
  return /^(?:they|we|you|i|who|which|that|also|both)$/.test(before) || afterName;
}

function isBe(word: string): boolean {
  return beForms.has(word) || /['’](?:s|re|m)$/.test(word);
}

function isPast(word: string): boolean {
  return irregularPasts.has(word) || (/^\p{L}{2,}ed$/u.test(word) && !notPasts.has(word));
}
