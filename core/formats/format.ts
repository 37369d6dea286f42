/** The types of reading: what an input format gets, what it returns, and what it declares about itself. */
import type { Content, Moment } from '../document/record.ts';
import type { Revision } from '../document/revision.ts';
import type { Refusal } from '../errors.ts';
import type { ObjectInfo } from '../ports/objects.ts';
import type { Embargo } from './plain/embargo.ts';

/**
 * An identity that a provider gave a document. It stays the same whatever key the document is stored under.
 */
export interface ProviderIdentity {
  provider: string;
  guid: string;
  /** Which version of the document it is, if the provider says so. */
  revision?: Revision;
}

/** One document found in an object. */
export interface DocumentMember {
  /** Path inside the container; '' if the object is the document. */
  part: string;
  /** Feeds and wire formats have one. */
  identity?: ProviderIdentity;
  charset: string;
  bytes: number;
  content: Content;
  /** When the document was fetched from its publisher, according to the container. */
  retrieved?: Moment;
}

/** A member of a container that could not be read. The other members are still read. */
export interface RefusedMember {
  part: string;
  refusal: Refusal;
}

/**
 * A file inside a container. `readOpenedFile.ts` reads it as if it were an object of its own.
 * Its bytes are available only until the next member is requested.
 */
export interface NestedFile {
  part: string;
  /**
   * What the container knows about the file, under the names of object metadata (`url`, `published`, `title`,
   * …).
   */
  hints?: Record<string, string>;
  /** The media type that the container declares, with its charset. */
  contentType?: string;
  /** Applies if the file is a single document without an identity of its own. */
  identity?: ProviderIdentity;
  /** When the file was fetched from its publisher. */
  retrieved?: Moment;
  /** When the container was sent: the date of documents in the file that say none themselves. */
  sent?: Moment;
  /** Until when the container may not be published: what is in it is held back as well. */
  embargo?: Embargo;
  /** Call it once. The stream throws `BadInput` if the bytes are invalid. */
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * A document as `read.ts` returns it: its format is named, and what the uploader and the key say is applied.
 */
export interface ReadMember extends DocumentMember {
  format: string;
}

/** The entries of a file of the authority, in the compact form (`core/entities/authority/compactFile.ts`). */
export interface AuthorityEntries {
  entries: number;
  lines: Uint8Array;
}

/**
 * What an object contains. Iterate over `members` once, to the end or until a `return`: this releases the
 * object.
 */
export interface ObjectReading {
  format: string;
  /** Earlier versions of a feed count too, because each version lists only the newest items. */
  feed: boolean;
  /** Its entries, if it is a file of the authority, whose members are its refused lines. */
  authority?: AuthorityEntries;
  members: AsyncIterable<ReadMember | RefusedMember>;
}

/** One version of an object that can be read. The runtime fetches the bytes. */
export interface ReadableObject extends ObjectInfo {
  /** Each call fetches the bytes again. */
  stream(): AsyncIterable<Uint8Array>;
  /** The bytes from `start` up to `end`, which is excluded. */
  range(start: number, end: number): Promise<Uint8Array>;
}

/**
 * A place in an object, from which a reading goes on: how many members an earlier reading of the same version
 * has handed over. The members of a version have the same order each time.
 */
export interface ReadingPlace {
  documents: number;
  refused: number;
}

/**
 * Reads an object and returns its documents, or the reason why it is refused. `readObject` reads in this
 * process; `runtime/isolated` reads in a process that can be killed.
 *
 * @param from the members before this place are neither parsed, where that is possible, nor returned
 * @throws whatever the object's own methods throw: the caller knows whether the object is gone or a retry may
 *   help
 */
export type ObjectReader = (object: ReadableObject, from?: ReadingPlace) => Promise<Refusal | ObjectReading>;

/** Bytes that can be read in any order. */
export interface RandomAccess {
  size: number;
  /** The bytes from `start` up to `end`, which is excluded. It returns fewer only at the end of the data. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** What a single format reads: the whole file. */
export interface SingleInput {
  info: ObjectInfo;
  bytes: Uint8Array;
}

/** What a container format reads: the first bytes, and the rest on request. */
export interface ContainerInput {
  info: ObjectInfo;
  /** The first 64 KB. */
  head: Uint8Array;
  /** All bytes from the first on. Call it once. */
  stream(): AsyncIterable<Uint8Array>;
  /** Replaces `stream` for formats whose directory is at the end of the file. */
  random(): Promise<RandomAccess>;
  /** Report every decompressed byte here. It throws `LimitExceeded` when the object unpacks to too much. */
  countUnpacked(bytes: number): void;
}

/** The document that a single format read. */
export interface SingleDocument {
  charset: string;
  content: Content;
  /** NITF, NewsML-G2 and ninjs have one. */
  identity?: ProviderIdentity;
  /** When the document was fetched from its publisher, according to the file. */
  retrieved?: Moment;
}

interface FormatTraits {
  name: string;
  /**
   * How many seconds of processor time parsing one document may take in the child process, which is then
   * killed (docs/adr/0009-isolated-parsing.md).
   */
  seconds: number;
  /** Decides by the first 64 KB, never by the file's name. */
  recognises(head: Uint8Array): boolean;
}

/** A format whose file is one document. */
export interface SingleFormat extends FormatTraits {
  kind: 'single';
  /** Reads what the file itself says; `readOpenedFile.ts` then adds what the uploader and the key say. */
  read(input: SingleInput): SingleDocument | Refusal | Promise<SingleDocument | Refusal>;
}

/** What a container format found; iterating over `members` reads on. */
export interface ContainerReading {
  feed: boolean;
  authority?: AuthorityEntries;
  members: AsyncIterable<DocumentMember | RefusedMember | NestedFile>;
}

/** A format whose file holds many documents. */
export interface ContainerFormat extends FormatTraits {
  /** Archives hold files of any format. `readOpenedFile.ts` limits how deep archives are nested. */
  kind: 'container' | 'archive';
  /** `members` may throw `BadInput` if the container breaks off in the middle. */
  read(input: ContainerInput): Promise<ContainerReading | Refusal>;
}

export type InputFormat = SingleFormat | ContainerFormat;
