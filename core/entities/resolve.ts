/**
 * Who is meant, within one document: short forms go to the full name that the document has, acronyms to what they were introduced for,
 * variants of a name to one. A short form that two people bear stays open between them; one that nobody bears is an entity of its own,
 * resolved across documents at read. Each link says its reason.
 */
import { abbreviates, isIntroduced, mayAbbreviate } from './acronym.ts';
import { type EntityType, entityTypes, type Mention } from './annotation.ts';
import type { Candidate } from './candidate.ts';
import { givenNames, particles } from './data/people.ts';
import { speaking } from './data/words.ts';
import { knownName } from './gazetteer.ts';
import { keyOf, withoutLegalForm } from './nameKey.ts';
import { abbreviated, withoutTitles } from './personName.ts';
import type { Repair } from './repair.ts';
import { type ShortForm, ShortForms } from './shortForms.ts';
import { entityId, fold } from './slug.ts';
import { titleBefore } from './titles.ts';
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

/** One name of the document, with the forms in which it stands there. */
interface Name {
  type: EntityType;
  forms: Map<string, number>;
  /** The first full form. */
  first: string;
  known: boolean;
  /** What the person is called before the name. */
  titles: Set<string>;
}

/** Above this a recogniser that took a word for no person is believed, though a person is called so, too. */
const sureOfOther = 0.6;

export function resolve(
  text: string,
  candidates: readonly Candidate[],
  mended: ReadonlyMap<Candidate, Repair>,
): Resolved[] {
  const names = new NamesOfDocument(text, candidates, mended);
  return candidates.flatMap((candidate) => {
    const resolved = names.resolve(candidate);
    const repair = mended.get(candidate);
    return resolved === undefined ? [] : [repair === undefined ? resolved : { ...resolved, repair }];
  });
}

class NamesOfDocument {
  readonly #text: string;
  readonly #mended: ReadonlyMap<Candidate, Repair>;
  readonly #names = new Map<string, Name>();
  readonly #short = new ShortForms();
  /** Names that are a fuller name's variant, with the key of that. */
  readonly #variants = new Map<string, string>();
  readonly #acronyms = new Map<string, string>();
  readonly #shown = new Map<string, { type: EntityType; shown: string; entity: string }>();

  constructor(text: string, candidates: readonly Candidate[], mended: ReadonlyMap<Candidate, Repair>) {
    this.#text = text;
    this.#mended = mended;
    const votes = new Map<string, Map<EntityType, number>>();
    for (const candidate of candidates) if (!candidate.weak) this.#note(candidate, votes);
    for (const [key, name] of this.#names)
      if (!name.known) name.type = elected(votes.get(key) ?? new Map()) ?? name.type;
    this.#noteShortForms();
    candidates.forEach((candidate, i) => {
      const next = candidates[i + 1];
      if (next !== undefined) this.#noteAcronym(candidate, next);
    });
  }

  #formOf(candidate: Candidate): string {
    const repaired = this.#mended.get(candidate)?.to;
    if (repaired !== undefined) return knownName(repaired)?.name ?? repaired;
    if (candidate.known !== undefined) return candidate.known.name;
    if (candidate.type === 'person') return withoutTitles(candidate.words).join(' ');
    return candidate.type === 'organization'
      ? withoutLegalForm(candidate.words.join(' '))
      : candidate.words.join(' ');
  }

