/** The JSON in a script: all of it, what is assigned or passed to a function, and JSON in a string, as `JSON.parse("…")` reads it. */

const mostTries = 200;
const mostTexts = 20;

/** @param least values in fewer characters are passed over @returns objects, lists, and what strings among them hold, in the order of the script */
export function jsonValuesIn(script: string, least: number, inString = false): unknown[] {
  const found: unknown[] = [];
  const starts = /[{[]|[(,=]\s{0,20}["']/g;
  for (let tries = 0; tries < mostTries; tries++) {
    const start = starts.exec(script);
    if (start === null) break;
    const at = starts.lastIndex - 1;
    const isString = /["']/.test(script[at] ?? '');
    const end = isString ? stringEnd(script, at) : bracketEnd(script, at);
    if (end === undefined || end - at < least) continue;
    const values = isString
      ? inString
        ? []
        : inLiteral(script.slice(at, end), least)
      : parsed(script.slice(at, end));
    if (values.length === 0) continue;
    found.push(...values);
    // What a page is streamed in: `push([1,"5:{…}"])`.
    const texts =
      isString || inString
        ? []
        : values.flatMap((value) => (Array.isArray(value) ? value.slice(0, mostTexts) : []));
    for (const text of texts)
      if (typeof text === 'string' && text.length >= least) found.push(...jsonValuesIn(text, least, true));
    starts.lastIndex = end;
  }
  return found;
}

function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** `'…'` is JavaScript's alone: within it the other quotation mark needs no escape, and its own may have one. */
function inLiteral(literal: string, least: number): unknown[] {
  const inner = literal.slice(1, -1);
  const json = literal.startsWith('"')
    ? literal
    : `"${inner.replaceAll("\\'", "'").replace(/(?<!\\)(?:\\\\)*"/g, (quote) => `${quote.slice(0, -1)}\\"`)}"`;
  return parsed(json).flatMap((text) => (typeof text === 'string' ? jsonValuesIn(text, least, true) : []));
}

/** @returns just after the mark that ends the string which begins at `start` */
function stringEnd(script: string, start: number): number | undefined {
  const mark = script[start];
  for (let i = start + 1; i < script.length; i++) {
    if (script[i] === '\\') i++;
    else if (script[i] === mark) return i + 1;
  }
  return undefined;
}

/** @returns just after the bracket that closes the one at `start`; brackets in strings do not count */
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
