/** Goes up whenever the same bytes are read otherwise than before, so that what was read is read again. Apart from the reader, which is large. */
export const readerVersion = 'read-4';
