/** The documents behind search rows, which lag behind the records. */
import type { Table } from '../../core/ports/table.ts';
import { readDocumentsById, type StoredDocument } from '../../core/queries/documents.ts';

/** Drops the rows whose document is gone or was written again since: the META row decides. */
export async function readCurrentDocuments(
  table: Table,
  rows: readonly { id: string; token: number }[],
): Promise<StoredDocument[]> {
  const documents = await readDocumentsById(
    table,
    rows.map(({ id }) => id),
  );
  return documents.flatMap((document, i) =>
    document !== undefined && document.applied.token === rows[i]?.token ? [document] : [],
  );
}
