/**
 * Finds JSON in a script: a script that is all JSON, values that it assigns or passes to a function, and
 * JSON inside a string, as in `JSON.parse("…")`.
 */

const maxTries = 200;
const maxNestedTexts = 20;
/** How often the characters of a script are read or parsed on average before its search ends. */
const maxReadings = 12;
/** Brackets that are open at once; deeper ones would only cost memory. */
const maxDepth = 1000;

/**
 * The JSON objects and lists in a script, and those in its strings, in order.
 * @param minLength values of fewer characters are skipped
 * @param inString whether the script is itself the content of a string
 */
export function jsonValuesIn(script: string, minLength: number, inString = false): unknown[] {
  const found: unknown[] = [];
  const starts = inString ? /[{[]/g : /[{[]|[(,=]\s{0,20}["']/g;
  const work = { left: maxReadings * script.length };
  const bracketEnd = bracketsOf(script, work);
  for (let tries = 0; tries < maxTries && work.left > 0; tries++) {
    const start = starts.exec(script);
    if (start === null) break;
    const at = starts.lastIndex - 1;
    const isString = /["']/.test(script[at] ?? '');
    const end = isString ? stringEnd(script, at) : bracketEnd(at);
    if (end === undefined || end - at < minLength || !(isString || mayBeJson(script, at))) continue;
    work.left -= end - at;
    const part = script.slice(at, end);
    const values = isString ? valuesInLiteral(part, minLength) : tryParse(part);
    if (values.length === 0) continue;
    found.push(...values);
    if (!isString && !inString) found.push(...valuesInTexts(values, minLength));
    starts.lastIndex = end;
  }
  return found;
}

/** Streamed pages pass JSON in the strings of a list: `push([1,"5:{…}"])`. */
const valuesInTexts = (values: readonly unknown[], minLength: number): unknown[] =>
  values
    .filter(Array.isArray)
    .flatMap((list) => list.slice(0, maxNestedTexts))
    .filter((text) => typeof text === 'string' && text.length >= minLength)
    .flatMap((text) => jsonValuesIn(text, minLength, true));

/** Whether a bracket may begin JSON: most in a script begin a block of code. */
function mayBeJson(script: string, at: number): boolean {
  jsonStart.lastIndex = at;
  return jsonStart.test(script);
}
const jsonStart = /\{\s*["}]|\[\s*["{[\]\dtfn-]/y;

function tryParse(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** JSON has no single-quoted strings: rewrites the escapes of `'…'` to those of `"…"` before parsing. */
function valuesInLiteral(literal: string, minLength: number): unknown[] {
  const inner = literal.slice(1, -1);
  const escaped = inner
    .replaceAll("\\'", "'")
    .replace(/(?<!\\)(?:\\\\)*"/g, (quote) => `${quote.slice(0, -1)}\\"`);
  const json = literal.startsWith('"') ? literal : `"${escaped}"`;
  return tryParse(json).flatMap((text) =>
    typeof text === 'string' ? jsonValuesIn(text, minLength, true) : [],
  );
}

/** The offset after the closing quotation mark of the string at `start`. */
function stringEnd(script: string, start: number): number | undefined {
  const mark = script.charCodeAt(start);
  for (let i = start + 1; i < script.length; i++) {
    const code = script.charCodeAt(i);
    if (code === codes.backslash) i++;
    else if (code === mark) return i + 1;
  }
  return undefined;
}

const codes = { quote: 34, backslash: 92, open: [91, 123], close: [93, 125] };

/**
 * The function that finds the offset after the bracket that closes the one at an offset, ignoring brackets in
 * strings; `undefined` if none does. Brackets inside others are known from then on, so they are read once.
 * @param work has the number of characters that may still be read
 */
function bracketsOf(script: string, work: { left: number }): (start: number) => number | undefined {
  const never = -1;
  /** By offset of a bracket: the offset after its end, or `never`; 0 where no bracket is known. */
  let ends: Int32Array | undefined;
  return (start) => {
    ends ??= new Int32Array(script.length);
    const open: number[] = [];
    let i = start;
    do {
      const code = script.charCodeAt(i);
      const known = ends[i] ?? 0;
      if (known === never) break;
      if (known > 0) i = known;
      else if (code === codes.quote) {
        const end = stringEnd(script, i);
        work.left -= (end ?? script.length) - i;
        if (end === undefined) break;
        i = end;
      } else {
        work.left--;
        if (codes.open.includes(code)) open.push(i);
        else if (codes.close.includes(code)) ends[open.pop() ?? 0] = i + 1;
        i++;
      }
    } while (open.length > 0 && open.length < maxDepth && i < script.length);
    for (const at of open) ends[at] = never;
    return (ends[start] ?? never) > 0 ? ends[start] : undefined;
  };
}
