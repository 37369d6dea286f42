/**
 * The log of the local runtime: lines for a person at a terminal. It omits `info`, which the progress line
 * covers.
 */
import type { Log } from '../../core/ports/log.ts';
import { escapeForTerminal, escapeJsonForTerminal } from '../../core/text/escapeForTerminal.ts';

export function terminalLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const logAt = (level: string) => (message: string, details?: Record<string, unknown>) => {
    const fields = Object.entries(details ?? {}).map(
      ([name, value]) =>
        `${escapeForTerminal(name)}=${escapeJsonForTerminal(JSON.stringify(value) ?? 'undefined')}`,
    );
    write(`${[`${level}:`, escapeForTerminal(message), ...fields].join(' ')}\n`);
  };
  return { info: () => {}, warn: logAt('warning'), error: logAt('error') };
}
