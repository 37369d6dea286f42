const most = 20_000;
/** In characters. A longer text hardly recurs, and a hostile page has many of them. */
const longest = 200;

/**
 * Remembers what a function returned for each text that is not long, up to a number of texts: the class names
 * of elements recur on page after page.
 */
export function remembering<Value>(compute: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = compute(text);
    if (text.length > longest) return made;
    if (known.size >= most) known.clear();
    // A part of a page would keep the whole page in memory; a copy does not.
    known.set(Buffer.from(text).toString(), made);
    return made;
  };
}
