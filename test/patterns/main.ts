/**
 * `npm run check:patterns`: no regular expression of the product takes more than linear time on input that a
 * file or a request can make long. recheck proves it or finds an attack; `listed.ts` lists the patterns
 * whose input is cut, and those whose growth is measured instead.
 * The last line is `N passed, N failed`. It takes one to four minutes.
 */
import { check } from 'recheck';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { alternativesOf, collectPatterns, textOf } from './collect.ts';
import { superlinearText } from './growth.ts';
import { listedPatterns } from './listed.ts';

const concurrency = 2;
const milliseconds = 60_000;
/** recheck looks for attacks at random where it cannot prove anything. */
const randomSeed = 1;

/** The patterns, and each alternative of those that are used repeatedly on one text (flags `g` and `y`). */
const all = (await collectPatterns()).flatMap((pattern) => {
  const alternatives = /[gy]/.test(pattern.flags) ? alternativesOf(pattern.source) : [];
  const apart = alternatives.length > 1 ? alternatives.map((source) => ({ ...pattern, source })) : [];
  // The alternatives of a pattern with bounded input have bounded input.
  return [pattern, ...(isListed(textOf(pattern)) ? [] : apart)];
});
const checks = all.filter((pattern) => !isListed(textOf(pattern)));

const faults = await mapConcurrent(concurrency, checks, async (pattern) => {
  const found = await check(pattern.source, pattern.flags, { timeout: milliseconds, randomSeed });
  if (found.status === 'safe') return [];
  const what = found.status === 'vulnerable' ? `an attack: ${found.attack.pattern}` : found.error.kind;
  return [`${pattern.at}: ${textOf(pattern)}\n  ${found.status}: ${what}`];
});
const grown = listedPatterns
  .filter((listed) => 'linear' in listed)
  .flatMap(({ starts }) => all.filter((pattern) => textOf(pattern).startsWith(starts)))
  .flatMap((pattern) => {
    const text = superlinearText(pattern);
    return text === undefined
      ? []
      : [`${pattern.at}: ${textOf(pattern)}\n  takes super-linear time on ${text}`];
  });
const stale = listedPatterns
  .filter(({ starts }) => !all.some((pattern) => textOf(pattern).startsWith(starts)))
  .map(({ starts }) => `listed.ts lists a pattern that does not exist: ${starts}`);

const failures = [...faults.flat(), ...grown, ...stale];
for (const failure of failures) console.error(failure);
console.log(`${checks.length + listedPatterns.length - failures.length} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);

function isListed(text: string): boolean {
  return listedPatterns.some(({ starts }) => text.startsWith(starts));
}
