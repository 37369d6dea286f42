/** The log of a bench: only errors are worth a line among its figures. */
import type { Log } from '../core/ports/log.ts';

export const errorsOnly: Log = {
  info: () => {},
  warn: () => {},
  error: (message, details) => console.error(message, details),
};
