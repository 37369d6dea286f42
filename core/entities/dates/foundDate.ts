/** A date or period found in a text. */
import { omitUndefined } from '../../omitUndefined.ts';
import type { Token } from '../token.ts';

export type Tokens = readonly Token[];

/** The day of publication, YYYY-MM-DD; without it, relative dates have no value. */
export type Published = string | undefined;

export interface FoundDate {
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  /**
   * EDTF (ISO 8601-2); absent if the text alone does not determine it and the day of publication is unknown.
   */
  value?: string;
  /** Where the value comes from. */
  reason: string;
  /** 0 to 1; set by hand. */
  confidence: number;
}

/** The reason on a relative date in a document without a day of publication. */
export const unknownPublication = 'no day of publication to count from';

/** The date that runs from the first token to the last. */
export function foundDate(
  first: Token,
  last: Token,
  value: string | undefined,
  reason: string,
  confidence: number,
): FoundDate {
  return omitUndefined({ start: first.start, end: last.end, value, reason, confidence });
}
