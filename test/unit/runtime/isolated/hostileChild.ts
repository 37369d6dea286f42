/** `child.ts` with an HTML parser that misbehaves, as hostile files make parsers do, if a page says so. */
import { html } from '../../../../core/formats/html/html.ts';

const read = html.read;
const held: unknown[] = [];

html.read = (upload) => {
  const page = Buffer.from(upload.bytes).toString('latin1');
  if (page.includes('make it hang')) for (;;);
  if (page.includes('make it exit')) process.exit(3);
  if (page.includes('make it abort')) process.abort();
  if (page.includes('make it throw')) throw new TypeError('page.body is not a function');
  if (page.includes('make it fill the heap')) for (;;) held.push(new Array(1e6).fill({}));
  if (page.includes('make it hold buffers')) for (;;) held.push(Buffer.alloc(1e6, 1));
  if (page.includes('make it report its environment')) {
    const environment = Object.keys(process.env).filter((name) => name !== 'LD_LIBRARY_PATH');
    const may = (['fs.write', 'child', 'worker'] as const).filter((scope) => process.permission.has(scope));
    return { ...(read(upload) as object), charset: JSON.stringify({ environment, may }) } as never;
  }
  return read(upload);
};

await import('../../../../runtime/isolated/child.ts');
