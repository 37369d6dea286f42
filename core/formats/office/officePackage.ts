/**
 * The package of an Office file (ECMA-376, part 2): a zip whose parts refer to one another by relationships.
 */
import { BadInput } from '../../errors.ts';
import { readRootElement } from '../../markup/xml.ts';
import { childrenOf } from '../../markup/xmlElement.ts';
import { memberPath } from '../archives/memberPath.ts';
import { memberFault, unpackMember } from '../archives/zip.ts';
import { readDirectory, type ZipEntry } from '../archives/zipDirectory.ts';
import { randomAccessInMemory } from '../bytes.ts';
import type { RandomAccess } from '../format.ts';
import { LimitExceeded, ReadBudget } from '../limits.ts';

const maxParts = 10_000;

/** Unpacks each part only when it is read. */
export class OfficePackage {
  readonly #zip: RandomAccess;
  readonly #parts: ReadonlyMap<string, ZipEntry>;
  readonly #budget: ReadBudget;

  private constructor(zip: RandomAccess, parts: ReadonlyMap<string, ZipEntry>) {
    this.#zip = zip;
    this.#parts = parts;
    this.#budget = new ReadBudget(zip.size);
  }

  /** @throws BadInput `docx.malformed`, `input.truncated` */
  static async open(bytes: Uint8Array): Promise<OfficePackage> {
    const zip = randomAccessInMemory(bytes);
    const { entries, cut } = await readDirectory(zip).catch((error) => {
      throw asMalformed(error);
    });
    if (cut) throw new BadInput('input.truncated', 'the directory of parts at its end is missing');
    if (entries.length > maxParts) throw malformed(`${entries.length} parts; the limit is ${maxParts}`);
    const outside = entries.map(({ name }) => memberPath(name)).find((path) => typeof path !== 'string');
    if (typeof outside === 'object') throw malformed(outside.evidence);
    const parts = new Map<string, ZipEntry>();
    for (const entry of entries) if (!parts.has(entry.name)) parts.set(entry.name, entry);
    return new OfficePackage(zip, parts);
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /**
   * The bytes of a part; none if the part does not exist.
   *
   * @throws BadInput `docx.malformed`, `archive.bomb`
   */
  async *part(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#parts.get(name);
    if (entry === undefined) return;
    const fault = memberFault(entry);
    if (fault !== undefined) throw malformed(`${name}: ${fault.evidence}`);
    try {
      yield* unpackMember(this.#zip, entry, (bytes) => this.#budget.countUnpacked(bytes));
    } catch (error) {
      throw asMalformed(error);
    }
  }

  /**
   * The part to which another part, or the package itself (''), has a relationship.
   *
   * @param kind the last segment of the relationship's type
   */
  async relatedPart(from: string, kind: string): Promise<string | undefined> {
    const slash = from.lastIndexOf('/') + 1;
    const name = `${from.slice(0, slash)}_rels/${from.slice(slash)}.rels`;
    if (!this.has(name)) return undefined;
    const { element } = await readRootElement(this.part(name));
    const found = childrenOf(element, 'Relationship').find(
      ({ attributes }) => attributes.TargetMode !== 'External' && attributes.Type?.split('/').at(-1) === kind,
    );
    const target = found?.attributes.Target;
    if (target === undefined) return undefined;
    const path = resolvePath(target.startsWith('/') ? target : from.slice(0, slash) + target);
    return this.has(path) ? path : undefined;
  }
}

/** Resolves `.` and `..` in a path inside the package. */
function resolvePath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function malformed(evidence: string): BadInput {
  return new BadInput('docx.malformed', evidence);
}

/** An error in the zip makes the whole file malformed. */
function asMalformed(error: unknown): unknown {
  return error instanceof BadInput && !(error instanceof LimitExceeded)
    ? malformed(error.refusal.evidence)
    : error;
}
