/**
 * `child.ts` with parsers of pages and texts that misbehave, as hostile files make parsers do, if a file says
 * so.
 */
import { readFileSync } from 'node:fs';
import { html } from '../../../../core/formats/html/html.ts';
import { text } from '../../../../core/formats/plain/text.ts';

const read = html.read;
const held: unknown[] = [];

html.read = (upload) => {
  const page = Buffer.from(upload.bytes).toString('latin1');
  if (page.includes('make it hang')) for (;;);
  if (page.includes('make it exit')) process.exit(3);
  if (page.includes('make it abort')) process.abort();
  // As the system does for want of memory.
  while (page.includes('make it be killed')) process.kill(process.pid, 'SIGKILL');
  if (page.includes('make it throw')) throw new TypeError('page.body is not a function');
  const wanted = /make it read (\S+)\./.exec(page)?.[1];
  if (wanted !== undefined)
    return { ...(read(upload) as object), charset: outcomeOfReading(wanted) } as never;
  if (page.includes('make it report its environment')) {
    const environment = Object.keys(process.env).filter((name) => name !== 'LD_LIBRARY_PATH');
    const may = (['fs.write', 'child', 'worker'] as const).filter((scope) => process.permission.has(scope));
    return { ...(read(upload) as object), charset: JSON.stringify({ environment, may }) } as never;
  }
  return read(upload);
};

// Texts have a minute, because a busy machine may need seconds of processor time to run out of memory.
const readText = text.read;
text.seconds = 60;
text.read = (upload) => {
  const words = Buffer.from(upload.bytes).toString('latin1');
  if (words.includes('make it hang')) for (;;);
  if (words.includes('make it fill the heap')) for (;;) held.push(new Array(1e6).fill({}));
  if (words.includes('make it hold buffers')) for (;;) held.push(Buffer.alloc(1e6, 1));
  return readText(upload);
};

function outcomeOfReading(file: string): string {
  try {
    return `${readFileSync(file).length} bytes`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

await import('../../../../runtime/isolated/child.ts');
