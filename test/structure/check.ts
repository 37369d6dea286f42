/**
 * Part of `npm run check`: the shape of the source tree. It prints a sentence per fault and exits with 1 if
 * there is one. `layers.ts` defines the layers; a file of more than 250 lines states its reason in a comment
 * that begins with `Longer than 250 lines:`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { forbiddenImports, importCircles, readImports, unusedExports } from './structure.ts';

const root = path.join(import.meta.dirname, '../..');
const sources = [
  'core',
  'api',
  'functions',
  'runtime',
  'local',
  'infra',
  'cli',
  'authority',
  'clients',
  'console',
  'bench',
  'eval',
  'training',
];
const maxLines = 250;
const maxFiles = 25;
const maxWidth = 110;

const tree = readImports(root, sources);
const tests = readImports(root, ['test']);
const faults = [
  ...forbiddenImports(tree),
  ...[...importCircles(tree), ...importCircles(tests)].map(
    (circle) => `These files import one another in a circle: ${circle.join(', ')}.`,
  ),
  ...crowdedFolders(),
  ...unusedExports(new Map([...tree.keys(), ...tests.keys()].map((file) => [file, read(file)]))),
  ...[...tree.keys(), ...tests.keys()].flatMap(shapeFaults),
];

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function crowdedFolders(): string[] {
  const folders = Map.groupBy(tree.keys(), (file) => path.dirname(file));
  return [...folders]
    .filter(([, files]) => files.length > maxFiles)
    .map(([folder, files]) => `${folder} has ${files.length} files; a folder has at most ${maxFiles}.`);
}

function shapeFaults(file: string): string[] {
  const text = read(file);
  const lines = text.split('\n');
  const faults: string[] = [];
  if (lines.length > maxLines + 1 && !text.includes(`Longer than ${maxLines} lines:`))
    faults.push(`${file} has ${lines.length - 1} lines and gives no reason for more than ${maxLines}.`);
  // A long string literal alone on its line, a regular expression or a URL cannot be wrapped.
  const wide = lines.findIndex(
    (line) => line.length > maxWidth && !/^\s*(?:'|`|"|\/(?!\*)|.*https?:)/.test(line),
  );
  if (wide >= 0)
    faults.push(`${file}:${wide + 1} has ${lines[wide]?.length} characters; a line has at most ${maxWidth}.`);
  return faults;
}

for (const fault of faults) console.error(fault);
console.log(`structure: ${tree.size} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
