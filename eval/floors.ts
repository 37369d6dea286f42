/**
 * `npm run eval:floors [-- --raise]`: measures what `floors.json` has floors for, on the sets beside it and the public ones in `../shared`,
 * and fails where a figure is below its floor. `--raise` lifts each floor to what was measured; nothing lowers one. The last line is `N passed, N failed`.
 *
 * In `floors.json`, `"entities": {"ner/dev.jsonl": {"f1": 0.5}}` says that the last line of `eval/entities.ts ../shared/ner/dev.jsonl` is
 * JSON whose `f1` must not be below 0.5; `body.f1` is `f1` in `body`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';

const floorsFile = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number().min(0).max(1))));
type Floors = z.infer<typeof floorsFile>;

/** Digits that are kept of a figure, rounded down, so that the floor is one that was reached. */
const digits = 4;

/** @returns what is at a path such as `body.f1` in the scores, or `undefined` where that is no number */
export function figureAt(scores: unknown, path: string): number | undefined {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), scores);
  return typeof value === 'number' ? value : undefined;
}

/** @returns the floor for a figure: the higher of the one that is and the one that was reached */
export function raiseFloor(floor: number, figure: number | undefined): number {
  return Math.max(floor, Math.floor((figure ?? 0) * 10 ** digits) / 10 ** digits);
}

function measure(name: string, data: string): unknown {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, `${name}.ts`), data],
    { maxBuffer: 2 ** 26 },
  );
  if (status !== 0) console.error(`eval/${name}.ts ended with ${status}: ${stderr}`);
  const last = stdout.toString().trimEnd().split('\n').at(-1) ?? '';
  return status === 0 ? JSON.parse(last) : undefined;
}

/** Where a set lies: beside this file, or else in `../shared`; `undefined` where neither is there. */
function placeOf(data: string): string | undefined {
  const own = join(import.meta.dirname, data);
  if (existsSync(own)) return own;
  const shared = join(import.meta.dirname, '../../shared');
  return existsSync(shared) ? join(shared, data) : undefined;
}

/** Floors whose figures are below them, or could not be measured, are `failed`. Lifts each floor to what was reached. */
function check(floors: Floors): { passed: number; failed: number } {
  let [passed, failed] = [0, 0];
  for (const [name, sets] of Object.entries(floors)) {
    for (const [data, floorOf] of Object.entries(sets)) {
      const place = placeOf(data);
      if (place === undefined) {
        console.log(
          `${name} ${data}: the sets are not beside the repository (../shared), so this one is not measured`,
        );
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
