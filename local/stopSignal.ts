/** When the application on one machine is to end. */
import type { EventEmitter } from 'node:events';

interface Ways {
  write(text: string): void;
  /** Ends the process at once. */
  exit(): void;
}

/**
 * Resolves at the first SIGINT or SIGTERM. A SIGINT after it, which a person sends, exits at once; a SIGTERM
 * does not: a supervisor may send it to all processes of a service, and those above this one pass it on.
 *
 * @param signals the process, by default this one
 */
export function waitForStopSignal(
  signals: Pick<EventEmitter, 'on'> = process,
  { write, exit }: Ways = { write: (text) => process.stdout.write(text), exit: () => process.exit(130) },
): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      signals.on(signal, () => {
        if (stopping && signal === 'SIGINT') exit();
        if (stopping) return;
        stopping = true;
        write('\nFinishing the work in progress; press Ctrl-C again to stop at once.\n');
        resolve();
      });
    }
  });
}
