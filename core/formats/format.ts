/** What it means to read an input format. One file per format in this folder; `read.ts` finds which one an object is in. */
import type { Content, Moment } from '../document/record.ts';
import type { Refusal } from '../errors.ts';
import type { ObjectInfo } from '../ports/objects.ts';

/** One document found in an object. */
export interface Member {
  /** Path inside a container; '' where the object is the document. */
  part: string;
  /** The identity its provider gave it (feeds, wire formats): the same under any key. */
  identity?: { provider: string; guid: string };
  charset: string;
  bytes: number;
  content: Content;
  /** When it was fetched from where it was published, as the container says. */
  retrieved?: Moment;
}

/** A member of a container that could not be read; the others are. */
export interface RefusedMember {
  part: string;
  refusal: Refusal;
}

/**
 * A file inside a container, to be read in its turn as an object would be. Its bytes are there until the next member is asked for.
 * Reading them throws `BadInput` where they turn out to be no good.
 */
export interface NestedFile {
  part: string;
  /** What the container knows of it, in the words of object metadata (`url`, `published`, `title`, …). */
  hints?: Record<string, string>;
  /** The media type that the container gives it, with its charset. */
  contentType?: string;
  /** Its identity where it turns out to be one document that has none of its own. */
  identity?: { provider: string; guid: string };
  /** When it was fetched from where it was published. */
  retrieved?: Moment;
  /** Asked for once. */
  stream(): AsyncIterable<Uint8Array>;
}

/** A document as `read.ts` hands it on: with what the uploader and the key know, and the format that it was read from. */
export interface ReadMember extends Member {
  format: string;
}

/** What an object holds. Containers are streamed: `members` may be walked once, and has to be, to its end or a `return`. */
export interface Reading {
  format: string;
  /** A feed: earlier versions count too, since each shows only the newest items. */
  feed: boolean;
  members: AsyncIterable<ReadMember | RefusedMember>;
}

/** One version of an object as it is read: whatever fetches its bytes is the runtime's. */
export interface ReadableObject extends ObjectInfo {
  /** May be asked for again, which fetches the bytes again. */
  stream(): AsyncIterable<Uint8Array>;
  /** Any bytes, `end` excluded. */
  range(start: number, end: number): Promise<Uint8Array>;
}

/**
 * From an object to its documents, or why it is refused. `readObject` does it in this process; `runtime/apart` where it can be killed.
 *
 * @throws whatever the object's own methods throw: the caller knows whether it vanished or a retry may help
 */
export type Reader = (object: ReadableObject) => Promise<Refusal | Reading>;

/** Bytes in any order, `end` excluded; fewer than asked for only at the end. */
export interface RandomAccess {
  size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

/** The bytes of one single document, and what is known of the object they came from. */
export interface Upload {
  info: ObjectInfo;
  bytes: Uint8Array;
}

/** What a container is read from: its first bytes, and the rest as it is asked for. */
export interface Source {
  info: ObjectInfo;
  /** The first 64 KB. */
  head: Uint8Array;
  /** All bytes in turn, from the first. To be asked for once. */
  stream(): AsyncIterable<Uint8Array>;
  /** Instead of `stream`, for formats whose directory stands at the end. */
  random(): Promise<RandomAccess>;
  /** To be told of every byte that comes out of something compressed: throws where that is too much for the object as a whole. */
  unpack(bytes: number): void;
}

/** A format whose object is one document. */
export interface SingleFormat {
  name: string;
  /** Judges by the first 64 KB, never by the name. */
  recognises(head: Uint8Array): boolean;
  /**
   * The document as the format itself tells it; `read.ts` then adds what the uploader and the key know. The identity is the one that its
   * provider gave it, where the format has one (NITF, NewsML-G2, ninjs).
   */
  read(upload: Upload): Single | Refusal | Promise<Single | Refusal>;
}

export interface Single {
  charset: string;
  content: Content;
  identity?: { provider: string; guid: string };
  /** When it was fetched from where it was published, as the file itself says. */
  retrieved?: Moment;
}

/** A format whose object holds many documents. `members` may throw `BadInput` where the container itself breaks off in the middle. */
export interface ContainerFormat {
  name: string;
  /** Judges by the first 64 KB, never by the name. */
  recognises(head: Uint8Array): boolean;
  read(
    source: Source,
  ): Promise<{ feed: boolean; members: AsyncIterable<Member | RefusedMember | NestedFile> } | Refusal>;
}

/** Thrown where bytes are read and turn out to be no good; caught in `read.ts`, where it becomes the refusal it carries. */
export class BadInput extends Error {
  override name = 'BadInput';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.evidence}`);
    this.refusal = refusal;
  }
}