  #note(candidate: Candidate, votes: Map<string, Map<EntityType, number>>): void {
    const form = this.#formOf(candidate);
    const key = keyOf(form, candidate.type);
    const known = candidate.known ?? (this.#mended.has(candidate) ? knownName(form) : undefined);
    const name: Name = this.#names.get(key) ?? {
      type: known?.type ?? candidate.type,
      forms: new Map(),
      first: form,
      known: known !== undefined,
      titles: new Set(),
    };
    name.forms.set(form, (name.forms.get(form) ?? 0) + 1);
    this.#names.set(key, name);
    if (candidate.type === 'person' && name.titles.size < 10)
      name.titles.add(titleBefore(this.#text, candidate.start));
    const poll = votes.get(key) ?? new Map<EntityType, number>();
    // One mention that is sure outweighs several guesses.
    poll.set(candidate.type, (poll.get(candidate.type) ?? 0) + candidate.confidence ** 3);
    votes.set(key, poll);
  }

  /** Fuller names first, so that «J. Quelle» and «Juan Quelle» go to «Juan Carlos Quelle» and bear no surname of their own. */
  #noteShortForms(): void {
    const people = [...this.#names].filter(([, { type }]) => type === 'person');
    const outer = new Map<string, Set<string>>();
    for (const [key, { first }] of people) {
      const words = first.split(' ');
      if (words.length < 3 || abbreviated(first)) continue;
      const ends = fold(`${words[0]} ${words.at(-1)}`);
      outer.set(ends, (outer.get(ends) ?? new Set()).add(key));
    }
    const isVariant = (key: string) => {
      const [only, ...others] = outer.get(key) ?? [];
      if (only === undefined || others.length > 0 || only === key) return false;
      this.#variants.set(key, only);
      return true;
    };
    const letters: [key: string, name: string][] = [];
    for (const [key, { first, type }] of this.#names) {
      if (type === 'person' && abbreviated(first) !== undefined) letters.push([key, first]);
      else if (type !== 'person' || !isVariant(key)) this.#short.note(key, first, type);
    }
    const unmatched = letters.filter(
      ([, name]) => this.#short.bearers('first letter and surname', abbreviated(name) ?? '').length === 0,
    );
    for (const [key, name] of unmatched) this.#short.note(key, name, 'person');
  }

  /** «International Monetary Fund (IMF)», and the other way round. */
  #noteAcronym(one: Candidate, two: Candidate): void {
    if (!isIntroduced(this.#text, one.end, two.start, two.end)) return;
    const [full, short] = one.words.length > 1 ? [one, two] : [two, one];
    const acronym = short.words[0] ?? '';
    if (
      short.words.length !== 1 ||
      full.words.length < 2 ||
      !mayAbbreviate(acronym) ||
      !abbreviates(acronym, full.words)
    )
      return;
    this.#acronyms.set(fold(acronym), keyOf(this.#formOf(full), full.type));
  }

  resolve(candidate: Candidate): Resolved | undefined {
    const form = this.#formOf(candidate);
    const folded = fold(form);
    const alone = candidate.words.length === 1;
    const introduced = alone ? this.#acronyms.get(fold(candidate.words[0] ?? '')) : undefined;
    if (introduced !== undefined) return this.#linked(candidate, introduced, { reason: 'acronym' });
    if (candidate.known !== undefined)
      return this.#surnameOfKnown(candidate) ?? this.#known(candidate, candidate.known.name);
    if (alone && isAcronym(form)) {
      const spelt = this.#oneOf(candidate, 'initials', this.#short.bearers('initials', folded));
      if (spelt !== undefined) return spelt;
    }
    const short = this.#shortFor(candidate, form, folded);
    if (short !== undefined) return short;
    const key = keyOf(form, candidate.type);
    if (!this.#names.has(key)) return undefined; // weak, and nowhere else in the document
    return this.#linked(candidate, key, { reason: 'same name' });
  }

  #known(candidate: Candidate, name: string): Resolved | undefined {
    const same = name === candidate.words.join(' ');
    return this.#linked(candidate, keyOf(name, candidate.type), {
      reason: same ? 'same name' : 'alias',
      of: name,
    });
  }

  /** «Jordan said», where the document has Michael Jordan: the word is in the lists, but here it has a title or speaks. */
  #surnameOfKnown(candidate: Candidate): Resolved | undefined {
    const bearers =
      candidate.words.length === 1 ? this.#short.bearers('surname', fold(candidate.words[0] ?? '')) : [];
    const speaks = titleBefore(this.#text, candidate.start) !== '' || speaking.has(candidate.after[0]);
    return bearers.length > 0 && (speaks || candidate.type === 'person')
      ? this.#oneOf(candidate, 'surname', bearers)
      : undefined;
  }

