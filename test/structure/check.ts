/**
 * Part of `npm run check`: the shape of the source tree. It prints one sentence for each fault and exits with 1 if there is one.
 * Layers are said in `layers.ts`; a file longer than 250 lines says why in a comment that begins with `Longer than 250 lines:`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { forbiddenImports, importCircles, readImports } from './structure.ts';

const root = path.join(import.meta.dirname, '../..');
const sources = ['core', 'api', 'functions', 'runtime', 'local', 'infra', 'cli', 'bench', 'eval', 'training'];
const mostLines = 250;
const mostFiles = 25;
const widestLine = 110;

const tree = readImports(root, sources);
const tests = readImports(root, ['test']);
const faults = [
  ...forbiddenImports(tree),
  ...importCircles(tree).map((circle) => `These files import one another in a circle: ${circle.join(', ')}.`),
  ...importCircles(tests).map(
    (circle) => `These tests import one another in a circle: ${circle.join(', ')}.`,
  ),
  ...crowdedFolders(),
  ...[...tree.keys(), ...tests.keys()].flatMap(shapeOf),
];

function crowdedFolders(): string[] {
  const folders = Map.groupBy(tree.keys(), (file) => path.dirname(file));
  return [...folders]
    .filter(([, files]) => files.length > mostFiles)
    .map(([folder, files]) => `${folder} has ${files.length} files; ${mostFiles} are enough for one folder.`);
}

function shapeOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const lines = text.split('\n');
  const wide = lines.findIndex(
    (line) => line.length > widestLine && !/^\s*(?:'|`|"|\/(?!\*)|.*https?:)/.test(line),
  );
  return [
    ...(lines.length > mostLines + 1 && !text.includes(`Longer than ${mostLines} lines:`)
      ? [`${file} has ${lines.length - 1} lines and does not say why it needs more than ${mostLines}.`]
      : []),
    ...(wide < 0
      ? []
      : [`${file}:${wide + 1} has ${lines[wide]?.length} characters; ${widestLine} are the most.`]),
  ];
}

for (const fault of faults) console.error(fault);
console.log(`structure: ${tree.size} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
