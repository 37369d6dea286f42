/**
 * The tagger's tags in the BIO scheme: outside a name, or at the beginning of or inside a name of one type.
 */

/**
 * `other` (works, products, languages) exists so that such names get no other type; annotations leave it out.
 */
export const tagTypes = ['person', 'place', 'organization', 'group', 'event', 'other'] as const;
export type TagType = (typeof tagTypes)[number];

export const outsideTag = 0;
export const tagCount = 1 + 2 * tagTypes.length;

/** The tag of the first token of a name of the type. */
export function beginTag(type: TagType): number {
  return 1 + 2 * tagTypes.indexOf(type);
}

/** The tag of a further token of a name of the type. */
export function insideTag(type: TagType): number {
  return beginTag(type) + 1;
}

/** The type of a tag; `undefined` outside names. */
export function tagType(tag: number): TagType | undefined {
  return tag === outsideTag ? undefined : tagTypes[(tag - 1) >> 1];
}

/** Whether a name begins at a token with this tag. */
export function isBeginTag(tag: number): boolean {
  return (tag & 1) === 1;
}

/** Whether the tag may follow: an inside tag needs a tag of the same type before it. */
export function mayFollow(before: number, tag: number): boolean {
  return before >= firstBefore(tag) && before <= lastBefore(tag);
}

/** The first of the tags that a tag may follow, which are all up to `lastBefore`. */
export function firstBefore(tag: number): number {
  return tag === outsideTag || isBeginTag(tag) ? 0 : tag - 1;
}

/** The last of the tags that a tag may follow. */
export function lastBefore(tag: number): number {
  return tag === outsideTag || isBeginTag(tag) ? tagCount - 1 : tag;
}
