/**
 * Reads what a version of an object says of a document, for the history of documents. Parsing a large object
 * takes seconds, so nothing is parsed twice while it is remembered: normalize's readings of feeds are used,
 * what was parsed here stays in memory for a while, and requests side by side share one parse.
 */

import { packPayload } from '../../core/document/packPayload.ts';
import type { Content } from '../../core/document/record.ts';
import { type Refusal, refuse } from '../../core/errors.ts';
import { readVersion } from '../../core/formats/readObjectVersion.ts';
import type { ObjectVersion } from '../../core/ports/objects.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readPayload } from '../../core/records/archive.ts';
import { findVersionReading, versionReadingKey } from '../../core/records/versionReadings.ts';
import { BoundedCache } from './boundedCache.ts';

type VersionPorts = Pick<Ports, 'inbox' | 'archive' | 'read'>;

export interface VersionOfDocument {
  /** Absent for a refused version, and if the version does not contain the document. */
  document?: { content: Content; payload: string };
  refusal?: Refusal;
}

/** What a version was read as: its refusal, or the payload of each document in it. */
type Reading = { refusal: Refusal } | { payloads: ReadonlyMap<string, string> };

interface Parse {
  /** The documents whose content somebody waits for. */
  wanted: Set<string>;
  /** Their contents; `undefined` if the version is gone. */
  done: Promise<Map<string, Content> | undefined>;
}

const MB = 1024 * 1024;
/** Bytes remembered, roughly. A function has 1 GB, and the parser's process needs some 400 MB of it. */
const remembered = { readings: 8 * MB, contents: 32 * MB };
/** All contents of a version are remembered if they have no more characters, otherwise the wanted ones. */
const wholeVersion = 2 * MB;
const bytesPerDocument = 200;

/** How long a request waits for versions that must be parsed, well within the 29 seconds of API Gateway. */
const budgetMilliseconds = 8_000;

export class VersionReader {
  readonly #ports: VersionPorts;
  readonly #readings = new BoundedCache<Reading>(remembered.readings);
  /** By payload. */
  readonly #contents = new BoundedCache<Content>(remembered.contents);
  readonly #parses = new Map<string, Parse>();
  /** A signal that ends the waiting of one request. */
  readonly budget: () => AbortSignal;

  constructor(ports: VersionPorts, budget = () => AbortSignal.timeout(budgetMilliseconds)) {
    this.#ports = ports;
    this.budget = budget;
  }

  /** What is known of the version without parsing it; `undefined` if it must be parsed. */
  async recall(version: ObjectVersion, doc: string): Promise<VersionOfDocument | undefined> {
    const reading = await this.#recallReading(version);
    if (reading === undefined) return undefined;
    if ('refusal' in reading) return { refusal: reading.refusal };
    const payload = reading.payloads.get(doc);
    if (payload === undefined) return {};
    const content = this.#contents.get(payload) ?? (await readPayload(this.#ports.archive, payload));
    // A sweep removes payloads of earlier versions that no record names.
    return content && { document: { content, payload } };
  }

  /**
   * Parses the version. It goes on if the caller stops waiting, and is remembered then too.
   *
   * @returns `undefined` if the version was removed since it was listed
   */
  async parse(version: ObjectVersion, doc: string): Promise<VersionOfDocument | undefined> {
    const name = versionReadingKey(version);
    const running = this.#parses.get(name);
    running?.wanted.add(doc);
    if (running !== undefined) {
      if ((await running.done) === undefined) return undefined;
      const known = await this.recall(version, doc);
      if (known !== undefined) return known;
      // This request joined too late, and the finished parse kept only what others had asked for.
      return this.parse(version, doc);
    }
    const wanted = new Set([doc]);
    const done = this.#parse(version, wanted).finally(() => this.#parses.delete(name));
    this.#parses.set(name, { wanted, done: done.then((parsed) => parsed?.contents) });
    this.#parses.get(name)?.done.catch(() => {}); // the requests that still wait report it
    const parsed = await done;
    if (parsed === undefined) return undefined;
    if ('refusal' in parsed.reading) return { refusal: parsed.reading.refusal };
    const [content, payload] = [parsed.contents.get(doc), parsed.reading.payloads.get(doc)];
    return content === undefined || payload === undefined ? {} : { document: { content, payload } };
  }

  async #recallReading(version: ObjectVersion): Promise<Reading | undefined> {
    const name = versionReadingKey(version);
    const known = this.#readings.get(name);
    if (known !== undefined) return known;
    const stored = await findVersionReading(this.#ports.archive, version);
    if (stored === undefined) return undefined;
    const reading: Reading =
      stored.refusal === undefined
        ? { payloads: new Map(stored.documents.map(({ doc, payload }) => [doc, payload])) }
        : { refusal: refuse(stored.refusal.code, stored.refusal.evidence) };
    this.#remember(name, reading);
    return reading;
  }

  async #parse(
    version: ObjectVersion,
    wanted: ReadonlySet<string>,
  ): Promise<{ reading: Reading; contents: Map<string, Content> } | undefined> {
    const info = await this.#ports.inbox.head(version.key, version.version);
    if (info === undefined) return undefined;
    const payloads = new Map<string, string>();
    const contents = new Map<string, Content>();
    let characters = 0;
    const found = await readVersion(this.#ports, info, async (doc, { content }) => {
      const { payload, body } = await packPayload(content);
      payloads.set(doc, payload);
      characters += body.length;
      if (wanted.has(doc)) contents.set(doc, content);
      if (wanted.has(doc) || characters <= wholeVersion)
        this.#contents.set(payload, content, 2 * body.length);
    });
    if (found === undefined) return undefined;
    const reading: Reading = 'refusal' in found ? { refusal: found.refusal } : { payloads };
    // What is in cold storage, or encrypted, may become readable.
    if (!('refusal' in reading) || reading.refusal.code !== 'input.unreadable')
      this.#remember(versionReadingKey(version), reading);
    return { reading, contents };
  }

  #remember(name: string, reading: Reading): void {
    const documents = 'payloads' in reading ? reading.payloads.size : 0;
    this.#readings.set(name, reading, bytesPerDocument * (1 + documents));
  }
}
