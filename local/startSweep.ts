/**
 * The sweep with which one machine begins, beside everything else. If it queues search rows, a second pass
 * follows once they are stored. An upgrade may have brought another form of the rows: then readers turn to it
 * when a pass has found the row of every document.
 */
import { describeError } from '../core/protocol/stage.ts';
import { sweep } from '../functions/sweep/sweep.ts';
import type { HomeFolder } from './homeFolder.ts';
import { repeatWhen } from './housekeeping/repeatWhen.ts';

/** How often it checks whether the rows are stored. */
const checkMilliseconds = 2_000;

export class StartSweep {
  readonly #home: Pick<HomeFolder, 'ports' | 'compact'>;
  readonly #swept: Promise<void>;
  readonly #stopChecking: () => Promise<void>;
  #ended = false;
  #stopping = false;
  #mayNeedAnother = false;

  /**
   * @param scanned once what changed in the folders is queued
   * @param isIdle whether no work is queued
   */
  constructor(
    home: Pick<HomeFolder, 'ports' | 'compact'>,
    { scanned, isIdle }: { scanned: Promise<void>; isIdle: () => boolean },
  ) {
    this.#home = home;
    this.#swept = scanned.then(async () => {
      // A lease that is left belongs to a process that is gone, or to `dateline sweep`, which then ends.
      const { searchRows } = await this.#sweep({ takeOver: true });
      this.#mayNeedAnother = searchRows > 0;
    });
    this.#swept
      .catch((error) => this.#report(error))
      .finally(() => {
        this.#ended = true;
      });
    this.#stopChecking = repeatWhen(
      () => this.#mayNeedAnother && !this.#stopping && isIdle(),
      checkMilliseconds,
      async () => {
        this.#mayNeedAnother = false;
        // `dateline sweep` may have begun before the last row was stored.
        this.#mayNeedAnother = (await this.#sweep()).outcome === 'busy';
      },
      (error) => this.#report(error),
    );
  }

  #sweep(options: { takeOver?: boolean } = {}) {
    const { ports, compact } = this.#home;
    return sweep(ports, { shouldStop: () => this.#stopping, compact, ...options });
  }

  #report(error: unknown): void {
    this.#home.ports.log.error('the start sweep failed; run "dateline sweep" to repeat it', {
      error: describeError(error),
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
    await Promise.allSettled([this.#swept, this.#stopChecking()]);
  }
}
