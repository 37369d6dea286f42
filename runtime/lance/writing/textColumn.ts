/**
 * Rows as an Arrow table. Arrow encodes a column in one task of the event loop, which takes a tenth of a
 * second for 24 MB; a column of long texts is encoded piece by piece, and other work runs in between.
 */
import type { Table as ArrowTable, Schema, Vector } from 'apache-arrow';
import { giveWay } from '../../../core/giveWay.ts';
import { slicesOf } from '../../../core/text/slices.ts';

/** In UTF-16 units: some five milliseconds. */
const usualPiece = 1_000_000;

/** @param pieceLength how many UTF-16 units of text are encoded in one turn of the event loop */
export async function tableOfRows(
  { makeArrowTable }: Pick<typeof import('@lancedb/lancedb'), 'makeArrowTable'>,
  rows: readonly Record<string, unknown>[],
  schema: Schema,
  pieceLength = usualPiece,
): Promise<ArrowTable> {
  const texts = rows.map(({ text }) => String(text ?? ''));
  if (texts.reduce((sum, { length }) => sum + length, 0) <= pieceLength)
    return makeArrowTable([...rows], { schema });
  const { offsets, bytes } = await encode(texts, pieceLength);
  const table = makeArrowTable(
    rows.map((row) => ({ ...row, text: '' })),
    { schema },
  );
  const empty = table.getChild('text');
  const [data] = empty?.data ?? [];
  if (empty === null || data === undefined) throw new Error('The rows have no column of texts.');
  const { type, length, nullBitmap, typeIds } = data;
  const filled = data.clone(type, 0, length, 0, [offsets, bytes, nullBitmap, typeIds]);
  // LanceDB has Arrow's classes loaded a second time, and its tables take only vectors of its own.
  return table.setChild('text', new (empty.constructor as typeof Vector)([filled]));
}

/** The texts in UTF-8, one after the other, and where each begins. */
async function encode(
  texts: readonly string[],
  pieceLength: number,
): Promise<{ offsets: Int32Array; bytes: Uint8Array }> {
  const pieces: Buffer[] = [];
  const offsets = new Int32Array(texts.length + 1);
  let length = 0;
  let encoded = 0;
  for (const [i, text] of texts.entries()) {
    for (const slice of slicesOf(text, pieceLength)) {
      if (encoded + slice.length > pieceLength) {
        await giveWay();
        encoded = 0;
      }
      const piece = Buffer.from(slice);
      pieces.push(piece);
      length += piece.length;
      encoded += slice.length;
    }
    offsets[i + 1] = length;
  }
  await giveWay();
  return { offsets, bytes: Buffer.concat(pieces) };
}
