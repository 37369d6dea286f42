/** Records that versions of Dateline with other models and readers work on in turn. */
import type { CodeVersions, Ports } from '../../../../core/protocol/ports.ts';
import { runStages } from '../../../../functions/runStages.ts';
import { continueReprocessing } from '../../../../functions/sweep/reprocess.ts';
import { Records } from './records.ts';

export const early = { model: 'tagger-1', reader: 'read-1' };
export const late = { model: 'tagger-2', reader: 'read-2' };
export const portion = { most: 100, seconds: 900, walkSeconds: 3600 };

export class VersionedRecords extends Records {
  versions: CodeVersions = early;
  annotated = 0;
  read = 0;

  override get ports(): Ports {
    const ports = super.ports;
    const { versions } = this;
    return {
      ...ports,
      codeVersions: versions,
      annotate: async (content, payload) => {
        this.annotated++;
        return { ...(await ports.annotate(content, payload)), model: versions.model };
      },
      read: (object, from) => {
        this.read++;
        return ports.read(object, from);
      },
    };
  }

  models(): unknown[] {
    return this.rows('DOC#', 'META').map(
      ({ applied }) => (applied as { basis: { model: string } }).basis.model,
    );
  }

  readers(): unknown[] {
    return this.rows('OBJ#', 'META').map(({ applied }) => (applied as { reader: string }).reader);
  }

  /** One portion, and the work that it queues. */
  async goOn(size = portion): Promise<boolean> {
    let goesOn = false;
    await runStages(this.ports, async (queues) => {
      goesOn = await continueReprocessing({ ...this.ports, queues }, size);
    });
    return goesOn;
  }
}
