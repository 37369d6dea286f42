/**
 * Finds JSON in a script: a script that is all JSON, values that it assigns or passes to a function, and
 * JSON inside a string, as in `JSON.parse("…")`.
 */

const maxTries = 200;
const maxNestedTexts = 20;

/**
 * The JSON objects and lists in a script, and those in its strings, in order.
 * @param minLength values of fewer characters are skipped
 * @param inString whether the script is itself the content of a string
 */
export function jsonValuesIn(script: string, minLength: number, inString = false): unknown[] {
  const found: unknown[] = [];
  const starts = /[{[]|[(,=]\s{0,20}["']/g;
  for (let tries = 0; tries < maxTries; tries++) {
    const start = starts.exec(script);
    if (start === null) break;
    const at = starts.lastIndex - 1;
    const isString = /["']/.test(script[at] ?? '');
    const end = isString ? stringEnd(script, at) : bracketEnd(script, at);
    if (end === undefined || end - at < minLength) continue;
    const values = isString
      ? inString
        ? []
        : valuesInLiteral(script.slice(at, end), minLength)
      : tryParse(script.slice(at, end));
    if (values.length === 0) continue;
    found.push(...values);
    // Streamed pages pass JSON in strings: `push([1,"5:{…}"])`.
    const texts =
      isString || inString
        ? []
        : values.flatMap((value) => (Array.isArray(value) ? value.slice(0, maxNestedTexts) : []));
    for (const text of texts)
      if (typeof text === 'string' && text.length >= minLength)
        found.push(...jsonValuesIn(text, minLength, true));
    starts.lastIndex = end;
  }
  return found;
}

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
  const mark = script[start];
  for (let i = start + 1; i < script.length; i++) {
    if (script[i] === '\\') i++;
    else if (script[i] === mark) return i + 1;
  }
  return undefined;
}

/** The offset after the bracket that closes the one at `start`, ignoring brackets in strings. */
function bracketEnd(script: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < script.length; i++) {
    const letter = script[i];
    if (letter === '"') {
      const end = stringEnd(script, i);
      if (end === undefined) return undefined;
      i = end - 1;
    } else if (letter === '{' || letter === '[') depth++;
    else if ((letter === '}' || letter === ']') && --depth === 0) return i + 1;
  }
  return undefined;
}
