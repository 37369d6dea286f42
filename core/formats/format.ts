/** What it means to read an input format. One file per format in this folder; `read.ts` finds which one an object is in. */
import type { Content } from '../document/record.ts';
import type { Refusal } from '../errors.ts';
import type { ObjectInfo } from '../ports.ts';

/** One document found in an object. */
export interface Member {
  /** Path inside a container; '' where the object is the document. */
  part: string;
  /** The identity its provider gave it (feeds, wire formats): the same under any key. */
  identity?: { provider: string; guid: string };
  charset: string;
  bytes: number;
  content: Content;
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
export interface Inner {
  part: string;
  /** What the container knows of it, in the words of object metadata (`url`, `published`, `title`, …). */
  said?: Record<string, string>;
  stream(): AsyncIterable<Uint8Array>;
}

/** What an object holds. Containers are streamed: `members` may be walked once. */
export interface Reading {
  format: string;
  /** A feed: earlier versions count too, since each shows only the newest items. */
  feed: boolean;
  members: AsyncIterable<Member | RefusedMember>;
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
  /** All bytes in turn, from the first. */
  stream(): AsyncIterable<Uint8Array>;
  /** For formats whose directory stands at the end: any bytes, `end` excluded. */
  random(): Promise<{ size: number; read(start: number, end: number): Promise<Uint8Array> }>;
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
}

/** A format whose object holds many documents. `members` may throw `BadInput` where the container itself breaks off in the middle. */
export interface ContainerFormat {
  name: string;
  /** Judges by the first 64 KB, never by the name. */
  recognises(head: Uint8Array): boolean;
  read(source: Source): Promise<{ feed: boolean; members: AsyncIterable<Member | RefusedMember | Inner> } | Refusal>;
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
