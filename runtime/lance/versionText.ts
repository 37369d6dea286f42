/**
 * Writes the versions of the tables that a query has read as a short text, so that a cursor can carry them:
 * `s1m1u1~iq0-0-2t.1-0-4.u-0-c` is version 101 of January 2022, 4 of the month after, and 12 of the undated.
 * `~sq5x1c` behind it says until when recent rows were read besides, in seconds since 1970.
 */
import { undatedDay } from '../../core/search/searchDay.ts';
import { type Layout, layoutName, type PartName, parseLayout } from './parts.ts';

export interface VersionedPart extends PartName {
  version: number;
}

const undated = 'u';
const radix = 36;
const entry = /^([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)$/;

/** @param until of the recent rows, in milliseconds since 1970; absent if there are none */
export function writeVersions(layout: Layout, parts: readonly VersionedPart[], until?: number): string {
  let before = 0;
  const numbered = parts
    .map((part) => ({ ...part, number: numberOf(part.period) }))
    .sort((a, b) => a.number - b.number || a.slot - b.slot);
  const entries = numbered.map(({ period, number, slot, version }) => {
    const step = period === undatedDay ? undated : (number - before).toString(radix);
    if (period !== undatedDay) before = number;
    return [step, slot.toString(radix), version.toString(radix)].join('-');
  });
  const recent = until === undefined ? '' : `~${Math.floor(until / 1000).toString(radix)}`;
  return `${layoutName(layout)}~${entries.join('.')}${recent}`;
}

export interface ReadVersions {
  layout: Layout;
  parts: VersionedPart[];
  until?: number;
}

/** `undefined` if the text was not written by `writeVersions`. */
export function readVersions(text: string): ReadVersions | undefined {
  const [name = '', list = '', recent, more] = text.split('~');
  const layout = parseLayout(name);
  const entries = list === '' && recent !== undefined ? [] : list.split('.').map((each) => entry.exec(each));
  if (layout === undefined || more !== undefined || entries.includes(null)) return undefined;
  if (recent !== undefined && !/^[0-9a-z]{1,8}$/.test(recent)) return undefined;
  let number = 0;
  const parts = entries.map((each) => {
    const [, step = '', slot = '', version = ''] = each ?? [];
    if (step !== undated) number += Number.parseInt(step, radix);
    const period = step === undated ? undatedDay : periodOf(layout, number);
    return { layout, period, slot: Number.parseInt(slot, radix), version: Number.parseInt(version, radix) };
  });
  return {
    layout,
    parts,
    ...(recent !== undefined && { until: 1000 * Number.parseInt(recent, radix) }),
  };
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
