/**
 * A world that records its reads and can replay them. A generator cannot be copied, but a new one reaches the
 * same place if it reads the same. The world also notes what a step touches.
 */
import { type Access, annotationRow, bucketRow, clock, hintRow } from './footprints.ts';
import { frozen, type Guard, type Row, type Stage, type Version, World } from './world.ts';

export class Recorded extends World {
  /** Reads answer from the record, and writes do nothing. */
  replaying = false;
  readonly reads: unknown[];
  /** Since the replay ended. */
  readonly accesses: Access[] = [];
  #next = 0;

  constructor(
    state: ConstructorParameters<typeof World>[0],
    reads: readonly unknown[],
    hint: (stage: Stage, id: string) => void,
    off?: Guard,
  ) {
    super(state, hint, off);
    this.reads = [...reads];
  }

  override get(key: string): Row | undefined {
    return this.#read({ mode: 'read', prefix: key, exact: true }, () => super.get(key));
  }
  override query(prefix: string): [string, Row][] {
    return this.#read({ mode: 'read', prefix }, () => super.query(prefix));
  }
  override versions(key: string): readonly Version[] {
    return this.#read({ mode: 'read', prefix: bucketRow(key), exact: true }, () => super.versions(key));
  }
  override isAnnotated(payload: string): boolean {
    return this.#read({ mode: 'read', prefix: annotationRow(payload), exact: true }, () =>
      super.isAnnotated(payload),
    );
  }
  override annotations(): string[] {
    return this.#read({ mode: 'read', prefix: annotationRow('') }, () => super.annotations());
  }
  override tick(): number {
    return this.#read(clock, () => super.tick());
  }
  override time(): number {
    return this.#read({ ...clock, mode: 'read' }, () => super.time());
  }
  override set(key: string, row: Row): void {
    this.#write({ mode: 'write', prefix: key, exact: true }, () => super.set(key, row));
  }
  override put(key: string, row: Row): void {
    this.#write({ mode: 'write', prefix: key, exact: true }, () => super.put(key, row));
  }
  override annotate(payload: string): void {
    this.#write({ mode: 'add', prefix: annotationRow(payload), exact: true }, () => super.annotate(payload));
  }
  override unannotate(payload: string): void {
    const access: Access = { mode: 'write', prefix: annotationRow(payload), exact: true };
    this.#write(access, () => super.unannotate(payload));
  }
  override remove(key: string): void {
    this.#write({ mode: 'write', prefix: key, exact: true }, () => super.remove(key));
  }
  override hint(stage: Stage, id: string): void {
    this.#write({ mode: 'add', prefix: hintRow(stage, id), exact: true }, () => super.hint(stage, id));
  }

  /** The record is never changed, so that states can share it. */
  #read<T>(access: Access, read: () => T): T {
    if (this.replaying) return this.reads[this.#next++] as T;
    this.accesses.push(access);
    const value = frozen(read());
    this.reads.push(value);
    this.#next++;
    return value;
  }

  #write(access: Access, write: () => void): void {
    if (this.replaying) return;
    this.accesses.push(access);
    write();
  }
}
