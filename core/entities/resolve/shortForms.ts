/** The short forms under which a document's names may recur, each with the names that it may stand for. */

import type { EntityType } from '../annotation.ts';
import { namedBuildings, placeHeads, placeStarts } from '../data/places.ts';
import { gazetteerEntry, isCountry } from '../gazetteer.ts';
import { givenNameOf, initialAndSurname, surnamesOf } from '../personName.ts';
import { fold } from '../slug.ts';
import { initialsOf } from './acronym.ts';

export type ShortFormKind = 'surname' | 'given name' | 'first letter and surname' | 'short form' | 'initials';

/** Keep at most this many names per short form. */
const maxNamesPerForm = 10;
/** In words. Bounds the beginnings and ends of a long organisation name that count as short forms. */
const maxShortFormLength = 8;

/** Bodies of which others have the name in theirs: the Army Board, Orsk University Press. */
const forces = new Set(['Army', 'Navy', 'Police', 'Press', 'Parliament']);
const schools = new Set(['University', 'College', 'School', 'Hospital', 'Museum']);
/** Behind what is short for the whole: "Parliament" of Orsk. */
const ofOrFor = new Set(['of', 'for', 'to', 'on']);

export class ShortForms {
  readonly #forms = new Map<ShortFormKind, Map<string, Set<string>>>();

  /** Adds a name's short forms. @param key the name's key of `NameKeys` */
  add(key: string, name: string, type: EntityType): void {
    if (type === 'person') this.#addPerson(key, name);
    else if (type === 'organization') this.#addOrganization(key, name);
    else if (type === 'place') this.#addPlace(key, name);
  }

  /** A nickname stands for a person as a given name does. */
  addNickname(key: string, nickname: string): void {
    this.#add('given name', fold(nickname), key);
  }

  /** The keys of the names that the folded form may stand for. */
  namesFor(kind: ShortFormKind, folded: string): string[] {
    return [...(this.#forms.get(kind)?.get(folded) ?? [])];
  }

  #addPerson(key: string, name: string): void {
    const given = givenNameOf(name);
    for (const surname of surnamesOf(name)) {
      this.#add('surname', surname, key);
      if (given !== '') this.#add('first letter and surname', `${given.charAt(0)} ${surname}`, key);
    }
    if (initialAndSurname(name) === undefined) this.#add('given name', given, key);
  }

  #addOrganization(key: string, name: string): void {
    const words = name.split(' ');
    for (const letters of initialsOf(words)) this.#add('initials', letters, key);
    const listed = gazetteerEntry(name);
    const isCountrys = listed !== undefined && isCountry(listed);
    for (let n = 1; n < Math.min(words.length, maxShortFormLength); n++) {
      // The team of South Korea is neither the South nor Korea, but the States may play.
      if (isCountrys && gazetteerEntry(words.slice(-n).join(' ')) !== undefined) continue;
      if (!isCountrys && !isBodyOfOwn(words, n))
        this.#add('short form', fold(words.slice(0, n).join(' ')), key);
      if (/^\p{Lu}/u.test(words.at(-n) ?? '')) this.#add('short form', fold(words.slice(-n).join(' ')), key);
    }
  }

  /** "Mount Etna" → Etna; "Tarn River" → Tarn; "La Tarna Theatre" → La Tarna. */
  #addPlace(key: string, name: string): void {
    const words = name.split(' ');
    if (words.length < 2) return;
    if (placeStarts.has(words[0] ?? '')) this.#add('short form', fold(words.slice(1).join(' ')), key);
    else if (placeHeads.has(words.at(-1) ?? '') || namedBuildings.has(words.at(-1) ?? ''))
      this.#add('short form', fold(words.slice(0, -1).join(' ')), key);
  }

  #add(kind: ShortFormKind, folded: string, key: string): void {
    if (folded === '') return;
    const forms = this.#forms.get(kind) ?? new Map<string, Set<string>>();
    const keys = forms.get(folded) ?? new Set();
    if (keys.size < maxNamesPerForm) keys.add(key);
    forms.set(folded, keys);
    this.#forms.set(kind, forms);
  }
}

/**
 * Whether the first words are another body than the whole: "Army" beside the Army Board, "Orsk University"
 * beside its Library Services. "The Bank" is short for the Bank of Orsk.
 */
function isBodyOfOwn(words: readonly string[], length: number): boolean {
  const last = words[length - 1] ?? '';
  return (length === 1 ? forces : schools).has(last) && !ofOrFor.has(words[length] ?? '');
}
