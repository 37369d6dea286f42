/**
 * `npm run eval:floors [-- --raise]`: runs the evaluations in `floors.json`, on the sets beside it and the
 * public ones in `../shared`, and fails if a figure is below its floor. `--raise` raises each floor to the
 * measured figure; floors are never lowered. The last line is `N passed, N failed`.
 *
 * `"entities": {"ner/dev.jsonl": {"f1": 0.5}}` in `floors.json` means: the last line of `eval/entities.ts
 * ../shared/ner/dev.jsonl` is JSON whose `f1` must be at least 0.5. `body.f1` is `f1` inside `body`. Options
 * may follow the name of the evaluation: `entities --tagger accurate`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';

const floorsFile = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number().min(0).max(1))));
type Floors = z.infer<typeof floorsFile>;

/** Digits kept of a figure. Floors are rounded down, so that the measured figure reaches them. */
const digits = 4;

/** The number at a path such as `body.f1` in the scores; `undefined` if there is none. */
export function figureAt(scores: unknown, path: string): number | undefined {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), scores);
  return typeof value === 'number' ? value : undefined;
}

/** The new floor: the higher of the current floor and the measured figure. */
export function raiseFloor(floor: number, figure: number | undefined): number {
  return Math.max(floor, Math.floor((figure ?? 0) * 10 ** digits) / 10 ** digits);
}

function measure(name: string, data: string): unknown {
  const [program, ...options] = name.split(' ');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, `${program}.ts`), data, ...options],
    { maxBuffer: 2 ** 26 },
  );
  if (status !== 0) console.error(`eval/${program}.ts exited with ${status}: ${stderr}`);
  const last = stdout.toString().trimEnd().split('\n').at(-1) ?? '';
  return status === 0 ? JSON.parse(last) : undefined;
}

/** The path of a set: beside this file or in `../shared`; `undefined` if `../shared` is missing too. */
function pathOf(data: string): string | undefined {
  const own = join(import.meta.dirname, data);
  if (existsSync(own)) return own;
  const shared = join(import.meta.dirname, '../../shared');
  return existsSync(shared) ? join(shared, data) : undefined;
}

/**
 * Counts the floors that are reached; a figure that could not be measured fails. Raises the floors in
 * place.
 */
function check(floors: Floors): { passed: number; failed: number } {
  let [passed, failed] = [0, 0];
  for (const [name, sets] of Object.entries(floors)) {
    for (const [data, floorOf] of Object.entries(sets)) {
      const place = pathOf(data);
      if (place === undefined) {
        console.log(`${name} ${data}: not measured, because the sets in ../shared are missing`);
        continue;
      }
      const scores = measure(name, place);
      for (const [path, floor] of Object.entries(floorOf)) {
        const figure = figureAt(scores, path);
        const reached = figure !== undefined && figure >= floor;
        reached ? passed++ : failed++;
        console.log(
          `${reached ? 'ok' : 'BELOW'}  ${name} ${data} ${path}: ${figure ?? 'not measured'}, floor ${floor}`,
        );
        floorOf[path] = raiseFloor(floor, figure);
      }
    }
  }
  return { passed, failed };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { raise: { type: 'boolean', default: false } } });
  const file = join(import.meta.dirname, 'floors.json');
  const floors = floorsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { passed, failed } = check(floors);
  if (values.raise) writeFileSync(file, `${JSON.stringify(floors, undefined, 2)}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
