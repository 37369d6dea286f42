/**
 * Augments the training set with copies of documents: in capitals, in title case, or with names of another
 * region.
 */

import { type Region, regions } from '../regions.ts';
import type { LabelledDocument } from './documents.ts';

/** Share of the documents to copy in another case. */
const copiedShare = 0.15;
const cases = [(text: string) => text.toUpperCase(), inTitleCase];

/** The documents, followed by copies of some of them, alternately in capitals and in title case. */
export function addCaseCopies(
  documents: readonly LabelledDocument[],
  random: () => number,
): LabelledDocument[] {
  const copies = documents
    .filter(() => random() < copiedShare)
    .map((document, i) => {
      const text = cases[i % cases.length]?.(document.text) ?? '';
      return { ...document, id: `${document.id}#${i % cases.length}`, text };
    });
  // A few letters, such as "ß", have longer capitals, which would shift the offsets.
  const lengths = new Map(documents.map(({ id, text }) => [id, text.length]));
  return [
    ...documents,
    ...copies.filter(({ id, text }) => lengths.get(id.split('#')[0] ?? '') === text.length),
  ];
}

/**
 * Copies of one in `oneIn` documents that name people, each with the names replaced by names of a random
 * region.
 */
export function addRenamedCopies(
  documents: readonly LabelledDocument[],
  oneIn: number,
  random: () => number,
): LabelledDocument[] {
  const peopled = documents.filter(({ entities }) => entities.some(({ type }) => type === 'PER'));
  return peopled
    .filter(() => random() * oneIn < 1)
    .map((document) =>
      replaceNames(document, regions[Math.floor(random() * regions.length)] as Region, random),
    );
}

/**
 * The document with names of the region. People with the same last word in their names get the same family
 * name.
 */
export function replaceNames(
  document: LabelledDocument,
  region: Region,
  random: () => number,
): LabelledDocument {
  const names = new Map<string, { given: string; family: string }>();
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  let text = '';
  let at = 0;
  const entities = document.entities.map((entity) => {
    text += document.text.slice(at, entity.start);
    at = entity.end;
    const surface = document.text.slice(entity.start, entity.end);
    const start = text.length;
    if (entity.type === 'PER' && isPlainName(surface)) {
      const last = surface.split(' ').at(-1) ?? '';
      const name = names.get(last) ?? { given: pick(region.given), family: pick(region.family) };
      names.set(last, name);
      text +=
        surface === last
          ? name.family
          : region.familyFirst
            ? `${name.family} ${name.given}`
            : `${name.given} ${name.family}`;
    } else text += surface;
    return { ...entity, start, end: text.length };
  });
  return { ...document, id: `${document.id}#${region.name}`, text: text + document.text.slice(at), entities };
}

/** Whether the text is one to three words in upper and lower case, rather than a handle or an initial. */
export function isPlainName(surface: string): boolean {
  return /^\p{Lu}[\p{L}’'-]+(?: [\p{L}.’'-]+){0,2}$/u.test(surface) && /\p{Ll}/u.test(surface);
}

/** Title case as in headlines, which keep the shortest words in lower case. */
function inTitleCase(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}'’])\p{Ll}[\p{L}'’]*/gu, (word) =>
    /^(?:a|an|the|and|or|but|of|in|on|at|to|for|by|from|with|as)$/.test(word)
      ? word
      : word.charAt(0).toUpperCase() + word.slice(1),
  );
}
