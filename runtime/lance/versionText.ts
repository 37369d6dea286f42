/**
 * Writes the versions of the tables that a query has read as a short text, so that a cursor can carry them:
 * `s1m1u1~iq0-0-2t.1-0-4.u-0-c` is version 101 of January 2022, 4 of the month after, and 12 of the undated.
 */
import { undatedDay } from '../../core/search/searchDay.ts';
import { type Layout, layoutName, type PartName, parseLayout } from './parts.ts';

export interface VersionedPart extends PartName {
  version: number;
}

const undated = 'u';
const radix = 36;
const entry = /^([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)$/;

export function writeVersions(layout: Layout, parts: readonly VersionedPart[]): string {
  let before = 0;
  const numbered = parts
    .map((part) => ({ ...part, number: numberOf(part.period) }))
    .sort((a, b) => a.number - b.number || a.slot - b.slot);
  const entries = numbered.map(({ period, number, slot, version }) => {
    const step = period === undatedDay ? undated : (number - before).toString(radix);
    if (period !== undatedDay) before = number;
    return [step, slot.toString(radix), version.toString(radix)].join('-');
  });
  return `${layoutName(layout)}~${entries.join('.')}`;
}

/** The version of the tables that were read; empty if there are none. */
export function versionOf(read: readonly { part: { name: PartName }; version: number }[]): string {
  const layout = read[0]?.part.name.layout;
  if (layout === undefined) return '';
  return writeVersions(
    layout,
    read.map(({ part, version }) => ({ ...part.name, version })),
  );
}

/** `undefined` if the text was not written by `writeVersions`. */
export function readVersions(text: string): VersionedPart[] | undefined {
  const [name = '', list = '', more] = text.split('~');
  const layout = parseLayout(name);
  const entries = list.split('.').map((each) => entry.exec(each));
  if (layout === undefined || more !== undefined || entries.includes(null)) return undefined;
  let number = 0;
  return entries.map((each) => {
    const [, step = '', slot = '', version = ''] = each ?? [];
    if (step !== undated) number += Number.parseInt(step, radix);
    const period = step === undated ? undatedDay : periodOf(layout, number);
    return { layout, period, slot: Number.parseInt(slot, radix), version: Number.parseInt(version, radix) };
  });
}

/** Years, or months counted from the year 0; undated documents come last. */
function numberOf(period: string): number {
  if (period === undatedDay) return Number.POSITIVE_INFINITY;
  const [year = 0, month] = period.split('-').map(Number);
  return month === undefined ? year : year * 12 + month - 1;
}

function periodOf({ period }: Layout, number: number): string {
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  return period === 'year'
    ? digits(number, 4)
    : `${digits(Math.floor(number / 12), 4)}-${digits((number % 12) + 1, 2)}`;
}
