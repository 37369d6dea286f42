/** Under which key a document's names are told apart. */
import type { EntityType } from './annotation.ts';
import { legalForms } from './data/organizations.ts';
import { coreOf } from './personName.ts';
import { fold } from './slug.ts';

/** «Kaamos Oyj» → Kaamos. */
export function withoutLegalForm(form: string): string {
  const words = form.split(' ');
  return words.length > 1 && legalForms.has(words.at(-1) ?? '') ? words.slice(0, -1).join(' ') : form;
}

/** Forms with one key are one name: whatever their case, hyphens and accents; of people, without the initials in the middle. */
export function keyOf(form: string, type: EntityType): string {
  return type === 'person' ? coreOf(form).core : fold(form);
}
