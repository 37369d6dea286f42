/**
 * Who is meant, within one document: short forms go to the full name that the document has, acronyms to what they were introduced for,
 * variants of a name to one. A surname that two people bear stays open between them; one that nobody bears is an entity of its own,
 * resolved across documents at read. Each link says its reason.
 */
import { type EntityType, entityTypes, type Mention } from './annotation.ts';
import type { Candidate } from './candidate.ts';
import { legalForms } from './data/organizations.ts';
import { familyFirst } from './data/people.ts';
import type { Repair } from './repair.ts';
import { entityId, fold } from './slug.ts';
import { isAcronym } from './token.ts';

type Link = Mention['link'];

export interface Resolved {
  candidate: Candidate;
  type: EntityType;
  entity: string | null;
  name: string;
  candidates?: string[];
  link: Link;
  repair?: Repair;
}

/** Of the people who bear a surname, this many are named where it stays open. */
const mostCandidates = 10;

/** One name of the document, with the forms in which it stands there. */
interface Name {
  type: EntityType;
  forms: Map<string, number>;
  /** The words of the first full form. */
  words: string[];
  known: boolean;
}

export function resolve(text: string, candidates: readonly Candidate[], mended: ReadonlyMap<Candidate, Repair>): Resolved[] {
  const names = new NamesOfDocument(text, candidates, mended);
  return candidates.flatMap((candidate) => {
    const resolved = names.resolve(candidate);
    const repair = mended.get(candidate);
    return resolved === undefined ? [] : [repair === undefined ? resolved : { ...resolved, repair }];
  });
}

class NamesOfDocument {
  readonly #mended: ReadonlyMap<Candidate, Repair>;
  readonly #names = new Map<string, Name>();
  /** Short forms, folded, to the keys of the names that they may be short for. */
  readonly #surnames = new Map<string, Set<string>>();
  readonly #givenNames = new Map<string, Set<string>>();
  readonly #beginnings = new Map<string, Set<string>>();
  /** The first letters of organisations' names. */
  readonly #initials = new Map<string, Set<string>>();
  readonly #acronyms = new Map<string, string>();
  readonly #shown = new Map<string, { type: EntityType; shown: string; entity: string }>();

