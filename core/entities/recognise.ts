/**
 * Finds the names in a text and their types with the tagger and the gazetteer. `resolve.ts` then links them
 * to entities.
 */
import { mayBeEnglish } from '../text/english.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { addresses } from './data/people.ts';
import { type GazetteerEntry, isCountry, listedName } from './gazetteer.ts';
import { findGazetteerNames } from './gazetteerNames.ts';
import { inflectedLanguages } from './inflection.ts';
import { type Passage, passagesOf } from './passages.ts';
import { titlesLength } from './personName.ts';
import { hasDanglingPostposition, minBaseLength } from './repairEvidence.ts';
import { withoutAttachments } from './spans/attachments.ts';
import { basedPlaces } from './spans/basedIn.ts';
import { joinBodies } from './spans/bodies.ts';
import { joinIntroduced } from './spans/introducedNames.ts';
import { withCompanies } from './spans/legalForms.ts';
import { joinListed } from './spans/listedNames.ts';
import { nameBreaks } from './spans/nameBreaks.ts';
import { joinNames } from './spans/nameJoins.ts';
import { spanOf, wordsOf } from './spans/nameWords.ts';
import { possessiveNames, withSigns } from './spans/possessives.ts';
import { withoutQuestionSigns } from './spans/questionSigns.ts';
import { joinRepeated } from './spans/repeatedNames.ts';
import { joinSeats } from './spans/seats.ts';
import { withoutSentenceOpeners } from './spans/sentenceOpeners.ts';
import { abbreviatedState, withStates } from './spans/stateAbbreviations.ts';
import { withStorms } from './spans/storms.ts';
import { codedCountry, withCodedCountries } from './tables/countryCodes.ts';
import { withDatedPlaces } from './tables/datedPlaces.ts';
import { withListedPlayers } from './tables/listedPlayers.ts';
import { withMembersOf } from './tables/membersOf.ts';
import { withTeamRows } from './tables/teamRows.ts';
import { withTickers } from './tables/tickers.ts';
import type { NameTagger, TaggedName } from './tagger/tagger.ts';
import { wordAt } from './token.ts';
import { decideTypes, type TypedName } from './types/decideTypes.ts';
import { isDoubtfulEvent } from './types/works.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/**
 * Upper bound on confidence for other languages: the tagger learnt English and falls back on word shapes and
 * shared names.
 */
const maxForeignConfidence = 0.5;
/** Drop names below this confidence: they cost more precision than they add recall. */
const minConfidence = 0.15;
/** Languages that capitalise every noun: only names in the gazetteer count. */
const nounCapitalising = /^(?:de|lb)\b/;

/** A text with what is read from it before its names are. */
export interface ReadText {
  text: string;
  language: string;
  passages: readonly Passage[];
  vocabulary: Vocabulary;
}

/** @param language a BCP 47 tag; `und` if it is unknown */
export function readText(text: string, language: string): ReadText {
  const passages = passagesOf(text);
  return { text, language, passages, vocabulary: vocabularyOf(passages) };
}

/** The names of a text, in its order. */
export function recognise(
  { text, language, passages, vocabulary }: ReadText,
  tagger: NameTagger,
): Candidate[] {
  const read = tagger.tag(text, passages, (all) => nameBreaks(text, all));
  const tagged = adjustNames(text, passages, read);
  const isEnglish = mayBeEnglish(language);
  const decided = decideTypes(text, passages, tagged);
  const typed = isEnglish ? decided : withoutSentenceOpeners(decided);
  const own = possessiveNames(text, tagged);
  const candidates = typed.flatMap((name) => candidateFrom(text, name, own) ?? []);
  const names = dropDoubtful(candidates.map((each) => withoutAttachments(each, language, vocabulary)));
  const found = [...names, ...findGazetteerNames(passages, tagged.map(spanOf))];
  found.sort((a, b) => a.start - b.start);
  if (isEnglish) return found;
  return found
    .filter(({ known }) => known !== undefined || !nounCapitalising.test(language))
    .map((name) => ({ ...name, confidence: Math.min(name.confidence, maxForeignConfidence) }));
}

/**
 * The tagger's names as the text shows them: whole, and with those that only a legal form or a table tells.
 * Each pass gets what the one before it made. Of neighbours, two may not change places: persons are
 * joined before companies take their parts, and the rows of teams come before lists of players.
 */
