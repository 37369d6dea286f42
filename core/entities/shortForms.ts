/** The short forms under which a document's names may stand again, each with the names that it may be short for. */
import { initialsOf } from './acronym.ts';
import type { EntityType } from './annotation.ts';
import { placeHeads, placeStarts } from './data/places.ts';
import { abbreviated, givenNameOf, surnamesOf } from './personName.ts';
import { fold } from './slug.ts';

export type ShortForm = 'surname' | 'given name' | 'first letter and surname' | 'short form' | 'initials';

/** Of the names that a short form may stand for, this many are kept. */
const mostBearers = 10;
/** Longer names are not cut into all their beginnings and ends. */
const longestCut = 8;

export class ShortForms {
  readonly #forms = new Map<ShortForm, Map<string, Set<string>>>();

  /** @param key of the name in the document */
  note(key: string, name: string, type: EntityType): void {
    if (type === 'person') this.#notePerson(key, name);
    else if (type === 'organization') this.#noteOrganization(key, name);
    else if (type === 'place') this.#notePlace(key, name);
  }

  bearers(kind: ShortForm, folded: string): string[] {
    return [...(this.#forms.get(kind)?.get(folded) ?? [])];
  }

  #notePerson(key: string, name: string): void {
    const surnames = surnamesOf(name);
    const given = givenNameOf(name);
    for (const surname of surnames) {
      this.#add('surname', surname, key);
      if (given !== '') this.#add('first letter and surname', `${given.charAt(0)} ${surname}`, key);
    }
    if (abbreviated(name) === undefined) this.#add('given name', given, key);
  }

  #noteOrganization(key: string, name: string): void {
    const words = name.split(' ');
    for (const letters of initialsOf(words)) this.#add('initials', letters, key);
    for (let n = 1; n < Math.min(words.length, longestCut); n++) {
      this.#add('short form', fold(words.slice(0, n).join(' ')), key);
      if (/^\p{Lu}/u.test(words.at(-n) ?? '')) this.#add('short form', fold(words.slice(-n).join(' ')), key);
    }
  }

  /** «Mount Etna» → Etna; «Tarn River» → Tarn. */
  #notePlace(key: string, name: string): void {
    const words = name.split(' ');
    if (words.length < 2) return;
    if (placeStarts.has(words[0] ?? '')) this.#add('short form', fold(words.slice(1).join(' ')), key);
    else if (placeHeads.has(words.at(-1) ?? ''))
      this.#add('short form', fold(words.slice(0, -1).join(' ')), key);
  }

  #add(kind: ShortForm, folded: string, key: string): void {
    if (folded === '') return;
    const forms = this.#forms.get(kind) ?? new Map<string, Set<string>>();
    const keys = forms.get(folded) ?? new Set();
    if (keys.size < mostBearers) keys.add(key);
    forms.set(folded, keys);
    this.#forms.set(kind, forms);
  }
}
