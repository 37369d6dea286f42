/**
 * The index of a document's names: their forms, types and titles, their short forms, and the acronyms that
 * the text introduces.
 */

import type { EntityType } from '../annotation.ts';
import type { Candidate } from '../candidate.ts';
import { gazetteerEntry } from '../gazetteer.ts';
import { initialAndSurname, stripTitles } from '../personName.ts';
import { titlesOfOne } from '../personSex.ts';
import type { Repair } from '../repair.ts';
import { entityId, fold } from '../slug.ts';
import { withCase } from '../spans/capitals.ts';
import { nicknameIn } from '../spans/nicknames.ts';
import { findBodyVariants } from '../variants/bodyVariants.ts';
import { findGivenNameVariants } from '../variants/givenNameVariants.ts';
import { type CountedName, findSlips } from '../variants/slips.ts';
import { introduction } from './acronym.ts';
import { NameKeys, stripArticle, stripLegalForm } from './nameKey.ts';
import { isNameOfLonePerson, mostCommonForm, mostVoted } from './nameVotes.ts';
import { type ShortFormKind, ShortForms } from './shortForms.ts';

interface DocumentName {
  type: EntityType;
  /** Every form with its number of occurrences. */
  forms: Map<string, number>;
  firstForm: string;
  /** Where its mentions begin, in text order. */
  starts: number[];
  /** The gazetteer has it. */
  known: boolean;
  /** Titles before the name, for persons. */
  titles: Set<string>;
}

/** A name that annotations show. */
export interface CanonicalName {
  type: EntityType;
  name: string;
  entity: string;
}

const maxTitles = 10; // per name; bounds memory
export class DocumentNames {
  readonly #text: string;
  readonly #repairs: ReadonlyMap<Candidate, Repair>;
  readonly #keys: NameKeys;
  /** By the keys of `NameKeys`. */
  readonly #names = new Map<string, DocumentName>();
  readonly #shortForms = new ShortForms();
  /** By the key of a person's name. */
  readonly #nicknames = new Map<string, string>();
  /** From the key of a shorter variant to the key of the full name. */
  readonly #fullNames = new Map<string, string>();
  /** From a folded acronym to the key of the name that introduces it. */
  readonly #acronyms = new Map<string, string>();
  readonly #canonical = new Map<string, CanonicalName>();

  constructor(text: string, candidates: readonly Candidate[], repairs: ReadonlyMap<Candidate, Repair>) {
    this.#text = text;
    this.#repairs = repairs;
    const persons = candidates.filter(({ type }) => type === 'person');
    this.#keys = new NameKeys(persons.map((person) => this.formOf(person)));
    this.#addNames(candidates);
    this.#addShortForms();
    candidates.forEach((candidate, i) => {
      const next = candidates[i + 1];
      if (next !== undefined) this.#addAcronym(candidate, next);
    });
  }

  /** The candidate's form after repair, without titles and legal forms, as the gazetteer writes it. */
  formOf(candidate: Candidate): string {
    const repaired = this.#repairs.get(candidate)?.to;
    if (repaired !== undefined) return gazetteerEntry(repaired)?.name ?? repaired;
    if (candidate.known !== undefined) return candidate.known.name;
    const { words, type } = candidate;
    if (type === 'person') return withCase(stripTitles(words).join(' '), type);
    if (type !== 'organization') return withCase(words.join(' '), type);
    return stripArticle(withCase(stripLegalForm(words.join(' ')), type));
  }

  /** The key of the candidate's own name. A team has another than its city, a company than its founder. */
  keyOf(candidate: Candidate): string {
    const key = this.#keys.keyOf(this.formOf(candidate), candidate.type);
    const kind = candidate.team ? 'team ' : candidate.namesake ? 'namesake ' : '';
    return `${kind}${key}`;
  }

  /** Where the mentions of the name itself begin, in text order. */
  startsOf(key: string): readonly number[] {
    return this.#names.get(key)?.starts ?? [];
  }

  typeOf(key: string): EntityType | undefined {
    return this.#names.get(key)?.type;
  }

  /** The titles before a person's name itself. */
  titlesOf(key: string): ReadonlySet<string> {
    return this.#names.get(key)?.titles ?? new Set();
  }

  /** The keys of the names that the folded form may stand for. */
  namesFor(kind: ShortFormKind, folded: string): string[] {
    return this.#shortForms.namesFor(kind, folded);
  }

  /** The key of the name that the text introduces by this acronym. */
  nameOfAcronym(acronym: string): string | undefined {
    return this.#acronyms.get(fold(acronym));
  }

  /** The name and entity for a key; a variant gets those of its full name. */
  canonicalName(key: string): CanonicalName | undefined {
    return this.#ownCanonicalName(this.#fullNames.get(key) ?? key);
  }

  /** The entity for a key itself, even if it is a variant of a fuller name. */
  ownEntity(key: string): string | undefined {
    return this.#ownCanonicalName(key)?.entity;
  }

