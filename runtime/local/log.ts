/** The log of the local runtime: lines for a person at a terminal. Routine news stays quiet, for the progress line tells it. */
import type { Log } from '../../core/ports/log.ts';

export function terminalLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const say = (level: string) => (message: string, details?: Record<string, unknown>) => {
    const facts = Object.entries(details ?? {}).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    write(`${[`${level}:`, message, ...facts].join(' ')}\n`);
  };
  return { info: () => {}, warn: say('warning'), error: say('error') };
}
