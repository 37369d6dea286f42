/**
 * Files of the authority as a format: the object's key decides, whatever its bytes are. They are read where
 * the process can be killed, like news, and leave it in the compact form, so that who looks names up parses
 * nothing.
 */
import { CompactFile } from '../../entities/authority/compactFile.ts';
import { refuse } from '../../errors.ts';
import { readAll } from '../bytes.ts';
import type { ContainerFormat, RefusedMember } from '../format.ts';
import { limits } from '../limits.ts';
import { type LineFault, readAuthorityFile } from './authorityFile.ts';

/** Objects of the inbox under this prefix are files of the authority, and no news. */
const authorityPrefix = 'authority/';

export const isAuthorityKey = (key: string): boolean => key.startsWith(authorityPrefix);

/** In bytes: what one file may have in the compact form. */
const mostCompactBytes = 64 * 1024 * 1024;

export const authorityFormat: ContainerFormat = {
  name: 'authority',
  kind: 'container',
  seconds: 10,
  recognises: () => false,
  async read({ info, stream }) {
    if (info.size > limits.single)
      return refuse('input.too_large', `${info.size} bytes; the limit is ${limits.single}`);
    const bytes = await readAll(stream(), limits.single);
    const file = new CompactFile();
    const faults = await readAuthorityFile(bytes, info.key, (entry) => file.add(entry));
    if ('code' in faults) return faults;
    const lines = new TextEncoder().encode(`${file.lines().join('\n')}\n`);
    if (lines.length > mostCompactBytes)
      return refuse('input.too_large', 'the names and ids of its entries take too much memory');
    return { feed: false, authority: { entries: file.entries, lines }, members: refusedLines(faults) };
  },
};

/** Each line that is no entry is refused alone. */
async function* refusedLines(faults: readonly LineFault[]): AsyncGenerator<RefusedMember> {
  for (const { line, evidence } of faults)
    yield { part: `line ${line}`, refusal: refuse('authority.malformed', evidence) };
}