function adjustNames(
  text: string,
  passages: readonly Passage[],
  tagged: readonly TaggedName[],
): TaggedName[] {
  let names = joinNames(withoutQuestionSigns(passages, tagged));
  names = withCompanies(passages, names);
  names = withStorms(passages, names);
  names = joinBodies(names);
  names = joinSeats(names);
  names = joinRepeated(names);
  names = joinIntroduced(names);
  names = withStates(passages, names);
  names = withDatedPlaces(passages, names);
  names = withCodedCountries(passages, names);
  names = withTeamRows(passages, names);
  names = withListedPlayers(passages, names);
  names = withMembersOf(names);
  names = withTickers(passages, names);
  names = joinListed(names);
  return basedPlaces(text, names);
}

/** A person's name without the titles that it begins with. */
function behindTitles(name: TypedName): TypedName {
  return name.type === 'person' ? { ...name, from: name.from + titlesLength(wordsOf(name)) } : name;
}

/** "Mr" without a name. */
function isTitle({ passage: { tokens }, from, to }: TaggedName): boolean {
  return to - from === 1 && addresses.has(wordAt(tokens, from));
}

/**
 * Whether the entry's type beats the tagger's. Towns also name their clubs; countries, peoples and
 * organisations do not.
 */
function isUnambiguous({ type, iso }: GazetteerEntry): boolean {
  return type !== 'place' || iso !== undefined;
}

/**
 * Drops names of low confidence, except those that share a capitalised word with a surer name: "Quelle"
 * beside "Maria Quelle".
 */
function dropDoubtful(names: readonly Candidate[]): Candidate[] {
  const sureWords = new Set(
    names.filter(({ confidence }) => confidence >= minConfidence).flatMap(({ words }) => words),
  );
  return names.filter(
    ({ confidence, words }) =>
      confidence >= minConfidence || words.some((word) => sureWords.has(word) && /^\p{Lu}/u.test(word)),
  );
}

/** "Groucho Marxille with.": a foreign ending looks like nothing that the tagger knows. */
function isInflectedPerson(candidate: Candidate): boolean {
  const last = candidate.words.at(-1) ?? '';
  return inflectedLanguages.some(
    (language) =>
      hasDanglingPostposition(candidate, language) &&
      language
        .baseForms(last)
        .some(({ base, regular, weak }) => regular && !weak && base.length >= minBaseLength),
  );
}

/** @param own the names that end with a possessive, from `possessiveNames` */
function candidateFrom(text: string, typed: TypedName, own: ReadonlySet<string>): Candidate | undefined {
  const candidate = candidateOfTokens(behindTitles(typed));
  if (candidate === undefined) return undefined;
  const signed = withSigns(text, typed, candidate, own);
  return typed.namesake ? { ...signed, namesake: true } : signed;
}

function candidateOfTokens(tagged: TypedName): Candidate | undefined {
  const { passage, from, to, type, confidence, team } = tagged;
  const isLone = to - from === 1;
  const state = isLone ? abbreviatedState(passage.tokens, from) : undefined;
  const short = state ?? (isLone && type === 'place' ? codedCountry(passage.tokens, from) : undefined);
  if (short !== undefined) return candidateOf(passage.tokens, from, to, 'place', confidence, short);
  if (type === 'other' || isTitle(tagged)) return undefined;
  if (isDoubtfulEvent(tagged)) {
    const one = candidateOf(passage.tokens, from, to, 'person', confidence);
    return isInflectedPerson(one) ? one : undefined;
  }
  const mayBeListed = type !== 'person' || !isLone;
  const known = mayBeListed ? listedName(passage.tokens, from, to) : undefined;
  if (team) return teamFrom(candidateOf(passage.tokens, from, to, type, confidence), known);
  if (known === undefined || (known.type !== type && !isUnambiguous(known)))
    return candidateOf(passage.tokens, from, to, type, confidence);
  return candidateOf(passage.tokens, from, to, known.type, confidence, known);
}

/**
 * A country's team has the country's listed name, and the mention stays one of a place's name. A city's name
 * may be short for a club's, so it is looked for in the document.
 */
function teamFrom(candidate: Candidate, known: GazetteerEntry | undefined): Candidate {
  if (known === undefined || !isCountry(known)) return { ...candidate, team: true };
  return { ...candidate, team: true, nameType: 'place', known: { type: 'organization', name: known.name } };
}
