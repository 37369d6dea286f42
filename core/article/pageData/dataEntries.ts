/** Walks the JSON data of a page's scripts, within limits over all of it. */

const limits = { depth: 24, values: 50_000 };

/** A value, and the key under which it is, or the list that has it; '' at the top. */
interface DataEntry {
  key: string;
  value: unknown;
  /** How many objects and lists it is in. */
  depth: number;
}

/** @returns what walks a value: the entries inside it, outer ones first. Its walks share the limit. */
export function limitedWalk(): (data: unknown) => Generator<DataEntry> {
  let values = 0;
  function* under(data: unknown, key: string, depth: number): Generator<DataEntry> {
    if (++values > limits.values || depth > limits.depth || typeof data !== 'object' || data === null) return;
    for (const [name, value] of Object.entries(data)) {
      const own = Array.isArray(data) ? key : name;
      yield { key: own, value, depth: depth + 1 };
      yield* under(value, own, depth + 1);
    }
  }
  return (data) => under(data, '', 0);
}
