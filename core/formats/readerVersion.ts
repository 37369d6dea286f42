/**
 * Increase it when the same bytes are read differently than before: the sweep then reads every object again.
 * It has a file of its own because importing the reader is expensive.
 */
export const readerVersion = 'read-5';
