/** A list of strings that is written in rows, with `¦` between them. */
export const pieces = (...rows: string[]): string[] => rows.flatMap((row) => row.split('¦'));
