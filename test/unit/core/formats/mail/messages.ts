import type { Refusal } from '../../../../../core/errors.ts';
import type {
  ContainerFormat,
  ContainerInput,
  DocumentMember,
  NestedFile,
  RefusedMember,
} from '../../../../../core/formats/format.ts';

export const sentence = 'The harbour stayed closed for a third day, its manager said.';

export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const usualFields = [
  'From: Ann Example <ann@coast.example>',
  'Date: Fri, 6 Mar 2026 07:30:00 +0000',
  'Message-ID: <1@coast.example>',
  'MIME-Version: 1.0',
].join('\r\n');

/** A message with the usual header fields and more. */
export const message = (fields: string, body: string): string => `${usualFields}\r\n${fields}\r\n\r\n${body}`;

export function containerInput(bytes: Uint8Array, stream: () => AsyncIterable<Uint8Array>): ContainerInput {
  return {
    info: { key: 'a', version: '1', size: bytes.length, modified: 0, etag: '', metadata: {} },
    head: bytes.subarray(0, 65536),
    stream,
    random: async () => ({ size: bytes.length, read: async (start, end) => bytes.subarray(start, end) }),
    countUnpacked() {},
  };
}

/** Everything a format finds in a file that arrives in chunks of `size` bytes. */
export async function readMembers(
  format: ContainerFormat,
  text: string,
  size = 1000,
): Promise<(DocumentMember | RefusedMember | NestedFile)[] | Refusal> {
  const bytes = bytesOf(text);
  async function* stream() {
    for (let i = 0; i < bytes.length; i += size) yield bytes.slice(i, i + size);
  }
  const found = await format.read(containerInput(bytes, stream));
  return 'code' in found ? found : Array.fromAsync(found.members);
}
