/** The key under which the forms of a name count as one name within a document. */
import type { EntityType } from '../annotation.ts';
import { legalForms } from '../data/organizations.ts';
import { nameCore } from '../personName.ts';
import { fold } from '../slug.ts';

/**
 * "Kaamos Oyj" → Kaamos, "Kaamos Quelle & Co" → Kaamos Quelle; "Kaamos & Co" is the name. The form is as
 * printed: in small letters "KAAMOS SA" would have no legal form any more.
 */
export function stripLegalForm(form: string): string {
  const words = form.split(' ');
  if (words.length < 2 || !legalForms.has(words.at(-1) ?? '')) return form;
  if (words.at(-2) !== '&') return words.slice(0, -1).join(' ');
  return words.length > 3 ? words.slice(0, -2).join(' ') : form;
}

/** "The Daily Telegraph" → Daily Telegraph; "The Times" and "The Who" are what one word would not say. */
export function stripArticle(form: string): string {
  return /^The \S+ \S/.test(form) ? form.slice('The '.length) : form;
}

/** The keys of one document's names. */
export class NameKeys {
  /** The cores of names of which the document has two that differ in their middle initials alone. */
  readonly #differing = new Set<string>();

  /** @param persons the forms of the document's persons */
  constructor(persons: readonly string[]) {
    const longest = new Map<string, string>();
    for (const { core, initials } of persons.map(nameCore)) {
      const other = longest.get(core) ?? '';
      if (initials.length > other.length) longest.set(core, initials);
      if (!initials.startsWith(other) && !other.startsWith(initials)) this.#differing.add(core);
    }
  }

  /**
   * Forms that differ only in case, hyphens or accents share a key; so do a person's names with and without
   * middle initials. George H. W. Bush and George W. Bush are two, and then George Bush may be either.
   */
  keyOf(form: string, type: EntityType): string {
    if (type !== 'person') return fold(form);
    const { core, initials } = nameCore(form);
    return initials !== '' && this.#differing.has(core) ? `${core} ${initials}` : core;
  }
}
