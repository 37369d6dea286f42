/**
 * Measures how far the clock of this machine is from those of AWS, in both directions, with every answer of a
 * service. The protocol assumes that clocks are within some seconds of each other; this shows if they are
 * not.
 */
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import { clockSkewMilliseconds } from '../../core/protocol/topology.ts';

/** At most one warning of each kind of fault in this time. */
const warningMilliseconds = 3_600_000;
/** A `Date` header has whole seconds. */
const resolutionMilliseconds = 1000;

/** What a client of the SDK has; its own types differ from service to service. */
interface Watched {
  middlewareStack: { add(middleware: never, options: { step: 'deserialize'; name: string }): void };
}

type Handler = (args: unknown) => Promise<{ response: unknown }>;

export class ClockWatch {
  readonly #clock: Clock;
  readonly #log: Pick<Log, 'warn'>;
  readonly #warned = new Map<string, number>();

  constructor({ clock, log }: { clock: Clock; log: Pick<Log, 'warn'> }) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Looks at every answer that this client gets. @returns the client */
  attach<C extends Watched>(client: C): C {
    const middleware = (next: Handler) => async (args: unknown) => {
      const sent = this.#clock();
      const result = await next(args);
      this.#compare(sent, dateOf(result.response));
      return result;
    };
    client.middlewareStack.add(middleware as never, { step: 'deserialize', name: 'clockWatch' });
    return client;
  }

  /** The service wrote its time after the request was sent and before its answer arrived. */
  #compare(sent: number, date: number): void {
    const ahead = sent - (date + resolutionMilliseconds);
    const behind = date - this.#clock();
    if (ahead > clockSkewMilliseconds) this.#warn('ahead of', ahead);
    if (behind > clockSkewMilliseconds) this.#warn('behind', behind);
  }

  #warn(direction: string, milliseconds: number): void {
    const now = performance.now();
    const last = this.#warned.get(direction);
    if (last !== undefined && now - last < warningMilliseconds) return;
    this.#warned.set(direction, now);
    this.#log.warn(`the clock is ${direction} that of AWS by more than Dateline allows`, { milliseconds });
  }
}

/** The `Date` header of an HTTP response in milliseconds; not a number if it has none. */
function dateOf(response: unknown): number {
  return Date.parse((response as { headers?: Record<string, string> }).headers?.date ?? '');
}
