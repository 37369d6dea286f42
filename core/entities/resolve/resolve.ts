/**
 * Resolves the names of one document to entities: short forms to the full name, acronyms to the name that
 * introduces them, and variants to one name. A short form that fits several names stays open. A surname that
 * fits none is an entity of its own, which queries resolve across documents. Each link states its reason.
 */
import { textBefore } from '../../text/slices.ts';
import { wordSet } from '../../text/wordSet.ts';
import type { EntityType, Mention } from '../annotation.ts';
import type { Candidate } from '../candidate.ts';
import { givenNames, particles } from '../data/people.ts';
import type { Sex } from '../data/sexes.ts';
import type { TextSpan } from '../gazetteerNames.ts';
import { initialAndSurname } from '../personName.ts';
import { sexBefore, sexOf, sexOfPartner } from '../personSex.ts';
import type { Repair } from '../repair.ts';
import { fold } from '../slug.ts';
import { isDatelineTown } from '../spans/datelinePlace.ts';
import { isAddressed, titleBefore } from '../titles.ts';
import { isAcronym } from '../token.ts';
import { type Bearing, bearerMeant } from './bearerMeant.ts';
import { DocumentNames } from './documentNames.ts';
import type { ShortFormKind } from './shortForms.ts';

type Link = Mention['link'];

export interface ResolvedName {
  candidate: Candidate;
  type: EntityType;
  /** The entity's id; null if several candidates remain. */
  entity: string | null;
  /** The canonical form within the document. */
  name: string;
  /** The ids of the remaining candidates. */
  candidates?: string[];
  link: Link;
  repair?: Repair;
}

/** Above this confidence, keep a non-person label even if a person shares the name. */
const sureOfOtherType = 0.6;

