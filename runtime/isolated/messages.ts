/** What is said between the process that runs Dateline and one that parses for it. Everything goes through structured clone. */
import type { Refusal } from '../../core/errors.ts';
import type { ReadMember, RefusedMember } from '../../core/formats/format.ts';
import type { ObjectInfo } from '../../core/ports/objects.ts';

/** To read an object. `next` is asked after each batch that was not the last. */
export interface Order {
  read: ObjectInfo;
  /** All of its bytes, where they are few; else they are asked for. */
  bytes?: Uint8Array | undefined;
  /** By its number among all that is begun in the object, what is not to be parsed again, and what is said of it instead. */
  verdicts: [begun: number, refusal: Refusal][];
}

export type ToParser = Order | { next: true } | { answers: number; bytes: Uint8Array | undefined };

/** A question about the object's bytes: the next chunk of one of its streams (`undefined` at the end), or a range. */
export type Question = { chunkOf: number } | { start: number; end: number };

export interface Batch {
  /** In the first batch. */
  reading?: { format: string; feed: boolean } | undefined;
  members: (ReadMember | RefusedMember)[];
  last: boolean;
}

export type Said =
  /** A document or container is about to be parsed: its format, and the seconds of processor time it may take. */
  | { begins: string; seconds: number }
  | { asks: number; question: Question }
  | { closes: number }
  | { refusal: Refusal }
  | { batch: Batch }
  | { threw: string };

/** Each message tells how much processor time its sender has used so far, in milliseconds, and how much memory it holds, in bytes. */
export type FromParser = Said & { cpu: number; memory: number };
