/** The messages between Dateline's process and a process that parses for it, sent by structured clone. */
import type { Paragraph } from '../../core/document/record.ts';
import type { Refusal } from '../../core/errors.ts';
import type { ObjectReading, ReadingPlace, ReadMember, RefusedMember } from '../../core/formats/format.ts';
import type { ObjectInfo } from '../../core/ports/objects.ts';

/** Asks the parser to read an object. After each batch but the last, `next` asks for the following one. */
export interface ReadRequest {
  read: ObjectInfo;
  /** The whole content of a small object; the parser requests the bytes of a large one. */
  bytes?: Uint8Array | undefined;
  /** Members before this place are skipped. */
  from?: ReadingPlace | undefined;
  /**
   * Documents to refuse without parsing, by their number in the order in which the object's parsing begins.
   */
  verdicts: [begun: number, refusal: Refusal][];
}

export type ParserRequest = ReadRequest | { next: true } | { answers: number; bytes: Uint8Array | undefined };

/**
 * Asks for bytes of the object: the next chunk of one of its streams (`undefined` at the end), or a range.
 */
export type BytesRequest = { chunkOf: number } | { start: number; end: number };

export interface MemberBatch {
  /** Only in the first batch. */
  reading?: Omit<ObjectReading, 'members'> | undefined;
  members: (ReadMember | RefusedMember)[];
  last: boolean;
}

export type ParserEvent =
  /** The process has loaded its program. */
  | { loaded: true }
  /** Parsing of a document or container begins: its format, and the seconds of processor time it may take. */
  | { begins: string; seconds: number }
  /** It is alive, and skips members. */
  | { skips: true }
  | { asks: number; request: BytesRequest }
  | { closes: number }
  | { refusal: Refusal }
  /** Some paragraphs of the last member of the next batch, which comes without them (`longMember.ts`). */
  | { paragraphs: Paragraph[] }
  | { batch: MemberBatch }
  | { threw: string };

/** An event with the parser's processor time so far, in milliseconds, and its resident memory, in bytes. */
export type ParserMessage = ParserEvent & { cpu: number; memory: number };
