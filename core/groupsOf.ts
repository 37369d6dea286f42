/** The items in their order, in groups of this size; the last group may be smaller. */
export function groupsOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/** The items in their order, in groups of at most this weight; an item that is heavier is a group alone. */
export function groupsOfWeight<T>(items: readonly T[], most: number, weightOf: (item: T) => number): T[][] {
  const groups: T[][] = [];
  let weight = Number.POSITIVE_INFINITY;
  for (const item of items) {
    weight += weightOf(item);
    if (weight > most) {
      groups.push([item]);
      weight = weightOf(item);
    } else groups.at(-1)?.push(item);
  }
  return groups;
}
