/** The package of an Office file (ECMA-376, part 2): a zip whose parts are found by relationships, and unpacked only when they are read. */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { refuse } from '../errors.ts';
import { BadInput } from './format.ts';
import { Allowance } from './limits.ts';
import { rootElement } from './xml.ts';
import { childrenOf } from './xmlElement.ts';

const mostParts = 10_000;

export class OfficePackage {
  readonly #zip: ZipFile;
  readonly #parts: ReadonlyMap<string, Entry>;
  readonly #allowance: Allowance;

  private constructor(zip: ZipFile, parts: ReadonlyMap<string, Entry>, size: number) {
    this.#zip = zip;
    this.#parts = parts;
    this.#allowance = new Allowance(size);
  }

  /** @throws BadInput `docx.malformed`, `input.truncated` */
  static async open(bytes: Uint8Array): Promise<OfficePackage> {
    try {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true });
      if (zip.entryCount > mostParts) throw malformed(`${zip.entryCount} parts; a file may have ${mostParts}`);
      const parts = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) if (!parts.has(entry.fileName)) parts.set(entry.fileName, entry);
      return new OfficePackage(zip, parts, bytes.length);
    } catch (error) {
      throw faultOf(error);
    }
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /** The part's bytes, or none where there is no such part. Throws `BadInput`: `docx.malformed`, `archive.bomb`. */
  async *part(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#parts.get(name);
    if (entry === undefined) return;
    if (entry.isEncrypted()) throw malformed(`${name} is locked with a password`);
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        this.#allowance.unpack(chunk.length);
        yield chunk;
      }
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** The part that stands in that relation to another one, or to the package itself (''); `kind` is the last word of the relation's type. */
  async related(from: string, kind: string): Promise<string | undefined> {
    const slash = from.lastIndexOf('/') + 1;
    const name = `${from.slice(0, slash)}_rels/${from.slice(slash)}.rels`;
    if (!this.has(name)) return undefined;
    const { element } = await rootElement(this.part(name));
    const found = childrenOf(element, 'Relationship').find(
      ({ attributes }) => attributes.TargetMode !== 'External' && attributes.Type?.split('/').at(-1) === kind,
    );
    const target = found?.attributes.Target;
    if (target === undefined) return undefined;
    const path = resolved(target.startsWith('/') ? target : from.slice(0, slash) + target);
    return this.has(path) ? path : undefined;
  }
}

/** A path inside the package, without «.» and «..». */
function resolved(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function malformed(evidence: string): BadInput {
  return new BadInput(refuse('docx.malformed', evidence));
}

/** yauzl says in words what is wrong with a zip. */
function faultOf(error: unknown): BadInput {
  if (error instanceof BadInput) return error;
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 200);
  return /End of central directory/i.test(message) ? new BadInput(refuse('input.truncated', message)) : malformed(message);
}
