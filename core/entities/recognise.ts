/**
 * Where names are in a text: runs of capitalised words, less the words that only open a sentence and the titles before a name, cut where
 * a known name ends. What kind each is, `classify.ts` judges; who it is, `resolve.ts`.
 */
import { apostrophe, type Candidate, keep, knownJudgement } from './candidate.ts';
import { judge, judgeByWords } from './classify.ts';
import { organizationHeads } from './data/organizations.ts';
import { addresses, givenNames, officeParts, offices, particles } from './data/people.ts';
import { compass } from './data/places.ts';
import { calendar, functionWords, ordinary } from './data/words.ts';
import { knownAt } from './gazetteer.ts';
import { recogniseTitled } from './headlines.ts';
import { isAcronym, type Passage, type Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A longer run of capitalised words is a headline, a list or a shout. */
const longestRun = 10;
const languagesOfCapitals = /^(?:de|lb)\b/;

/** `language`: where every noun wears a capital, only known names and those with a given name or a title are taken. */
export function recognise(passages: Iterable<Passage>, vocabulary: Vocabulary, language: string): Candidate[] {
  const found: Candidate[] = [];
  let anyTitled = false;
  for (const passage of passages) {
    if (passage.titled) anyTitled = true;
    else new Walk(passage, vocabulary, found).all();
  }
  if (anyTitled) recogniseTitled(passages, found);
  const sure = languagesOfCapitals.test(language)
    ? found.filter(({ known, confidence }) => known !== undefined || confidence >= 0.6)
    : found;
  return sure.sort((a, b) => a.start - b.start);
}

/** One passage, from left to right. */
class Walk {
  readonly #tokens: Token[];
  readonly #vocabulary: Vocabulary;
  readonly #found: Candidate[];

  constructor({ tokens }: Passage, vocabulary: Vocabulary, found: Candidate[]) {
    this.#tokens = tokens;
    this.#vocabulary = vocabulary;
    this.#found = found;
  }

  all(): void {
    for (let i = 0; i < this.#tokens.length; ) i = this.#tokens[i]?.capital ? this.#run(i, this.#runEnd(i)) : i + 1;
  }

  /** How far the capitalised words reach, with what may stand in lower case between them. */
  #runEnd(from: number): number {
    let end = from + 1;
    for (;;) {
      const [next, second, third] = [this.#tokens[end], this.#tokens[end + 1], this.#tokens[end + 2]];
      if (this.#ofSeveral(end)) {
        end += 2;
        continue;
      }
      if (!next?.joined || functionWords.has(next.text)) return end;
      const on = (token: Token | undefined) => token?.capital === true && token.joined;
      if (next.capital) end++;
      else if (next.text === '&' && on(second)) end += 2;
      else if (next.text === 'of' || next.text === 'for') {
        const heads =
          judgeByWords([...this.#words(from, end), next.text, 'X']) !== undefined || compass.has(this.#tokens[end - 1]?.text ?? '');
        if (heads && on(second)) end += 2;
        else if (heads && second?.text === 'the' && second.joined && on(third)) end += 3;
        else return end;
      } else if (particles.has(next.text) && on(second)) end += 2;
      else if (particles.has(next.text) && second?.joined && particles.has(second.text) && on(third)) end += 3;
      else return end;
      if (end - from > 4 * longestRun) return end;
    }
  }

  /** «the Seafarers’ Union»: an apostrophe after a plural, and an organisation's word behind it. */
  #ofSeveral(at: number): boolean {
    const [owner, sign, second, third] = [this.#tokens[at - 1], this.#tokens[at], this.#tokens[at + 1], this.#tokens[at + 2]];
    if (!sign || !second?.capital || !apostrophe.test(sign.text) || !owner?.text.endsWith('s')) return false;
    const close = sign.start === owner.end && second.start === sign.end + 1;
    return close && (organizationHeads.has(second.text) || (third?.joined === true && organizationHeads.has(third.text)));
  }

  #words(from: number, to: number): string[] {
    return this.#tokens.slice(from, to).map((token) => token.text);
  }

  /** Names in the run; returns where to go on. */
  #run(from: number, to: number): number {
    const start = this.#afterOpening(from, to);
    if (start >= to) return to;
    if (to - start > longestRun) return this.#knownOnly(start, to);
    const known = knownAt(this.#tokens, start);
    const words = this.#words(start, to);
    if (known !== undefined && known.length >= to - start) {
      return keep(this.#tokens, start, start + known.length, knownJudgement(known.known), this.#found, known.known);
    }
    const byWords = judgeByWords(words);
    if (byWords !== undefined) return keep(this.#tokens, start, to, byWords, this.#found);
    if (known?.known.type === 'place' && known.length === 1 && words.length === 2 && this.#isOneName(start + 1)) {
      return keep(this.#tokens, start, to, { type: 'organization', confidence: 0.45, rule: 'named after a place' }, this.#found);
    }
    if (known !== undefined && !this.#isWholeName(known.length, words)) {
      keep(this.#tokens, start, start + known.length, knownJudgement(known.known), this.#found, known.known);
      return this.#next(start + known.length);
    }
    return this.#name(start, to);
  }

  /** «London Underground», «Baltic Crescent»: the word after a place is no name, title or day of its own. */
  #isOneName(at: number): boolean {
    const word = this.#tokens[at]?.text ?? '';
    return (
      knownAt(this.#tokens, at) === undefined &&
      !offices.has(word.toLowerCase()) &&
      !givenNames.has(word) &&
      !calendar.has(word) &&
      !isAcronym(word)
    );
  }

  /** «Paris Hilton», «Chelsea Clinton»: the known word is only the first of the name. */
  #isWholeName(knownLength: number, words: readonly string[]): boolean {
    const [first = '', second = ''] = words;
    if (knownLength !== 1) return false;
    return givenNames.has(first) && words.length <= 3 && !offices.has(second.toLowerCase());
  }

  /** Goes on within a run. */
  #next(at: number): number {
    const token = this.#tokens[at];
    if (token?.capital) return this.#run(at, this.#runEnd(at));
    return at;
  }

  /** Words that open the sentence, and have their capital from that. */
  #afterOpening(from: number, to: number): number {
    let at = from;
    while (at < to && knownAt(this.#tokens, at) === undefined) {
      const token = this.#tokens[at];
      const word = token?.text.toLowerCase() ?? '';
      const opens = token?.first || at > from;
      if (ordinary.has(word) || token?.text === 'I') at++;
      else if (opens && at + 1 < to && /(?:ly|ing)$/.test(word) && !givenNames.has(token?.text ?? '')) at++;
      else if (opens && at + 1 < to && this.#isOrdinaryHere(token) && judgeByWords(this.#words(at, to)) === undefined) at++;
      else break;
    }
    return at;
  }

  /** The document writes it without a capital, too, and never with one that was not needed; a title is dealt with as such. */
  #isOrdinaryHere(token: Token | undefined): boolean {
    if (token === undefined || givenNames.has(token.text) || addresses.has(token.text)) return false;
    const word = token.text.toLowerCase();
    if (offices.has(word) || officeParts.has(word)) return false;
    return this.#vocabulary.lower.has(word) && !this.#vocabulary.capital.has(token.text);
  }

  /** A name that no list knows: titles off, then judged. */
  #name(from: number, to: number): number {
    const start = this.#afterTitles(from, to);
    if (start > from) {
      if (start >= to) return to;
      if (knownAt(this.#tokens, start) !== undefined && !givenNames.has(this.#tokens[start]?.text ?? '')) return this.#next(start);
    }
    const person = this.#personAfter(start, to);
    if (person !== undefined) {
      this.#name(start, person);
      return this.#name(person, to);
    }
    const end = this.#beforeTrailingTitle(start, this.#beforeKnown(start, to));
    const words = this.#words(start, end);
    const before = this.#lowerWord(start - 1, start);
    const titled = start > from || offices.has(before);
    const judgement = judge(words, { titled, before, after: this.#lowerWord(end, end) });
    if (judgement === undefined) return to;
    const token = this.#tokens[start];
    const alone = words.length === 1 && !titled && !isAcronym(words[0] ?? '');
    if (alone && (calendar.has(words[0] ?? '') || offices.has(words[0]?.toLowerCase() ?? ''))) return to;
    const lowered = this.#vocabulary.lower.has(words[0]?.toLowerCase() ?? '') && judgement.confidence < 0.5;
    const unlikely = words.length === 1 && !titled && this.#isUnlikely(words[0] ?? '', judgement.confidence);
    const weak = unlikely || (alone && (token?.first === true || lowered));
    keep(this.#tokens, start, end, judgement, this.#found, undefined, weak);
    return end < to && knownAt(this.#tokens, end) !== undefined ? this.#next(end) : to;
  }

  /** «the mayor of Vaasa Leena Backlund»: after «of», where a given name and another word follow, the person begins. */
  #personAfter(from: number, to: number): number | undefined {
    if (this.#lowerWord(from - 1, from) !== 'of' || givenNames.has(this.#tokens[from]?.text ?? '')) return undefined;
    for (let at = from + 1; at + 1 < to; at++) if (givenNames.has(this.#tokens[at]?.text ?? '')) return at;
    return undefined;
  }

  /** A shouted word of the document, or a word that has its capital just once and nothing else to say for it. */
  #isUnlikely(word: string, confidence: number): boolean {
    const shouted = isAcronym(word) && (this.#vocabulary.lower.has(word.toLowerCase()) || ordinary.has(word.toLowerCase()));
    return shouted || (confidence < 0.4 && (this.#vocabulary.capital.get(word) ?? 0) < (isAcronym(word) ? 1 : 2));
  }

  /** «Donald Trump U.S. policy», «Barack Obama Democrats»: after two words of a name a known one begins another; one of two words always does. */
  #beforeKnown(from: number, to: number): number {
    for (let at = from + 1; at < to; at++) {
      const length = knownAt(this.#tokens, at)?.length ?? 0;
      if (length > 1 || (length === 1 && at > from + 1)) return at;
    }
    return to;
  }

  /** The word there in lower case, if nothing but a space parts it from the name. */
  #lowerWord(at: number, joinedAt: number): string {
    const token = this.#tokens[at];
    return token?.kind === 'word' && this.#tokens[joinedAt]?.joined ? token.text.toLowerCase() : '';
  }

  #afterTitles(from: number, to: number): number {
    let at = from;
    while (at < to) {
      const text = this.#tokens[at]?.text ?? '';
      const next = this.#tokens[at + 1]?.text.toLowerCase() ?? '';
      const isTitle =
        addresses.has(text) ||
        offices.has(text.toLowerCase()) ||
        (officeParts.has(text.toLowerCase()) && (offices.has(next) || officeParts.has(next)));
      if (!isTitle) return at;
      at++;
    }
    return at;
  }

  /** «Antony Blinken President …» does not happen; «Foreign Office Minister» does, and its last word is no name. */
  #beforeTrailingTitle(from: number, to: number): number {
    let end = to;
    while (end - from > 1 && offices.has(this.#tokens[end - 1]?.text.toLowerCase() ?? '')) end--;
    return end;
  }

  #knownOnly(from: number, to: number): number {
    for (let at = from; at < to; ) {
      const known = knownAt(this.#tokens, at);
      if (known === undefined) at++;
      else at = keep(this.#tokens, at, at + known.length, knownJudgement(known.known), this.#found, known.known);
    }
    return to;
  }
}
