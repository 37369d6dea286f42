/**
 * `npm run check:patterns`: no regular expression of the product takes more than linear time on input that a
 * file or a request can make long. recheck proves it; where it does not, the growth of the work is
 * measured. `listed.ts` lists the patterns whose input is cut, and those that recheck takes too long for.
 * The last line is `N passed, N failed`. It takes one to four minutes.
 */
import { type AttackPattern, check } from 'recheck';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { alternativesOf, collectPatterns, type Pattern, textOf } from './collect.ts';
import { type GrowingText, superlinearText } from './growth.ts';
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
  // On a busy machine recheck gives up early, and calls attacks what is linear with a large factor.
  const text = superlinearText(pattern, found.status === 'vulnerable' ? attacksOf(found.attack) : []);
  return text === undefined ? [] : [faultOf(pattern, text)];
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

/** The attack of recheck, with each of its repetitions as the growing one. */
function attacksOf({ pumps, suffix }: AttackPattern): GrowingText[] {
  return pumps.map(({ prefix, pump }, i) => ({
    before: `${pumps
      .slice(0, i)
      .map((each) => each.prefix + each.pump.repeat(100))
      .join('')}${prefix}`,
    repeated: pump,
    after: `${pumps
      .slice(i + 1)
      .map((each) => each.prefix + each.pump.repeat(100))
      .join('')}${suffix}`,
  }));
}

function faultOf(pattern: Pattern, text: string): string {
  return `${pattern.at}: ${textOf(pattern)}\n  takes super-linear time on ${text}`;
}

function isListed(text: string): boolean {
  return listedPatterns.some(({ starts }) => text.startsWith(starts));
}
