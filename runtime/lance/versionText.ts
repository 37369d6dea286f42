/**
 * Writes the versions of the tables that a query has read as a short text, so that a cursor can carry them:
 * `s1x1~idw-0-2t.1-0-4.u-0-c` is version 101 of January 2022, 4 of the month after, and 12 of the undated.
 */
import { undatedMonth } from '../../core/search/searchMonth.ts';
import { type Layout, layoutName, type PartName, parseLayout } from './parts.ts';

export interface VersionedPart extends PartName {
  version: number;
}

const undated = 'u';
const radix = 36;

export function writeVersions(layout: Layout, parts: readonly VersionedPart[]): string {
  let before = 0;
  const numbered = parts
    .map((part) => ({ ...part, number: numberOf(part.month) }))
    .sort((a, b) => a.number - b.number || a.slot - b.slot);
  const entries = numbered.map(({ month, number, slot, version }) => {
    const step = month === undatedMonth ? undated : (number - before).toString(radix);
    if (month !== undatedMonth) before = number;
    return [step, slot.toString(radix), version.toString(radix)].join('-');
  });
  return `${layoutName(layout)}~${entries.join('.')}`;
}

/** `undefined` if the text was not written by `writeVersions`. */
export function readVersions(text: string): VersionedPart[] | undefined {
  const [, name = '', list = ''] = /^(s\d+x\d+)~((?:[0-9a-z]+-[0-9a-z]+-[0-9a-z]+\.?)*)$/.exec(text) ?? [];
  const layout = parseLayout(name);
  if (layout === undefined) return undefined;
  let number = 0;
  return list
    .split('.')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [step = '', slot = '', version = ''] = entry.split('-');
      if (step !== undated) number += Number.parseInt(step, radix);
      const month = step === undated ? undatedMonth : monthOf(number);
      return { layout, month, slot: Number.parseInt(slot, radix), version: Number.parseInt(version, radix) };
    });
}

/** Months counted from the year 0; undated ones come last. */
function numberOf(month: string): number {
  if (month === undatedMonth) return Number.POSITIVE_INFINITY;
  const [year, of] = month.split('-').map(Number);
  return (year ?? 0) * 12 + (of ?? 1) - 1;
}

function monthOf(number: number): string {
  const two = (value: number, digits: number) => String(value).padStart(digits, '0');
  return `${two(Math.floor(number / 12), 4)}-${two((number % 12) + 1, 2)}`;
}
