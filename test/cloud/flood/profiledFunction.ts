/**
 * A function that does what a profile says: its batches take as long, and ask the table for as many units, as
 * those of the real stage did. What the table refuses is tried again as the SDK does.
 */

import { coldStartOf, limits } from '../../../bench/aws/facts.ts';
import type { Timeline } from '../../../bench/aws/timeline.ts';
import type { Random } from '../../../core/random.ts';
import type { Capacity } from '../world/capacity.ts';
import type { Account } from '../world/lambda.ts';
import { SdkRetries } from '../world/sdkRetries.ts';
import type { CountedMessage } from './countedQueue.ts';
import type { StageProfile } from './profile.ts';

export interface FunctionWorld {
  timeline: Timeline;
  account: Account;
  capacity: Capacity;
  random: Random;
}

interface Batch {
  messages: number;
  /** Parts of its work that are still to do. */
  waves: number;
  writes: number;
  reads: number;
  milliseconds: number;
  retries: SdkRetries;
  /** Messages of which one call was refused to the end. */
  failed: number;
  onEnd: (failed: number) => void;
}

/** A wave is about as many calls as a stage makes at once, of a unit each. */
const unitsPerWave = 16;

export class ProfiledFunction {
  readonly #name: string;
  readonly #profile: StageProfile;
  readonly #world: FunctionWorld;
  /** When the environments that are idle became so. */
  #idle: number[] = [];
  running = 0;
  peak = 0;
  #partition = 0;

  constructor(name: string, profile: StageProfile, world: FunctionWorld) {
    this.#name = name;
    this.#profile = profile;
    this.#world = world;
  }

  invoke(records: readonly CountedMessage[], onEnd: (failed: number) => void): boolean {
    const { timeline, account, random } = this.#world;
    if (!account.admits()) return false;
    this.running++;
    this.peak = Math.max(this.peak, this.running);
    this.#idle = this.#idle.filter((since) => since >= timeline.now - limits.idle);
    const cold = this.#idle.pop() === undefined;
    const messages = records.length;
    const { writeUnits, readUnits, milliseconds } = this.#profile;
    const waves = Math.max(1, Math.ceil((messages * Math.max(writeUnits, readUnits)) / unitsPerWave));
    const batch: Batch = {
      messages,
      waves,
      writes: (messages * writeUnits) / waves,
      reads: (messages * readUnits) / waves,
      milliseconds: (messages * milliseconds) / waves,
      retries: new SdkRetries(random),
      failed: 0,
      onEnd,
    };
    timeline.after(cold ? coldStartOf(this.#name) : 1, () => this.#wave(batch, 0));
    return true;
  }

  #wave(batch: Batch, retry: number): void {
    const { timeline, capacity } = this.#world;
    if (batch.waves === 0) {
      this.#end(batch);
      return;
    }
    // The keys of a wave are spread over many partitions; each has another.
    const partition = `${this.#name} ${this.#partition++ % 1024}`;
    const served =
      (batch.writes === 0 || capacity.admits('write', [partition])) &&
      (batch.reads === 0 || capacity.admits('read', [partition]));
    if (served) {
      capacity.take('write', batch.writes, partition);
      capacity.take('read', batch.reads, partition);
      batch.retries.succeeded(retry > 0, Math.ceil(Math.max(batch.writes, batch.reads)));
    } else {
      const pause = batch.retries.pauseAfter(retry, Math.ceil(Math.max(batch.writes, batch.reads)));
      if (pause !== undefined) {
        timeline.after(pause, () => this.#wave(batch, retry + 1));
        return;
      }
      batch.failed++;
    }
    batch.waves--;
    timeline.after(batch.milliseconds, () => this.#wave(batch, 0));
  }

  #end(batch: Batch): void {
    this.running--;
    this.#world.account.running--;
    this.#idle.push(this.#world.timeline.now);
    batch.onEnd(Math.min(batch.messages, batch.failed));
  }
}
