/**
 * Features of each list of names that may be a story's authors: where it was found, what says the same, where
 * it is printed, and its form. The trees in `authorTrees.json` were trained on these features in this order
 * (training/authors): retrain them after any change here.
 */
import { type Element, namesOf } from '../../markup/htmlTree.ts';
import { isAgency, isListOfNames } from '../../text/byline.ts';
import { lettersAndDigits } from '../../text/lettersAndDigits.ts';
import { normalizeUnicode } from '../../text/normalizeUnicode.ts';
import { purposeBits, purposeNames } from '../purposes.ts';
import { headlineIndex, type StoryContext } from '../storyContext.ts';
import { type AuthorCandidate, authorSources } from './candidates.ts';

const notPrinted = 200;
const maxLevels = 6;
const byWord = /^\W{0,3}(?:(?:\p{L}+ )?(?:by|von|par|por|door|di|av|af)\b|text:|autor(?:in)?:|author:)/iu;

/** One row for each candidate. @param publishers the names of the page's publisher */
export function authorFeatures(
  candidates: readonly AuthorCandidate[],
  { visibleBlocks, story, domain }: StoryContext,
  publishers: readonly string[],
): Float64Array[] {
  const keys = candidates.map(keyOf);
  const host = lettersAndDigits(domain ?? '');
  const sites = publishers.map(lettersAndDigits);
  const at = new Map<Element, number>();
  for (const [i, { element }] of visibleBlocks.entries())
    for (let up: Element | undefined = element; up !== undefined && !at.has(up); up = up.parent)
      at.set(up, i);
  const headline = headlineIndex(visibleBlocks, story);
  const start = headline < 0 ? story.first : headline;
  const bySource = authorSources.map((source) => keys.filter((_, i) => candidates[i]?.source === source));
  const present = bySource.map((found) => (found.length > 0 ? 1 : 0));
  const distinct = bySource.map((found) => new Set(found).size);
  const lists = [...new Set(keys)].map((key) => ({ key, names: new Set(key.split('\n')) }));
  const ofLists = new Map(
    lists.map(({ key }) => [
      key,
      {
        timesFound: bySource.map((found) => found.filter((other) => other === key).length),
        overlaps: overlaps(key, lists),
      },
    ]),
  );
  return candidates.map(({ names, source, text, element }, i) => {
    const from = authorSources.indexOf(source);
    const list = ofLists.get(keys[i] ?? '');
    const place = element === undefined ? undefined : placeOf(element, at);
    const [first = ''] = names;
    const bare = lettersAndDigits(first);
    const bits = element === undefined ? 0 : purposesAround(element);
    return Float64Array.from([
      from,
      ...(list?.timesFound ?? []),
      ...present,
      candidates.filter((one, other) => one.source === source && other < i).length,
      distinct[from] ?? 0,
      ...(list?.overlaps ?? []),
      names.length,
      first.length,
      first.split(' ').length,
      isListOfNames(names.join(', ')) ? 1 : 0,
      names.some(isAgency) ? 1 : 0,
      /^\p{Ll}/u.test(first) ? 1 : /^\p{Lu}/u.test(first) ? 2 : 0,
      /\d/.test(first) ? 1 : 0,
      text.length - names.join(', ').length,
      byWord.test(text) ? 1 : 0,
      sites.some((site) => site.length > 2 && (site.includes(bare) || bare.includes(site))) ? 1 : 0,
      bare.length >= 3 && host.includes(bare) ? 1 : 0,
      place === undefined ? notPrinted : clamp(place - start),
      place === undefined ? notPrinted : clamp(place - story.first),
      place === undefined ? notPrinted : clamp(place - story.last),
      ...purposeNames.map((_, bit) => (bits & (1 << bit) ? 1 : 0)),
      element === undefined ? -1 : (tagNumbers[element.tag] ?? 0),
      visibleBlocks.length,
    ]);
  });
}

/** How many other lists have all of these names and more, and how many have only some of them. */
function overlaps(key: string, lists: readonly { key: string; names: ReadonlySet<string> }[]): number[] {
  const own = new Set(key.split('\n'));
  const others = lists.filter((other) => other.key !== key);
  return [
    others.filter(({ names }) => names.isSupersetOf(own)).length,
    others.filter(({ names }) => names.isSubsetOf(own)).length,
  ];
}

const tagNumbers: Record<string, number> = { a: 1, span: 2, p: 3, div: 4, li: 5, h1: 6, h2: 7, h3: 8, h4: 9 };

/** The names in one form, whatever their order. */
export function keyOf({ names }: { names: readonly string[] }): string {
  return names
    .map((name) => normalizeUnicode(name, 'NFKC').replace(/\s+/g, ' ').trim().toLowerCase())
    .sort()
    .join('\n');
}

function clamp(distance: number): number {
  return Math.max(-99, Math.min(99, distance));
}

/** The index of the first block in the element, or of the one that contains it. */
function placeOf(element: Element, at: ReadonlyMap<Element, number>): number | undefined {
  for (let up: Element | undefined = element; up !== undefined; up = up.parent) {
    const place = at.get(up);
    if (place !== undefined) return place;
  }
  return undefined;
}

function purposesAround(element: Element): number {
  let bits = 0;
  for (let up: Element | undefined = element, n = 0; up !== undefined && n < maxLevels; up = up.parent, n++)
    bits |= purposeBits(namesOf(up));
  return bits;
}
