/** A list of words as the code writes it: wordList`and or but`, with spaces or line ends between. */
export function wordList(list: TemplateStringsArray): readonly string[] {
  return (list[0] ?? '').trim().split(/\s+/);
}

/** The same as a set. */
export function wordSet(list: TemplateStringsArray): ReadonlySet<string> {
  return new Set(wordList(list));
}