  constructor(text: string, candidates: readonly Candidate[], mended: ReadonlyMap<Candidate, Repair>) {
    this.#mended = mended;
    const votes = new Map<string, Map<EntityType, number>>();
    for (const candidate of candidates) if (!candidate.weak) this.#note(candidate, votes);
    for (const [key, name] of this.#names) if (!name.known) name.type = elected(votes.get(key) ?? new Map()) ?? name.type;
    for (const [key, name] of this.#names) this.#noteShortForms(key, name);
    candidates.forEach((candidate, i) => {
      const next = candidates[i + 1];
      if (next !== undefined) this.#noteAcronym(text, candidate, next);
    });
  }

  #formOf(candidate: Candidate): string {
    const form = this.#mended.get(candidate)?.to ?? candidate.known?.name ?? candidate.words.join(' ');
    return candidate.type === 'organization' && candidate.known === undefined ? withoutLegalForm(form) : form;
  }

  #note(candidate: Candidate, votes: Map<string, Map<EntityType, number>>): void {
    const form = this.#formOf(candidate);
    const key = keyOf(form, candidate.type);
    const name = this.#names.get(key) ?? {
      type: candidate.type,
      forms: new Map(),
      words: form.split(' '),
      known: candidate.known !== undefined,
    };
    name.forms.set(form, (name.forms.get(form) ?? 0) + 1);
    this.#names.set(key, name);
    const poll = votes.get(key) ?? new Map<EntityType, number>();
    // One mention that is sure outweighs several guesses.
    poll.set(candidate.type, (poll.get(candidate.type) ?? 0) + candidate.confidence ** 3);
    votes.set(key, poll);
  }

  #noteShortForms(key: string, { type, words }: Name): void {
    if (words.length < 2) return;
    const [first = '', last = ''] = [words[0], words.at(-1)];
    if (type === 'organization') addTo(this.#initials, initialsOf(words), key);
    if (type === 'organization') for (let n = 1; n < words.length; n++) addTo(this.#beginnings, fold(words.slice(0, n).join(' ')), key);
    if (type !== 'person') return;
    const family = familyFirst.has(first) && !familyFirst.has(last) ? first : last;
    addTo(this.#surnames, fold(family), key);
    addTo(this.#givenNames, fold(family === last ? first : last), key);
  }

  /** «International Monetary Fund (IMF)», and the other way round. */
  #noteAcronym(text: string, one: Candidate, two: Candidate): void {
    if (two.start !== one.end + 2 || text.slice(one.end, two.start) !== ' (' || text[two.end] !== ')') return;
    const [full, short] = one.words.length > 1 ? [one, two] : [two, one];
    const acronym = short.words[0] ?? '';
    if (short.words.length !== 1 || full.words.length < 2 || short.known || !isAcronym(acronym) || !abbreviates(acronym, full.words))
      return;
    this.#acronyms.set(fold(acronym), keyOf(this.#formOf(full), full.type));
  }

  resolve(candidate: Candidate): Resolved | undefined {
    const form = this.#formOf(candidate);
    if (candidate.known !== undefined) {
      const same = candidate.known.name === candidate.words.join(' ');
      return this.#linked(candidate, keyOf(form, candidate.type), { reason: same ? 'same name' : 'alias', of: candidate.known.name });
    }
    const folded = fold(form);
    const introduced = this.#acronyms.get(folded);
    if (introduced !== undefined && candidate.words.length === 1) return this.#linked(candidate, introduced, { reason: 'acronym' });
    if (candidate.words.length === 1 && isAcronym(form)) {
      const [spelt, ...others] = this.#initials.get(folded) ?? [];
      if (spelt !== undefined && others.length === 0) return this.#linked(candidate, spelt, { reason: 'initials' });
    }
    const short = this.#shortFor(candidate, folded);
    if (short !== undefined) return short;
    const key = keyOf(form, candidate.type);
    if (!this.#names.has(key)) return undefined; // weak, and nowhere else in the document
    return this.#linked(candidate, key, { reason: 'same name' });
  }

  #shortFor(candidate: Candidate, folded: string): Resolved | undefined {
    const alone = candidate.words.length === 1;
    if (alone && isAcronym(candidate.words[0] ?? '') && !this.#surnames.has(folded)) return undefined;
    for (const [reason, forms] of [
      ['surname', this.#surnames],
      ['given name', this.#givenNames],
      ['short form', this.#beginnings],
    ] as const) {
      if (!alone && (reason !== 'short form' || candidate.type !== 'organization')) continue;
      const [key, ...others] = forms.get(folded) ?? [];
      if (key === undefined) continue;
      if (others.length === 0) return this.#linked(candidate, key, { reason });
      if (reason === 'surname') return this.#open(candidate, [key, ...others]);
      return undefined;
    }
    return undefined;
  }

  /** What a name is shown as, and its address; worked out once for each. */
  #shownAs(key: string): { type: EntityType; shown: string; entity: string } | undefined {
    const before = this.#shown.get(key);
    const name = this.#names.get(key);
    if (before !== undefined || name === undefined) return before;
    const shown = commonest(name.forms);
    const entity = entityId(name.type, shown);
    if (entity === undefined) return undefined;
    const made = { type: name.type, shown, entity };
    this.#shown.set(key, made);
    return made;
  }

  #linked(candidate: Candidate, key: string, { reason, of }: Link): Resolved | undefined {
    const name = this.#shownAs(key);
    if (name === undefined) return undefined;
    const { type, shown, entity } = name;
    const variant = reason === 'same name' && candidate.words.join(' ') !== shown;
    const why = variant ? (this.#mended.has(candidate) ? 'repaired' : 'variant') : reason;
    return {
      candidate,
      type,
      entity,
      name: shown,
      link: why === 'same name' ? { reason: why } : { reason: why, of: of ?? shown },
    };
  }

  /** Two people with one surname: open, with both named. */
  #open(candidate: Candidate, keys: readonly string[]): Resolved {
    const ids = keys.flatMap((key) => this.#shownAs(key)?.entity ?? []);
    const link = { reason: 'several people bear this surname' };
    return { candidate, type: 'person', entity: null, name: candidate.words.join(' '), candidates: ids.sort(), link };
  }
}

/** «Kaamos Oyj» → Kaamos. */
function withoutLegalForm(form: string): string {
  const words = form.split(' ');
  return words.length > 1 && legalForms.has(words.at(-1) ?? '') ? words.slice(0, -1).join(' ') : form;
}

/** Forms with one key are one name: whatever their case, hyphens and accents; of people, without the initials in the middle. */
function keyOf(form: string, type: EntityType): string {
  const words = form.split(' ');
  const bare =
    type === 'person' && words.length > 2
      ? words.filter((word, i) => i === 0 || i === words.length - 1 || !/^\p{L}\.?$/u.test(word))
      : words;
  return fold(bare.join(' '));
}

function addTo(map: Map<string, Set<string>>, form: string, key: string): void {
  const keys = map.get(form) ?? new Set();
  if (keys.size < mostCandidates) keys.add(key);
  map.set(form, keys);
}

/** The kind with the most behind it; of equals the first of the kinds. */
function elected(poll: ReadonlyMap<EntityType, number>): EntityType | undefined {
  return entityTypes.toSorted((a, b) => (poll.get(b) ?? 0) - (poll.get(a) ?? 0))[0];
}

function commonest(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

/** Of the words with a capital, at least two: «Nordic Maritime Authority» → nma. */
function initialsOf(words: readonly string[]): string {
  const initials = words.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.charAt(0));
  return initials.length < 2 ? '' : fold(initials.join(''));
}

/** Are the letters of the acronym the first letters of the words, in order? Small words may be left out. */
function abbreviates(acronym: string, words: readonly string[]): boolean {
  const letters = acronym.replace(/[^\p{L}]/gu, '').toLowerCase();
  const initials = words.flatMap((word) => word.split('-')).map((word) => word.charAt(0).toLowerCase());
  let at = 0;
  for (const initial of initials) if (initial === letters.charAt(at)) at++;
  return letters.length > 1 && at === letters.length;
}
