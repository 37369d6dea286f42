/**
 * A content as the archive has it. A long one is written piece by piece, and other work runs in between: 24
 * MB in one piece held up everything for a quarter of a second.
 */
import { giveWay } from '../giveWay.ts';
import { hashOfPieces } from '../hash.ts';
import { slicesOf } from '../text/slices.ts';
import { payloadId, serialize } from './documentIdentity.ts';
import type { Content, Paragraph } from './record.ts';

export interface PackedPayload {
  /** Its name: `payloadId` of its bytes. */
  payload: string;
  /** What `serialize` gives, as text or as its bytes in UTF-8. */
  body: string | Uint8Array;
}

/** In UTF-16 units of text: some five milliseconds. */
const usualPiece = 1_000_000;
/** Parts of JSON, such as paragraphs, in one turn of the event loop: some ten milliseconds. */
const partsOfPiece = 2_000;

/** @param pieceLength how many UTF-16 units of JSON are written in one turn of the event loop */
export async function packPayload(content: Content, pieceLength = usualPiece): Promise<PackedPayload> {
  if (lengthOf(content.paragraphs) > pieceLength) return packInPieces(content, pieceLength);
  const body = serialize(content);
  return { payload: payloadId(body), body };
}

function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}

async function packInPieces(content: Content, pieceLength: number): Promise<PackedPayload> {
  const hash = hashOfPieces();
  const packed: Buffer[] = [];
  let piece = '';
  let parts = 0;
  const pack = async () => {
    const bytes = Buffer.from(piece);
    hash.add(bytes);
    packed.push(bytes);
    piece = '';
    parts = 0;
    await giveWay();
  };
  await giveWay();
  for (const part of partsOf(content, pieceLength)) {
    piece += part;
    if (piece.length >= pieceLength || ++parts >= partsOfPiece) await pack();
  }
  await pack();
  const body = Buffer.concat(packed);
  await giveWay(); // Whoever stores it makes a copy.
  return { payload: hash.end(), body };
}

/** The JSON that `serialize` writes, in parts of at most some `length` characters. */
function* partsOf(value: unknown, length: number): Generator<string> {
  if (typeof value === 'string' && value.length > length) {
    yield '"';
    for (const slice of slicesOf(value, length)) yield JSON.stringify(slice).slice(1, -1);
    yield '"';
  } else if (Array.isArray(value)) {
    yield '[';
    for (const [i, element] of value.entries()) {
      const between = i > 0 ? ',' : '';
      if (isShort(element, length)) yield between + serialize(element);
      else {
        yield between;
        yield* partsOf(element, length);
      }
    }
    yield ']';
  } else if (value !== null && typeof value === 'object') {
    const names = Object.keys(value).sort();
    const fields = value as Record<string, unknown>;
    yield '{';
    for (const [i, name] of names.filter((each) => fields[each] !== undefined).entries()) {
      yield `${i > 0 ? ',' : ''}${JSON.stringify(name)}:`;
      yield* partsOf(fields[name], length);
    }
    yield '}';
  } else yield JSON.stringify(value);
}

/** Whether it is a string of at most this length, or an object of nothing else, such as most paragraphs. */
function isShort(element: unknown, length: number): boolean {
  const fields = typeof element === 'string' ? [element] : Object.values(element ?? {});
  return fields.every((field) => typeof field === 'string' && field.length <= length);
}
