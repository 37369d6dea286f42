/** Reads from a record whether its text may be published; Dateline's own exports say so, too. */

import type { Moment } from '../../document/record.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { flagsOfStatus } from '../unpublished.ts';
import { fieldNames } from './fieldNames.ts';
import { type DateContext, dateField, textField } from './jsonFields.ts';

/** An embargo of which nobody knows when it ends. */
export const endUnknown = /^(?:true|yes|y|1)$/i;

/** Flags of a status and of an embargo, and the end of the embargo. */
export function heldBackFields(
  record: JsonObject,
  written: DateContext,
): { flags: string[]; embargoedUntil: Moment | undefined } {
  const stated = isObject(record.heldBack) ? record.heldBack : { status: record.heldBack };
  const ends: JsonObject = { ...record, ...('until' in stated && { heldUntil: stated.until }) };
  const end = dateField(ends, fieldNames.embargo, written);
  const isEmbargoed =
    end.moment !== undefined ||
    end.ambiguous ||
    fieldNames.embargo.some(
      (name) => record[name] === true || endUnknown.test(textField(record, [name]) ?? ''),
    );
  const statuses = [textField(record, fieldNames.status), textField(stated, ['status'])];
  const flags = [...statuses.flatMap(flagsOfStatus), ...(isEmbargoed ? ['embargoed'] : [])];
  return { flags: [...new Set(flags)], embargoedUntil: end.moment };
}
