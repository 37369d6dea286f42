/** The key under which the forms of a name count as one name within a document. */
import type { EntityType } from '../annotation.ts';
import { legalForms } from '../data/organizations.ts';
import { nameCore } from '../personName.ts';
import { fold } from '../slug.ts';

/** "Kaamos Oyj" → Kaamos, "Kaamos Quelle & Co" → Kaamos Quelle; "Kaamos & Co" is the name. */
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

/**
 * Forms that differ only in case, hyphens or accents share a key; so do a person's names with and without
 * middle initials.
 */
export function nameKey(form: string, type: EntityType): string {
  return type === 'person' ? nameCore(form).core : fold(form);
}
