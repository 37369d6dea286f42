/** Compacts the search table in the background, a slice at a time. On AWS a schedule does so. */
import { describeError } from '../../core/protocol/stage.ts';
import { compactionDue } from '../../core/protocol/topology.ts';
import { notePart } from '../../core/records/compaction.ts';
import { type CompactPorts, compact } from '../../functions/compact/compact.ts';
import { keepMilliseconds } from '../../runtime/lance/partTable.ts';
import { repeatWhen } from './repeatWhen.ts';

/** How often a slice may begin, how long it begins new parts, and how long it may last at most. */
const milliseconds = { every: 10_000, slice: 1_000, most: 60_000 };
/**
 * The next slice begins at the earliest after so many times the duration of the last one. A compaction costs
 * by the whole part, so a bulk import would otherwise spend most of its time on compacting what it has just
 * compacted.
 */
const restAfterSlice = 4;
/** What replaced versions left is removed once nothing can read them any more, and a little later. */
const tidyAfter = keepMilliseconds + 60_000;

export class Compactor {
  readonly #ports: CompactPorts;
  /** Ends once the current part is compacted. */
  readonly stop: () => Promise<void>;
  /** Times of `performance.now()`. */
  #notBefore = 0;
  /** An earlier process may have left versions. */
  #tidyAt: number | undefined = performance.now() + tidyAfter;

  constructor(ports: CompactPorts) {
    this.#ports = ports;
    this.stop = repeatWhen(
      () => performance.now() >= this.#notBefore,
      milliseconds.every,
      () => this.#slice(),
      (error) =>
        ports.log.warn('compact: a slice failed; the next one goes on', { error: describeError(error) }),
    );
  }

  async #slice(): Promise<void> {
    const began = performance.now();
    const now = this.#ports.clock();
    const until = { until: now + milliseconds.slice, latest: now + milliseconds.most };
    const isTidying = this.#tidyAt !== undefined && began >= this.#tidyAt;
    if (isTidying) await this.#noteAll();
    const report = await compact(this.#ports, { ...until, due: compactionDue.local });
    const ended = performance.now();
    this.#notBefore = ended + restAfterSlice * (ended - began);
    if (isTidying) this.#tidyAt = undefined;
    else if (report !== undefined && report.compacted > 0) this.#tidyAt = ended + tidyAfter;
  }

  /** A part without new rows is compacted in no time; only its old versions go. */
  async #noteAll(): Promise<void> {
    for (const part of await this.#ports.search.parts()) await notePart(this.#ports, part);
  }
}
