/**
 * A bucket with what S3 allows: objects in cold storage or under a key that may not be used, versioning that
 * is suspended for a while, short pages, and times in whole seconds.
 */
import { ObjectUnreadable } from '../../core/errors.ts';
import type { ObjectInfo, Objects, StoredObject } from '../../core/ports/objects.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Random } from '../../core/random.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import type { FaultProfile } from './faultProfile.ts';

export type UnreadableReason = ObjectUnreadable['reason'];

export class HostileObjects extends MemoryObjects {
  readonly #random: Random;
  readonly #profile: FaultProfile;
  readonly #suspended = new Set<string>();
  /** By key, then by version and content. */
  readonly #unreadable = new Map<string, Map<string, UnreadableReason>>();
  /** The reason of each of them, then and later: a claim names the one that was first. */
  readonly #reasons = new Map<string, UnreadableReason>();

  constructor(random: Random, now: () => number, profile: FaultProfile) {
    super(() => Math.floor(now() / 1000) * 1000);
    this.#random = random;
    this.#profile = profile;
  }

  override async get(
    key: string,
    options: { version?: string; range?: { start: number; end: number } } = {},
  ): Promise<StoredObject | undefined> {
    const object = await super.get(key, options);
    const reason = object && this.#reasonOf(object);
    if (reason !== undefined) throw new ObjectUnreadable(reason, key);
    return object;
  }

  /** Whether the version existed and could be read. */
  async makeUnreadable(key: string, nth: number, reason: UnreadableReason): Promise<boolean> {
    const listed = await Array.fromAsync(paginate((cursor) => this.listVersions(key, cursor)));
    const version = listed.filter((each) => each.key === key && !each.deleted)[nth];
    if (version === undefined) return false;
    const unreadable = this.#unreadable.get(key) ?? new Map<string, UnreadableReason>();
    const content = `${version.version} ${version.etag}`;
    const first = this.#reasons.get(`${key} ${content}`) ?? reason;
    this.#reasons.set(`${key} ${content}`, first);
    this.#unreadable.set(key, unreadable.set(content, first));
    return true;
  }

  /** @returns whether anything under the key could not be read */
  makeReadable(key: string): boolean {
    return this.#unreadable.delete(key);
  }

  /** The same bucket, but only these versions cannot be read. @param versions by key */
  withUnreadable(versions: ReadonlyMap<string, readonly string[]>): Objects {
    return new Proxy(this, {
      get: (bucket, name) => {
        if (name === 'get') return bucket.#getUnless(versions);
        const member: unknown = Reflect.get(bucket, name, bucket);
        return typeof member === 'function' ? member.bind(bucket) : member;
      },
    });
  }

  #getUnless(unreadable: ReadonlyMap<string, readonly string[]>): Objects['get'] {
    return async (key, options) => {
      const object = await super.get(key, options);
      if (object === undefined || !unreadable.get(key)?.includes(object.version)) return object;
      throw new ObjectUnreadable(this.#reasonOf(object) ?? 'archived', key);
    };
  }

  /** Whether a version is there and cannot be read. */
  async isUnreadable(key: string, version: string): Promise<boolean> {
    const info = await this.head(key, version);
    return info !== undefined && this.#reasonOf(info) !== undefined;
  }

  #reasonOf({ key, version, etag }: ObjectInfo): UnreadableReason | undefined {
    return this.#unreadable.get(key)?.get(`${version} ${etag}`);
  }

  get unreadableKeys(): string[] {
    return [...this.#unreadable.keys()];
  }

  /** @returns whether that is a change */
  setVersioning(key: string, suspended: boolean): boolean {
    if (this.#suspended.has(key) === suspended) return false;
    if (suspended) this.#suspended.add(key);
    else this.#suspended.delete(key);
    return true;
  }

  protected override pageSize(): number {
    return this.#profile.pages ? 1 + this.#random.below(2) : super.pageSize();
  }

  protected override isVersioned(key: string): boolean {
    return !this.#suspended.has(key);
  }
}
