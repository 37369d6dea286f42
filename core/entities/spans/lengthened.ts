import type { TaggedName } from '../tagger/tagger.ts';

/**
 * Makes names longer, one after the other. Those that a longer one before them covers are left out.
 * @param names in text order
 * @param whole gives the name at index `i` as it should be; `last` is the one before it, already made longer
 */
export function lengthened(
  names: readonly TaggedName[],
  whole: (name: TaggedName, i: number, last: TaggedName | undefined) => TaggedName,
): TaggedName[] {
  const joined: TaggedName[] = [];
  for (const [i, name] of names.entries()) {
    const last = joined.at(-1);
    if (last?.passage !== name.passage || last.to <= name.from) joined.push(whole(name, i, last));
  }
  return joined;
}
