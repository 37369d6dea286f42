/**
 * What the sweep could not do, as records in quarantine: a partition that it could not read (`fault.sweep`),
 * and a document whose text is lost for good (`fault.lost`). A record goes when a later sweep finds nothing
 * wrong with its partition.
 */
import { type Code, TransientFault } from '../../core/errors.ts';
import { hash } from '../../core/hash.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { deadLetterPrefix, keys, refusedPartition } from '../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../core/records/refusals.ts';

/** After this many unread partitions the cause is not in the rows, and the sweep ends. */
const maximumUnread = 100;
const longestError = 300;

const codes = ['fault.sweep', 'fault.lost'] as const satisfies Code[];

/** What a record says besides its code: where a person finds the file or document. */
interface Place {
  key?: string;
  document?: string;
}

export class SweepFaults {
  readonly #ports: Pick<Ports, 'table' | 'clock' | 'log'>;
  /** The records of earlier sweeps that this one has not confirmed yet, by partition key of the record. */
  readonly #earlier: Set<string>;
  #unread = 0;

  private constructor(ports: Pick<Ports, 'table' | 'clock' | 'log'>, earlier: Set<string>) {
    this.#ports = ports;
    this.#earlier = earlier;
  }

  static async open(ports: Pick<Ports, 'table' | 'clock' | 'log'>): Promise<SweepFaults> {
    const earlier = new Set<string>();
    for (const code of codes)
      for (const { pk } of await queryAll(ports.table, { index: 'list', pk: refusedPartition(code) }))
        if (pk.startsWith(deadLetterPrefix)) earlier.add(pk);
    return new SweepFaults(ports, earlier);
  }

  /** How many partitions could not be read. */
  get unread(): number {
    return this.#unread;
  }

  /**
   * Compares a partition. If that fails, records it, and the sweep goes on.
   *
   * @throws if too many have failed
   */
  async guard(pk: string, compare: () => Promise<{ lost?: Place & { evidence: string } }>): Promise<void> {
    try {
      const { lost } = await compare();
      if (lost === undefined) await this.#forget(pk);
      else await this.#record(pk, 'fault.lost', lost.evidence, lost);
    } catch (error) {
      if (error instanceof TransientFault) {
        // Lost races: others are handling it. What is known of it stays until the next sweep compares it.
        this.#earlier.delete(recordOf(pk).pk);
        return;
      }
      this.#unread++;
      const kind = pk.slice(0, pk.indexOf('#'));
      const why = describeError(error).slice(0, longestError);
      const evidence = `partition ${kind}#… with the hash ${hash(pk)}: ${why}`;
      this.#ports.log.error('sweep: could not compare a partition', { partition: hash(pk) });
      await this.#record(
        pk,
        'fault.sweep',
        evidence.replaceAll(/\s+/g, ' '),
        omitUndefined({ document: kind === 'DOC' ? pk.slice('DOC#'.length) : undefined }),
      );
      if (this.#unread >= maximumUnread)
        throw new Error(`The sweep ended, because it could not read ${maximumUnread} partitions.`, {
          cause: error,
        });
    }
  }

  /** After a pass through the whole table: what the remaining records are about is gone. */
  async end(): Promise<void> {
    for (const pk of this.#earlier) await this.#ports.table.delete({ pk, sk: 'META' });
    this.#earlier.clear();
  }

  async #record(pk: string, code: Code, evidence: string, { key, document }: Place): Promise<void> {
    const row = recordOf(pk);
    this.#earlier.delete(row.pk);
    const at = new Date(this.#ports.clock()).toISOString();
    await this.#ports.table
      .put({
        ...row,
        ...omitUndefined({ key, document }),
        at,
        refusal: { code, evidence },
        ...quarantineIndexKeys(code, at, row.pk),
      })
      .catch((error) =>
        this.#ports.log.warn('sweep: could not record a fault', { error: describeError(error) }),
      );
  }

  async #forget(pk: string): Promise<void> {
    const row = recordOf(pk);
    if (this.#earlier.delete(row.pk)) await this.#ports.table.delete(row);
  }
}

const recordOf = (pk: string) => keys.deadLetter('sweep', pk);
