/**
 * Features of each list of names that may be a story's authors: where it was found, what says the same, its
 * form, whether it names the site, and where it is printed. The trees in `authorTrees.json` were trained on
 * these features in this order (training/authors): retrain them after any change here.
 */
import type { Element } from '../../markup/htmlTree.ts';
import { isAgency } from '../../text/agencies.ts';
import { isListOfNames } from '../../text/byline/names.ts';
import { lettersAndDigits } from '../../text/lettersAndDigits.ts';
import { normalizeUnicode } from '../../text/normalizeUnicode.ts';
import { purposeNames, purposesOf } from '../purposes.ts';
import { headlineIndex, type StoryContext } from '../storyContext.ts';
import { type AuthorCandidate, authorSources } from './candidates.ts';

const notPrinted = 200;
const maxLevels = 6;
const byWord = /^\W{0,3}(?:(?:\p{L}+ )?(?:by|von|par|por|door|di|av|af)\b|text:|autor(?:in)?:|author:)/iu;

/** One row for each candidate. @param publishers the names of the page's publisher */
export function authorFeatures(
  candidates: readonly AuthorCandidate[],
  context: StoryContext,
  publishers: readonly string[],
): Float64Array[] {
  const found = foundFeatures(candidates);
  const sites = publishers.map(lettersAndDigits);
  const blockAt = blocksByElement(context);
  const { visibleBlocks, story } = context;
  const headline = headlineIndex(visibleBlocks, story);
  const landmarks = [headline < 0 ? story.first : headline, story.first, story.last];
  return candidates.map((candidate, i) =>
    Float64Array.from([
      ...(found[i] ?? []),
      ...formFeatures(candidate),
      ...siteFeatures(candidate, sites, context),
      ...placeFeatures(candidate, blockAt, landmarks),
      visibleBlocks.length,
    ]),
  );
}

/** For each candidate, where it was found, and what other candidates there are. */
function foundFeatures(candidates: readonly AuthorCandidate[]): number[][] {
  const keys = candidates.map(keyOf);
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
  return candidates.map(({ source }, i) => {
    const from = authorSources.indexOf(source);
    const list = ofLists.get(keys[i] ?? '');
    return [
      from,
      ...(list?.timesFound ?? []),
      ...present,
      candidates.filter((one, other) => one.source === source && other < i).length,
      distinct[from] ?? 0,
      ...(list?.overlaps ?? []),
    ];
  });
}

/** The form of the names, and of the text that has them. */
function formFeatures({ names, text }: AuthorCandidate): number[] {
  const [first = ''] = names;
  const list = names.join(', ');
  return [
    names.length,
    first.length,
    first.split(' ').length,
    isListOfNames(list) ? 1 : 0,
    names.some(isAgency) ? 1 : 0,
    /^\p{Ll}/u.test(first) ? 1 : /^\p{Lu}/u.test(first) ? 2 : 0,
    /\d/.test(first) ? 1 : 0,
    text.length - list.length,
    byWord.test(text) ? 1 : 0,
  ];
}

/** Whether the first name is that of the publisher or of the site. */
function siteFeatures(
  { names: [first = ''] }: AuthorCandidate,
  sites: readonly string[],
  { domain }: StoryContext,
): number[] {
  const bare = lettersAndDigits(first);
  const host = lettersAndDigits(domain ?? '');
  return [
    sites.some((site) => site.length > 2 && (site.includes(bare) || bare.includes(site))) ? 1 : 0,
    bare.length >= 3 && host.includes(bare) ? 1 : 0,
  ];
}

/** How many blocks behind the landmarks the names are printed, and in what. */
function placeFeatures(
  { element }: AuthorCandidate,
  blockAt: ReadonlyMap<Element, number>,
  landmarks: readonly number[],
): number[] {
  const place = element === undefined ? undefined : placeOf(element, blockAt);
  const bits = element === undefined ? 0 : purposesAround(element);
  return [
    ...landmarks.map((from) => (place === undefined ? notPrinted : clamp(place - from))),
    ...purposeNames.map((_, bit) => (bits & (1 << bit) ? 1 : 0)),
    element === undefined ? -1 : numberedTags.indexOf(element.tag) + 1,
  ];
}

/** The first block of each element that has one. */
function blocksByElement({ visibleBlocks }: StoryContext): ReadonlyMap<Element, number> {
  const blockAt = new Map<Element, number>();
  for (const [i, { element }] of visibleBlocks.entries())
    for (let up: Element | undefined = element; up !== undefined && !blockAt.has(up); up = up.parent)
      blockAt.set(up, i);
  return blockAt;
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

const numberedTags = ['a', 'span', 'p', 'div', 'li', 'h1', 'h2', 'h3', 'h4'];

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
function placeOf(element: Element, blockAt: ReadonlyMap<Element, number>): number | undefined {
  for (let up: Element | undefined = element; up !== undefined; up = up.parent) {
    const place = blockAt.get(up);
    if (place !== undefined) return place;
  }
  return undefined;
}

function purposesAround(element: Element): number {
  let bits = 0;
  for (let up: Element | undefined = element, n = 0; up !== undefined && n < maxLevels; up = up.parent, n++)
    bits |= purposesOf(up);
  return bits;
}
