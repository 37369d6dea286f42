/** In characters. A longer text hardly recurs, and a hostile page has many of them. */
const longest = 200;

/**
 * Remembers what a function returned for each text that is not long, up to a number of texts: the class names
 * of elements recur on page after page, names in text after text.
 * @param most texts; when there are more, all are forgotten
 */
export function remembering<Value>(compute: (text: string) => Value, most = 20_000): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = compute(text);
    if (text.length > longest) return made;
    if (known.size >= most) known.clear();
    // A part of a page would keep the whole page in memory; a copy does not. `structuredClone` takes four times
    // as long.
    known.set(JSON.parse(JSON.stringify(text)), made);
    return made;
  };
}
