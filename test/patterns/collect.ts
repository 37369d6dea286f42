/**
 * Collects the regular expressions of the product: the literals in its sources, and those that `core/` builds
 * when it is loaded.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Pattern {
  source: string;
  flags: string;
  /** File and line. */
  at: string;
}

const root = path.join(import.meta.dirname, '../..');

/** Imports every file of `core/`, so call it in a process of its own. */
export async function collectPatterns(): Promise<Pattern[]> {
  const found = new Map<string, Pattern>();
  const add = (pattern: Pattern) => {
    const text = textOf(pattern);
    if (!found.has(text)) found.set(text, pattern);
  };
  const native = globalThis.RegExp;
  const addMade = (made: RegExp): RegExp => {
    const at = /\/(core\/[\w/.-]+:\d+)/.exec(new Error().stack ?? '')?.[1];
    if (at !== undefined) add({ source: made.source, flags: made.flags, at });
    return made;
  };
  globalThis.RegExp = new Proxy(native, {
    construct: (target, parts, newTarget) => addMade(Reflect.construct(target, parts, newTarget)),
    // Without `new`.
    apply: (target, self, parts) => addMade(Reflect.apply(target, self, parts)),
  });
  try {
    for (const file of globSync('{api,cli,core,functions,local,runtime}/**/*.ts', { cwd: root }).sort()) {
      for (const pattern of literalsOf(file)) add(pattern);
      if (file.startsWith('core/')) await import(path.join(root, file));
    }
  } finally {
    globalThis.RegExp = native;
  }
  return [...found.values()];
}

export function textOf({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string {
  return `/${source}/${flags}`;
}

function literalsOf(file: string): Pattern[] {
  const code = readFileSync(path.join(root, file), 'utf8');
  const literals: Pattern[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    else if (node !== null && typeof node === 'object') {
      const { regex, start } = node as { regex?: { pattern: string; flags: string }; start?: number };
      if (regex?.pattern !== undefined)
        literals.push({
          source: regex.pattern,
          flags: regex.flags,
          at: `${file}:${code.slice(0, start).split('\n').length}`,
        });
      for (const each of Object.values(node)) visit(each);
    }
  };
  visit(parseSync(file, code).program);
  return literals;
}

/**
 * The alternatives of a pattern. A search with the flag `g` may try a long alternative at each match of a
 * short one, and an analysis of the whole does not see that.
 */
export function alternativesOf(source: string): string[] {
  const alternatives: string[] = [];
  let depth = 0;
  let inClass = false;
  let from = 0;
  for (let i = 0; i < source.length; i++) {
    const sign = source[i];
    if (sign === '\\') i++;
    else if (inClass) inClass = sign !== ']';
    else if (sign === '[') inClass = true;
    else if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === '|' && depth === 0) {
      alternatives.push(source.slice(from, i));
      from = i + 1;
    }
  }
  return [...alternatives, source.slice(from)];
}
