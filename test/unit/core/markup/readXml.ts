import { BadInput, type Refusal } from '../../../../core/errors.ts';
import { lineOf } from '../../../../core/markup/htmlTree.ts';
import { readRootElement, type StreamedElement } from '../../../../core/markup/xml.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The bytes as a stream of chunks of `size` bytes. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

export async function readXml(xml: string | Uint8Array): Promise<StreamedElement | Refusal> {
  try {
    return await readRootElement(typeof xml === 'string' ? bytesOf(xml) : xml);
  } catch (error) {
    if (error instanceof BadInput) return error.refusal;
    throw error;
  }
}

/** The text of the root element, or the refusal as `code: evidence`. */
export async function textOrRefusal(xml: string | Uint8Array): Promise<string> {
  const found = await readXml(xml);
  return 'code' in found ? `${found.code}: ${found.evidence}` : lineOf(found.element);
}
