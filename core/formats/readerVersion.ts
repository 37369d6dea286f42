/**
 * Increase it when the same bytes are read differently than before. What was read stays as it is until an
 * operator starts `dateline reprocess`.
 * It has a file of its own because importing the reader is expensive.
 */
export const readerVersion = 'read-49';
