/**
 * What the sweep could not do, as records in quarantine: a partition that it could not read (`fault.sweep`),
 * and a document whose text is lost for good (`fault.lost`). A record goes at the end of a pass that finds
 * nothing wrong with its partition.
 */
import { type Code, TransientFault } from '../../../core/errors.ts';
import { hash } from '../../../core/hash.ts';
import { omitUndefined } from '../../../core/omitUndefined.ts';
import { paginate } from '../../../core/protocol/paginate.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import { isServiceFault } from '../../../core/protocol/serviceFault.ts';
import { describeError } from '../../../core/protocol/stage.ts';
import { deadLetterPrefix, keys, refusedPartitions } from '../../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../../core/records/refusals.ts';

/** After this many unread partitions the cause is not in the rows, and the pass ends. */
const maximumUnread = 100;
const longestError = 300;

type FaultCode = 'fault.sweep' | 'fault.lost';
const codes = ['fault.sweep', 'fault.lost'] as const satisfies Code[];

/** What a record says besides its code: where a person finds the file or document. */
interface Place {
  key?: string;
  document?: string;
}

/** The pass can do no more: the cause of its faults is not in the rows. */
export class TooManyFaults extends Error {
  override name = 'TooManyFaults';
}

/** Records what a pass could not read or lost, in quarantine under `fault.sweep` and `fault.lost`. */
export class SweepFaults {
  readonly #ports: Pick<Ports, 'table' | 'clock' | 'log'>;
  readonly #pass: string;
  #unread: number;

  /**
   * @param pass its name: records of earlier passes go at its end
   * @param unread how many partitions it could not read so far
   */
  constructor(ports: Pick<Ports, 'table' | 'clock' | 'log'>, pass: string, unread: number) {
    this.#ports = ports;
    this.#pass = pass;
    this.#unread = unread;
  }

  /** How many partitions could not be read. */
  get unread(): number {
    return this.#unread;
  }

  /**
   * Compares a partition. If that fails, records it, and the sweep goes on.
   *
   * @returns whether it was compared
   * @throws TooManyFaults if too many have failed, and whatever is the fault of a service
   */
  async guard(pk: string, compare: () => Promise<void>): Promise<boolean> {
    try {
      await compare();
      return true;
    } catch (error) {
      // A throttled table says nothing about the partition. The next call does the step again.
      if (isServiceFault(error)) throw error;
      // Lost races: others are handling it. What is known of it stays until the next pass compares it.
      if (error instanceof TransientFault) await this.#confirm(pk);
      else await this.#recordUnread(pk, error);
      return false;
    }
  }

  async #recordUnread(pk: string, error: unknown): Promise<void> {
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
      throw new TooManyFaults(`The sweep ended, because it could not read ${maximumUnread} partitions.`, {
        cause: error,
      });
  }

  /** Records that the text of a document is lost for good. */
  recordLost(pk: string, { evidence, ...place }: Place & { evidence: string }): Promise<void> {
    return this.#record(pk, 'fault.lost', evidence, place);
  }

  /** After a complete pass: removes the records that it has not confirmed. */
  async end(): Promise<void> {
    const { table } = this.#ports;
    for (const partition of codes.flatMap(refusedPartitions)) {
      const rows = paginate((cursor) =>
        table.query({ index: 'list', pk: partition, ...(cursor !== undefined && { cursor }) }),
      );
      for await (const { pk, sk } of rows) {
        if (!pk.startsWith(deadLetterPrefix)) continue;
        const row = await table.get({ pk, sk }, { consistent: true });
        if (row !== undefined && row.pass !== this.#pass)
          await table.delete({ pk, sk }, { attribute: 'pass', equals: row.pass as string | undefined });
      }
    }
  }

  async #confirm(pk: string): Promise<void> {
    for (const code of codes) {
      const key = recordOf(pk, code);
      const row = await this.#ports.table.get(key, { consistent: true });
      if (row !== undefined) await this.#ports.table.update(key, { pass: this.#pass });
    }
  }

  async #record(pk: string, code: FaultCode, evidence: string, { key, document }: Place): Promise<void> {
    const row = recordOf(pk, code);
    const at = new Date(this.#ports.clock()).toISOString();
    await this.#ports.table
      .put({
        ...row,
        ...omitUndefined({ key, document }),
        at,
        pass: this.#pass,
        refusal: { code, evidence },
        ...quarantineIndexKeys(code, at, row.pk),
      })
      .catch((error) =>
        this.#ports.log.warn('sweep: could not record a fault', { error: describeError(error) }),
      );
  }
}

const recordOf = (pk: string, code: FaultCode) =>
  keys.deadLetter('sweep', code === 'fault.sweep' ? pk : `${code} ${pk}`);
