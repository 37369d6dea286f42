/** The tags of the recogniser: outside a name, or at the beginning of or inside a name of some type. */

/** `other` (titles of works, products, languages) is learnt so that it is not taken for something else; it is not told. */
export const tagTypes = ['person', 'place', 'organization', 'group', 'event', 'other'] as const;
export type TagType = (typeof tagTypes)[number];

export const outside = 0;
export const tagCount = 1 + 2 * tagTypes.length;

export function beginning(type: TagType): number {
  return 1 + 2 * tagTypes.indexOf(type);
}

export function inside(type: TagType): number {
  return beginning(type) + 1;
}

export function typeOf(tag: number): TagType | undefined {
  return tag === outside ? undefined : tagTypes[(tag - 1) >> 1];
}

export function isBeginning(tag: number): boolean {
  return (tag & 1) === 1;
}

/** A name goes on only where it began. */
export function mayFollow(before: number, tag: number): boolean {
  return tag === outside || isBeginning(tag) || before === tag || before === tag - 1;
}
