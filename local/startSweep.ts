/** The sweep with which one machine begins. It runs beside everything else. */
import { describeError } from '../core/protocol/stage.ts';
import { sweep } from '../functions/sweep/sweep.ts';
import type { HomeFolder } from './homeFolder.ts';

export class StartSweep {
  readonly #swept: Promise<unknown>;
  #ended = false;
  #stopping = false;

  /** @param scanned once what changed in the folders is queued */
  constructor({ ports, compact }: Pick<HomeFolder, 'ports' | 'compact'>, scanned: Promise<void>) {
    // A lease that is left belongs to a process that is gone, or to `dateline sweep`, which then ends.
    this.#swept = scanned.then(() =>
      sweep(ports, { shouldStop: () => this.#stopping, compact, takeOver: true }),
    );
    this.#swept
      .catch((error) =>
        ports.log.error('the start sweep failed; run "dateline sweep" to repeat it', {
          error: describeError(error),
        }),
      )
      .finally(() => {
        this.#ended = true;
      });
  }

  /**
   * Whether it has ended. Until then, work may be left that is not queued yet.
   *
   * @throws what it failed with
   */
  async hasEnded(): Promise<boolean> {
    if (this.#ended) await this.#swept;
    return this.#ended;
  }

  /** Asks it to end at its next step. */
  stop(): void {
    this.#stopping = true;
  }

  async untilEnded(): Promise<void> {
    await Promise.allSettled([this.#swept]);
  }
}
