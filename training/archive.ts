/** Reads an archive of articles (tar or zip) as the pipeline reads it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Content } from '../core/document/record.ts';
import { readObject } from '../core/formats/read.ts';

/**
 * The articles of the archive, by their path in it.
 * @throws Error if the file is not an archive that Dateline reads
 */
export async function* readArchive(file: string): AsyncGenerator<{ path: string; content: Content }> {
  const bytes = readFileSync(file);
  const put = Date.now();
  const reading = await readObject({
    ...{ key: basename(file), version: '1', size: bytes.length, modified: put, etag: '', metadata: {} },
    async *stream() {
      yield bytes;
    },
    range: async (start, end) => bytes.subarray(start, end),
  });
  if ('code' in reading) throw new Error(`${file}: ${reading.message}`);
  for await (const member of reading.members)
    if ('content' in member) yield { path: member.part, content: member.content };
}
