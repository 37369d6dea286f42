/** Copies of documents as others might have written them: set in capitals, or about people of another part of the world. */
import type { LabelledDocument } from './documents.ts';
import { type Region, regions } from './regions.ts';

/** Of the documents this share is copied. */
const share = 0.15;
const kinds = [(text: string) => text.toUpperCase(), inTitleCase];

/** The documents, and behind them the copies: in capitals and in title case by turns. */
export function addCaseCopies(documents: readonly LabelledDocument[], random: () => number): LabelledDocument[] {
  const copies = documents
    .filter(() => random() < share)
    .map((document, i) => {
      const text = kinds[i % kinds.length]?.(document.text) ?? '';
      return { ...document, id: `${document.id}#${i % kinds.length}`, text };
    });
  // A few letters have longer capitals, and then the offsets would not hold.
  const lengths = new Map(documents.map(({ id, text }) => [id, text.length]));
  return [
    ...documents,
    ...copies.filter(({ id, text }) => lengths.get(id.split('#')[0] ?? '') === text.length),
  ];
}

/** Copies of every `one in` documents with people in them, each with the names of a region in place of its own. */
export function addRenamedCopies(
  documents: readonly LabelledDocument[],
  oneIn: number,
  random: () => number,
): LabelledDocument[] {
  const peopled = documents.filter(({ entities }) => entities.some(({ type }) => type === 'PER'));
  return peopled
    .filter(() => random() * oneIn < 1)
    .map((document) => replaceNames(document, regions[Math.floor(random() * regions.length)] as Region, random));
}

/** The same person keeps one name through the document: known again by the last word. */
export function replaceNames(document: LabelledDocument, region: Region, random: () => number): LabelledDocument {
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

/** One to three words in upper and lower case, not a handle or an initial. */
export function isPlainName(surface: string): boolean {
  return /^\p{Lu}[\p{L}’'-]+(?: [\p{L}.’'-]+){0,2}$/u.test(surface) && /\p{Ll}/u.test(surface);
}

/** Headlines write the smallest words small. */
function inTitleCase(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}'’])\p{Ll}[\p{L}'’]*/gu, (word) =>
    /^(?:a|an|the|and|or|but|of|in|on|at|to|for|by|from|with|as)$/.test(word)
      ? word
      : word.charAt(0).toUpperCase() + word.slice(1),
  );
}
