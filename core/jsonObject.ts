/** A JSON object with any fields. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is an object with fields, so neither a list nor `null`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
