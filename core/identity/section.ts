/** The section of a paper that a document's address names. */

/** In characters; longer folders are no sections. */
const longest = 40;

/**
 * The last folder of the key, or of the part in a container, that has a letter and is no date:
 * "sport" for `bbc-news/sport/2021/05/17.txt`. `undefined` if there is none.
 */
export function sectionOf({ key, part }: { key: string; part: string }): string | undefined {
  const folders = [...key.split('/').slice(0, -1), ...part.split('/').slice(0, -1)];
  return folders.findLast(
    (folder) => /\p{L}/u.test(folder) && !/\d/.test(folder) && folder.length <= longest,
  );
}
