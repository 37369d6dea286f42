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

/** A format whose object is one document. */
export interface SingleFormat {
  name: string;
  /** Judges by the first bytes, never by the name. */
  recognises(bytes: Uint8Array): boolean;
  /** The document as the format itself tells it; `read.ts` then adds what the uploader and the key know. */
  read(upload: Upload): { charset: string; content: Content } | Refusal;
}

/** A format whose object holds many documents. */
export interface ContainerFormat {
  name: string;
  recognises(bytes: Uint8Array): boolean;
  read(upload: Upload): { feed: boolean; members: Iterable<Member | RefusedMember> } | Refusal;
}