  #shortFor(candidate: Candidate, form: string, folded: string): Resolved | undefined {
    const { type, confidence } = candidate;
    const words = form.split(' ');
    const alone = words.length === 1;
    if (alone && isAcronym(form) && this.#short.bearers('surname', folded).length === 0) return undefined;
    const mayBePerson = type === 'person' || (alone && confidence < sureOfOther);
    // «Van der Bellen», «García Márquez»; two words of which the first is a given name are somebody's full name.
    const surname = alone || particles.has(words[0]?.toLowerCase() ?? '') || !givenNames.has(words[0] ?? '');
    const letter = type === 'person' ? abbreviated(form) : undefined;
    if (letter !== undefined)
      return this.#oneOf(
        candidate,
        'first letter and surname',
        this.#short.bearers('first letter and surname', letter),
      );
    if (mayBePerson && surname) {
      const bearers = this.#short.bearers('surname', folded);
      if (bearers.length > 0) return this.#oneOf(candidate, 'surname', bearers);
    }
    if (mayBePerson && alone) {
      const bearers = this.#short.bearers('given name', folded);
      if (bearers.length > 0) return this.#oneOf(candidate, 'given name', bearers);
    }
    const [key, ...others] = this.#short
      .bearers('short form', folded)
      .filter((each) => alone || this.#names.get(each)?.type === type);
    return key !== undefined && others.length === 0
      ? this.#linked(candidate, key, { reason: 'short form' })
      : undefined;
  }

  /** The one bearer of a short form, or the one who has the same title; otherwise open. */
  #oneOf(candidate: Candidate, kind: ShortForm, bearers: readonly string[]): Resolved | undefined {
    const [only, ...others] = bearers;
    if (only === undefined) return undefined;
    if (others.length === 0) return this.#linked(candidate, only, { reason: kind });
    const title = titleBefore(this.#text, candidate.start);
    const [titled, ...rest] =
      title === '' ? [] : bearers.filter((key) => this.#names.get(key)?.titles.has(title));
    if (titled !== undefined && rest.length === 0)
      return this.#linked(candidate, titled, { reason: `${kind} and title` });
    return this.#open(candidate, bearers, kind);
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

  #linked(candidate: Candidate, own: string, { reason, of }: Link): Resolved | undefined {
    const name = this.#shownAs(this.#variants.get(own) ?? own);
    if (name === undefined) return undefined;
    const { type, shown, entity } = name;
    const differs = reason === 'same name' && candidate.words.join(' ') !== shown;
    const why = differs ? (this.#mended.has(candidate) ? 'repaired' : 'variant') : reason;
    return {
      candidate,
      type,
      entity,
      name: shown,
      link: why === 'same name' ? { reason: why } : { reason: why, of: of ?? shown },
    };
  }

  /** A short form of two names: open, with both named. */
  #open(candidate: Candidate, keys: readonly string[], kind: ShortForm): Resolved {
    const ids = keys.flatMap((key) => this.#shownAs(key)?.entity ?? []);
    const type = this.#names.get(keys[0] ?? '')?.type ?? candidate.type;
    const link = { reason: `several names have this ${kind}` };
    return { candidate, type, entity: null, name: this.#formOf(candidate), candidates: ids.sort(), link };
  }
}

/** The kind with the most behind it; of equals the first of the kinds. */
function elected(poll: ReadonlyMap<EntityType, number>): EntityType | undefined {
  return entityTypes.toSorted((a, b) => (poll.get(b) ?? 0) - (poll.get(a) ?? 0))[0];
}

/** Of equally common ones rather one that is not shouted; then the first by its letters. */
function commonest(forms: ReadonlyMap<string, number>): string {
  const shouts = (form: string) => Number(form.includes(' ') && form === form.toUpperCase());
  return (
    [...forms].sort(([a, x], [b, y]) => y - x || shouts(a) - shouts(b) || (a < b ? -1 : 1))[0]?.[0] ?? ''
  );
}
