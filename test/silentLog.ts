import type { Log } from '../core/ports/log.ts';

/** A log for tests that look at no line of it. */
export const silentLog: Log = Object.freeze({ info() {}, warn() {}, error() {} });