/** The same for a place that no preposition shows to be one. */
const sureOfPlace = 0.8;
/** How many mentions of a full name are asked for a partner: texts name couples at first. */
const mentionsWithPartner = 3;
const preposition =
  /(?:^|[\s(])(?:in|at|near|from|to|of|through|around|outside|into|across|for|and|the)\s+$/i;
/** In characters, with the spaces. */
const prepositionLength = 10;

/**
 * Resolves the candidates in order. Names without a letter or digit have no id and are dropped.
 *
 * @param dateline where the place of the document's dateline stands
 */
export function resolve(
  text: string,
  candidates: readonly Candidate[],
  repairs: ReadonlyMap<Candidate, Repair>,
  dateline?: TextSpan,
): ResolvedName[] {
  const resolver = new Resolver(text, candidates, repairs, dateline);
  return candidates.flatMap((candidate) => {
    const resolved = resolver.resolve(candidate);
    const repair = repairs.get(candidate);
    if (resolved === undefined) return [];
    return [repair === undefined ? resolved : { ...resolved, repair }];
  });
}

class Resolver {
  readonly #text: string;
  readonly #repairs: ReadonlyMap<Candidate, Repair>;
  readonly #names: DocumentNames;
  /** By folded name of one word: where the tagger is first sure that it is a place. */
  readonly #surePlaces = new Map<string, number>();
  readonly #dateline: TextSpan | undefined;

  constructor(
    text: string,
    candidates: readonly Candidate[],
    repairs: ReadonlyMap<Candidate, Repair>,
    dateline: TextSpan | undefined,
  ) {
    this.#text = text;
    this.#dateline = dateline;
    this.#repairs = repairs;
    this.#names = new DocumentNames(text, candidates, repairs);
    for (const { type, words, confidence, start } of candidates.toReversed())
      if (type === 'place' && words.length === 1 && confidence >= sureOfOtherType)
        this.#surePlaces.set(fold(words[0] ?? ''), start);
  }

  resolve(candidate: Candidate): ResolvedName | undefined {
    const form = this.#names.formOf(candidate);
    const [word = ''] = candidate.words;
    const isOneWord = candidate.words.length === 1;
    const introduced = isOneWord ? this.#names.nameOfAcronym(word) : undefined;
    if (introduced !== undefined) return this.#link(candidate, introduced, { reason: 'acronym' });
    if (candidate.known !== undefined) return this.#gazetteerName(candidate, candidate.known.name);
    if (isOneWord && isAcronym(form)) {
      const spelledOut = this.#shortFor(candidate, 'initials', fold(form.replaceAll('&', '')));
      if (spelledOut !== undefined) return spelledOut;
    }
    return (
      this.#shortForm(candidate, form) ??
      this.#link(candidate, this.#names.keyOf(candidate), { reason: 'same name' })
    );
  }

  #gazetteerName(candidate: Candidate, name: string): ResolvedName | undefined {
    const reason = name === candidate.words.join(' ') ? 'same name' : 'alias';
    return this.#link(candidate, this.#names.keyOf(candidate), { reason, of: name });
  }

  #shortForm(candidate: Candidate, form: string): ResolvedName | undefined {
    const { type, confidence } = candidate;
    const folded = fold(form);
    const words = form.split(' ');
    const isOneWord = words.length === 1;
    if (isOneWord && isAcronym(form) && this.#names.namesFor('surname', folded).length === 0)
      return undefined;
    const initial = type === 'person' ? initialAndSurname(form) : undefined;
    if (initial !== undefined) return this.#shortFor(candidate, 'first letter and surname', initial);
    const isDoubtful = confidence < sureOfOtherType || this.#isDoubtfulPlace(candidate, folded);
    if (type === 'person' || (isOneWord && isDoubtful)) {
      const personal =
        (mayBeSurname(words) ? this.#shortFor(candidate, 'surname', folded) : undefined) ??
        (isOneWord ? this.#shortFor(candidate, 'given name', folded) : undefined);
      if (personal !== undefined) return personal;
    }
    // A story from Velmar has the town, beside the Velmar Port Authority.
    const isTown = isDatelineTown(this.#text, candidate, this.#dateline);
    if (isTown && this.#names.typeOf(this.#names.keyOf(candidate)) === 'place') return undefined;
    // "Mrs Velmar" is not the Velmar Group.
    if (type === 'person' && isAddressed(this.#text, candidate.start)) return undefined;
    return this.#partOfName(candidate, form);
  }

  /** "Guantanamo", where one name of the document begins or ends so. */
  #partOfName(candidate: Candidate, form: string): ResolvedName | undefined {
    const keys = this.#names
      .namesFor('short form', fold(form))
      .filter((each) => !(candidate.team && isNoClub(each)));
    // Guantanamo, beside Guantanamo Bay and the Guantanamo Commission.
    const ofType = keys.filter((each) => this.#names.typeOf(each) === candidate.type);
    const [key, ...others] = ofType.length > 0 || form.includes(' ') ? ofType : keys;
    return key !== undefined && others.length === 0
      ? this.#link(candidate, key, { reason: 'short form' })
      : undefined;
  }

  /**
   * "Laporte has been criticised", after Bernard Laporte; "in Lincoln" is the place. A text on a place names
   * it before the person after whom it is named.
   */
  #isDoubtfulPlace(candidate: Candidate, folded: string): boolean {
    const { type, team, confidence, start } = candidate;
    if (type !== 'place' || team === true || confidence >= sureOfPlace) return false;
    if (preposition.test(textBefore(this.#text, start, prepositionLength))) return false;
    const first = this.#surePlaces.get(folded) ?? start;
    const persons = this.#names.namesFor('surname', folded);
    return persons.some((key) => (this.#names.startsOf(key)[0] ?? first) < first);
  }

  /**
   * Links to the one name that the short form fits, to the one with the same title, or to the one that the
   * text is about at this place. Otherwise the mention stays open.
   */
  #shortFor(candidate: Candidate, kind: ShortFormKind, folded: string): ResolvedName | undefined {
    const keys = this.#ofSameSex(withoutShorter(this.#names.namesFor(kind, folded)), candidate);
    const [only, ...others] = keys;
    if (only === undefined) return undefined;
    if (others.length === 0) return this.#link(candidate, only, { reason: kind });
    const title = titleBefore(this.#text, candidate.start);
    const [titled, ...rest] = title === '' ? [] : keys.filter((key) => this.#names.titlesOf(key).has(title));
    if (titled !== undefined && rest.length === 0)
      return this.#link(candidate, titled, { reason: `${kind} and title` });
    const meant = kind === 'given name' ? undefined : this.#meantHere(keys, candidate.start);
    if (meant !== undefined) return this.#link(candidate, meant.key, { reason: `${kind}, ${meant.reason}` });
    return this.#leaveOpen(candidate, keys, kind);
  }

  /** "Mrs Velmar" is not Viktor Velmar. */
  #ofSameSex(keys: readonly string[], candidate: Candidate): readonly string[] {
    const sex = keys.length === 0 ? undefined : sexBefore(this.#text, candidate.start);
    return sex === undefined ? keys : keys.filter((key) => this.#mayBe(sex, key));
  }

  /** Whether the name may be that of a woman, or of a man. A partner of that sex is meant instead. */
  #mayBe(sex: Sex, key: string): boolean {
    const own = this.#sexOf(key);
    if (own !== undefined) return own === sex;
    const starts = this.#names.startsOf(key).slice(0, mentionsWithPartner);
    return !starts.some((start) => sexOfPartner(this.#text, start) === sex);
  }

  #sexOf(key: string): Sex | undefined {
    const { type, name = '' } = this.#names.canonicalName(key) ?? {};
    return type === 'person' ? sexOf(this.#names.titlesOf(key), name) : undefined;
  }

  #meantHere(keys: readonly string[], at: number): Bearing | undefined {
    const named = keys.map((key) => ({ key, starts: this.#names.startsOf(key) }));
    return bearerMeant(named, at);
  }

  #link(candidate: Candidate, key: string, { reason, of }: Link): ResolvedName | undefined {
    const canonical = this.#names.canonicalName(key);
    if (canonical === undefined) return undefined;
    const { type, name, entity } = canonical;
    const differs = reason === 'same name' && candidate.words.join(' ') !== name;
    if (reason === 'same name' && !differs) return { candidate, type, entity, name, link: { reason } };
    const variant = this.#repairs.has(candidate) ? 'repaired' : 'variant';
    const link = { reason: differs ? variant : reason, of: of ?? name };
    return { candidate, type, entity, name, link };
  }

  #leaveOpen(candidate: Candidate, keys: readonly string[], kind: ShortFormKind): ResolvedName {
    const candidates = keys.flatMap((key) => this.#names.ownEntity(key) ?? []).sort();
    const type = this.#names.typeOf(keys[0] ?? '') ?? candidate.type;
    const link = { reason: `several names have this ${kind}` };
    return { candidate, type, entity: null, name: this.#names.formOf(candidate), candidates, link };
  }
}

/** "BBC Radio Leicester": what a place's team is never short for. */
const noClubs = wordSet`
  bbc radio tv television news echo post school university college academy council police hospital theatre
  association
`;
const isNoClub = (key: string): boolean => key.split(' ').some((word) => noClubs.has(word));

/** Without names that are the surname of another one: "Sandino Moreno" beside Catalina Sandino Moreno. */
function withoutShorter(keys: readonly string[]): readonly string[] {
  return keys.length < 2 ? keys : keys.filter((key) => !keys.some((other) => other.endsWith(` ${key}`)));
}

/**
 * "Bellen", "Van der Bellen", "García Márquez"; several words that begin with a given name are a full name.
 */
function mayBeSurname(words: readonly string[]): boolean {
  const [first = ''] = words;
  return words.length === 1 || particles.has(first.toLowerCase()) || !givenNames.has(first);
}
