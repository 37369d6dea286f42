/** `groupStories` as its description reads, with every pair compared: what the sparse one is held to. */
import { bandCount, bandRows } from '../../../../core/document/signature.ts';
import type { Headline } from '../../../../core/ports/search.ts';
import { headlineWords } from '../../../../core/search/headlineWords.ts';

const [minSimilarity, mostDaysApart, mostDocuments, minSharedBands] = [0.2, 3, 200, 2];
const day = (document: Headline) => Date.parse(document.published) / (24 * 3600 * 1000);

/** Each group as a set of ids, written as a text; sorted. */
export function denseStories(rows: readonly Headline[]): string[] {
  const place = ({ published, id }: Headline) => `${published} ${id}`;
  const documents = rows.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
  const features = documents.map(
    ({ entities, lead }) => new Set([...entities.map((id) => `entity ${id}`), ...headlineWords(lead)]),
  );
  const having = (feature: string) => features.filter((own) => own.has(feature)).length;
  const weight = (feature: string) => {
    const rarity = Math.log(documents.length / having(feature));
    return feature.startsWith('entity ') ? 1.5 * (rarity + 0.5) : rarity;
  };
  const weights = new Map(
    [...new Set(features.flatMap((own) => [...own]))].map((each) => [each, weight(each)]),
  );
  const square = (feature: string) => (weights.get(feature) ?? 0) ** 2;
  const lengths = features.map((own) => Math.sqrt([...own].reduce((sum, each) => sum + square(each), 0)));
  const isCompared = new Map([...weights.keys()].map((each) => [each, having(each) <= mostDocuments]));
  const havingBand = (band: string) => documents.filter(({ bands }) => bands.includes(band)).length;

  const similarity = (a: number, b: number): number => {
    const [one, other] = [documents[a] as Headline, documents[b] as Headline];
    if (Math.abs(day(one) - day(other)) > mostDaysApart) return 0;
    const shared = [...(features[a] ?? [])].filter((each) => features[b]?.has(each) && isCompared.get(each));
    const product = shared.reduce((sum, each) => sum + square(each), 0);
    const cosine = product / ((lengths[a] ?? 0) * (lengths[b] ?? 0) || 1);
    const bands = one.bands.filter((band) => other.bands.includes(band) && havingBand(band) <= mostDocuments);
    const resemblance = bands.length < minSharedBands ? 0 : (bands.length / bandCount) ** (1 / bandRows);
    return Math.max(cosine, resemblance);
  };
  const table = documents.map((_, a) => documents.map((__, b) => (a === b ? 0 : similarity(a, b))));

  const pairs = documents.flatMap((_, a) => documents.slice(a + 1).map((__, i) => [a, a + 1 + i] as const));
  const of = ([a, b]: readonly [number, number]) => table[a]?.[b] ?? 0;
  const similar = pairs.filter((pair) => of(pair) >= minSimilarity);
  // Equal but for rounding, the first pair goes first.
  const rounded = (value: number) => Math.round(value * 2 ** 20);
  similar.sort((x, y) => rounded(of(y)) - rounded(of(x)));
  const groups = documents.map((_, i) => new Set([i]));
  for (const [a, b] of similar) {
    const [one, other] = [groups[a] as Set<number>, groups[b] as Set<number>];
    if (one === other) continue;
    const sum = [...one].flatMap((x) => [...other].map((y) => of([x, y]))).reduce((x, y) => x + y, 0);
    if (rounded(sum / (one.size * other.size)) < rounded(minSimilarity)) continue;
    for (const i of other) groups[i] = one.add(i);
  }
  return namesOf([...new Set(groups)].map((group) => [...group].map((i) => documents[i]?.id ?? '')));
}

/** The groups of several, whatever their order. */
export const namesOf = (groups: readonly (readonly string[])[]): string[] =>
  groups
    .filter(({ length }) => length > 1)
    .map((ids) => [...ids].sort().join())
    .sort();
