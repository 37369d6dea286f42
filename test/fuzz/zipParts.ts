/** Takes zip archives apart: a changed byte in compressed data would only break its checksum. */
import { inflateRawSync } from 'node:zlib';
import type { ZipMember } from '../unit/core/formats/makeArchives.ts';

const directoryEntry = 0x02014b50;
const mostUnpacked = 1024 * 1024;

/** @returns `undefined` if it is not a plain archive of small members */
export function zipParts(bytes: Buffer): ZipMember[] | undefined {
  try {
    const end = bytes.lastIndexOf('504b0506', undefined, 'hex');
    if (end < 0) return undefined;
    const members: ZipMember[] = [];
    let at = bytes.readUInt32LE(end + 16);
    while (members.length < bytes.readUInt16LE(end + 10) && bytes.readUInt32LE(at) === directoryEntry) {
      const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
      const nameLength = bytes.readUInt16LE(at + 28);
      const local = bytes.readUInt32LE(at + 42);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const data = bytes.subarray(start, start + packed);
      const body = method === 0 ? data : inflateRawSync(data, { maxOutputLength: mostUnpacked });
      members.push({
        name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
        body,
        stored: method === 0,
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return members.length === 0 ? undefined : members;
  } catch {
    return undefined;
  }
}