  #ownCanonicalName(key: string): CanonicalName | undefined {
    const cached = this.#canonical.get(key);
    const documentName = this.#names.get(key);
    if (cached !== undefined || documentName === undefined) return cached;
    const name = mostCommonForm(documentName.forms);
    const entity = entityId(documentName.type, name);
    if (entity === undefined) return undefined;
    const canonical = { type: documentName.type, name, entity };
    this.#canonical.set(key, canonical);
    return canonical;
  }

  #addNames(candidates: readonly Candidate[]): void {
    const votes = new Map<string, Map<EntityType, number>>();
    for (const candidate of candidates) {
      const key = this.#addName(candidate);
      const nameVotes = votes.get(key) ?? new Map<EntityType, number>();
      // The cube makes one sure mention outweigh several doubtful ones.
      nameVotes.set(candidate.type, (nameVotes.get(candidate.type) ?? 0) + candidate.confidence ** 3);
      votes.set(key, nameVotes);
    }
    const alone = new Set(
      candidates
        .filter(({ type, words }) => type === 'person' && words.length === 1)
        .map(({ words }) => words[0]),
    );
    for (const [key, name] of this.#names)
      if (!name.known)
        name.type = isNameOfLonePerson(name.firstForm, alone)
          ? 'person'
          : (mostVoted(votes.get(key) ?? new Map()) ?? name.type);
  }

  /** Returns the name's key. */
  #addName(candidate: Candidate): string {
    const form = this.formOf(candidate);
    const key = this.keyOf(candidate);
    const known = candidate.known ?? (this.#repairs.has(candidate) ? gazetteerEntry(form) : undefined);
    const name: DocumentName = this.#names.get(key) ?? {
      type: known?.type ?? candidate.type,
      forms: new Map(),
      firstForm: form,
      starts: [],
      known: known !== undefined,
      titles: new Set(),
    };
    // A case that was only guessed counts half, against one that the document has.
    const isWritten = form === form.toUpperCase() || /\p{Ll}/u.test(candidate.words.join(''));
    name.forms.set(form, (name.forms.get(form) ?? 0) + (isWritten ? 1 : 0.5));
    name.starts.push(candidate.start);
    this.#names.set(key, name);
    if (candidate.type === 'person') this.#addPerson(key, name, candidate);
    return key;
  }

  #addPerson(key: string, { titles }: DocumentName, { start, end }: Candidate): void {
    if (titles.size < maxTitles) titles.add(titlesOfOne(this.#text, start));
    const nickname = nicknameIn(this.#text.slice(start, end));
    if (nickname !== undefined) this.#nicknames.set(key, nickname);
  }

  /**
   * Variants ("Juan Quelle" beside "Juan Carlos Quelle") get no short forms of their own. Names with an
   * initial ("J. Quelle") get them only if no full name matches.
   */
  #addShortForms(): void {
    this.#findVariants();
    const people = this.#counted(({ type }) => type === 'person');
    const variants = findGivenNameVariants(people);
    const bodies = findBodyVariants(this.#counted(({ type, known }) => type === 'organization' && !known));
    for (const [variant, key] of [...this.#calledByNickname(), ...variants, ...findSlips(people), ...bodies])
      this.#fullNames.set(variant, this.#fullNames.get(key) ?? key);
    const withInitial: [key: string, name: string][] = [];
    for (const [key, { firstForm, type }] of this.#names) {
      if (type === 'person' && initialAndSurname(firstForm) !== undefined) withInitial.push([key, firstForm]);
      else if (!this.#fullNames.has(key)) this.#shortForms.add(key, firstForm, type);
      // "David" is short for Dave Collins too, where the document also has David Collins.
      else if (variants.has(key)) this.#shortForms.add(this.#fullNames.get(key) ?? key, firstForm, type);
    }
    const unmatched = withInitial.filter(
      ([, name]) =>
        this.#shortForms.namesFor('first letter and surname', initialAndSurname(name) ?? '').length === 0,
    );
    for (const [key, name] of unmatched) this.#shortForms.add(key, name, 'person');
    for (const [key, nickname] of this.#nicknames) this.#shortForms.addNickname(key, nickname);
  }

  #counted(isMeant: (name: DocumentName) => boolean): CountedName[] {
    return [...this.#names].flatMap(([key, name]) =>
      isMeant(name) ? [{ key, count: name.starts.length }] : [],
    );
  }

  /** `Dara "Jack" Quelle`, where the text also has Jack Quelle: that is how people call her. */
  #calledByNickname(): [key: string, called: string][] {
    return [...this.#nicknames].flatMap(([key, nickname]): [string, string][] => {
      const called = fold(`${nickname} ${this.#names.get(key)?.firstForm.split(' ').at(-1)}`);
      return called !== key && this.#names.get(called)?.type === 'person' ? [[key, called]] : [];
    });
  }

  /**
   * Maps a person's first and last word to the one name of three or more words that begins and ends with
   * them.
   */
  #findVariants(): void {
    const people = [...this.#names].filter(([, { type }]) => type === 'person');
    const byEnds = new Map<string, Set<string>>();
    for (const [key, { firstForm }] of people) {
      const words = firstForm.split(' ');
      if (words.length < 3 || initialAndSurname(firstForm)) continue;
      const ends = fold(`${words[0]} ${words.at(-1)}`);
      byEnds.set(ends, (byEnds.get(ends) ?? new Set()).add(key));
    }
    for (const [key, { firstForm }] of people) {
      const [only, ...others] = byEnds.get(key) ?? [];
      const isVariant = only !== undefined && others.length === 0 && only !== key;
      if (isVariant && initialAndSurname(firstForm) === undefined) this.#fullNames.set(key, only);
    }
  }

  /** "International Monetary Fund (IMF)", or the reverse. */
  #addAcronym(one: Candidate, two: Candidate): void {
    const { full, acronym = '' } = introduction(this.#text, one, two) ?? {};
    if (full) this.#acronyms.set(fold(acronym), this.#keys.keyOf(this.formOf(full), full.type));
  }
}
