/** The real structure of the source tree: which file imports which, and which imports break the layers. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Layer, layers as layersOfDateline } from './layers.ts';

/** The imports of one file: other files by their path from the root, packages by their name. */
export interface Imports {
  files: string[];
  packages: string[];
}

export type ImportTree = ReadonlyMap<string, Imports>;

const statement =
  /^\s*(?:import|export)\s(?:type\s)?([^'"`;]*?)\bfrom\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

/** @param folders below the root, such as `core` */
export function readImports(root: string, folders: readonly string[]): Map<string, Imports> {
  const sources = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mjs}`, { cwd: root })).sort();
  return new Map(
    sources.map((file) => [file, parseImports(file, readFileSync(path.join(root, file), 'utf8'))]),
  );
}

export function parseImports(file: string, source: string): Imports {
  const imports: Imports = { files: [], packages: [] };
  for (const [, , from, bare, dynamic] of source.matchAll(statement)) {
    const name = from ?? bare ?? dynamic ?? '';
    if (name.startsWith('.')) imports.files.push(path.posix.join(path.posix.dirname(file), name));
    else imports.packages.push(name);
  }
  return imports;
}

/** One sentence for every import that the layers forbid. */
export function forbiddenImports(tree: ImportTree, layers: readonly Layer[] = layersOfDateline): string[] {
  return [...tree].flatMap(([file, { files, packages }]) => {
    const layer = layerOf(file, layers);
    if (layer === undefined) return [`${file} belongs to no layer (test/structure/layers.ts).`];
    return [
      ...files
        .filter((target) => !mayImport(layer, target))
        .map((target) => `${file} imports ${target}: ${layer.path} may not import it.`),
      ...packages
        .filter((name) => !mayUse(layer, name))
        .map((name) => `${file} imports ${name}: ${layer.path} may not use it.`),
    ];
  });
}

function layerOf(file: string, layers: readonly Layer[]): Layer | undefined {
  return layers
    .filter(({ path: pattern }) => matches(pattern, file))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

function matches(pattern: string, file: string): boolean {
  return pattern.includes('*')
    ? path.matchesGlob(file, pattern)
    : file === pattern || file.startsWith(`${pattern}/`);
}

function mayImport(layer: Layer, target: string): boolean {
  return [layer.path, ...layer.imports].some((allowed) => matches(allowed, target));
}

function mayUse({ packages }: Layer, name: string): boolean {
  return (
    packages === undefined || packages.some((allowed) => name === allowed || name.startsWith(`${allowed}/`))
  );
}

/**
 * Groups of files that import one another in a circle, each sorted: Tarjan's strongly connected components.
 */
export function importCircles(tree: ImportTree): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file) ?? 0);
    stack.push(file);
    for (const next of tree.get(file)?.files ?? []) {
      if (!tree.has(next)) continue;
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1 || tree.get(file)?.files.includes(file)) circles.push(circle.sort());
  };
  for (const file of tree.keys()) if (!index.has(file)) visit(file);
  return circles;
}

const exportedValue = /^export (?:async |abstract )?(?:function\*?|const|let|class|enum) ([\w$]+)/gm;

/**
 * One sentence for every exported function, constant or class that no other file imports.
 *
 * @param sources the text of every file, by its path
 */
export function unusedExports(sources: ReadonlyMap<string, string>): string[] {
  const imported = new Set([...sources].flatMap(([file, text]) => importedNames(file, text)));
  return [...sources].flatMap(([file, text]) =>
    [...text.matchAll(exportedValue)]
      .filter(([, name = '']) => ![name, '*'].some((each) => imported.has(`${file} ${each}`)))
      .filter(([, name]) => !(name === 'handler' && matches(handlers, file)))
      .map(([, name]) => `${file} exports ${name}, and no other file imports it.`),
  );
}

/** AWS Lambda finds `handler` in them. */
const handlers = 'functions/*/handler.ts';

/** `core/hash.ts hash`, or `core/hash.ts *` where all of a file is imported. */
function importedNames(file: string, source: string): string[] {
  return [...source.matchAll(statement)].flatMap(([, clause = '', from, , dynamic]) => {
    const target = path.posix.join(path.posix.dirname(file), from ?? dynamic ?? '');
    if (clause.includes('*') || dynamic !== undefined) return [`${target} *`];
    return (clause.match(/(?<!\bas\s+)\b[\w$]+/g) ?? []).map((name) => `${target} ${name}`);
  });
}
