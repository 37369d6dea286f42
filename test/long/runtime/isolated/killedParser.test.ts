import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Refusal, TransientFault } from '../../../../core/errors.ts';
import { parserLimits } from '../../../../runtime/isolated/parser.ts';
import { isolatedReader } from '../../../../runtime/isolated/reader.ts';
import { stored } from '../../../unit/core/formats/upload.ts';
import { mail, page, partsOf, readAllMembers } from '../../../unit/runtime/isolated/readings.ts';

const hostile = isolatedReader({
  most: 2,
  program: fileURLToPath(new URL('../../../unit/runtime/isolated/hostileChild.ts', import.meta.url)),
});
afterAll(() => hostile.close());

describe('a document that kills its parser', () => {
  test.each([
    ['make it hang', 'extract.timeout', 'html: more than 2 seconds'],
    ['make it exit', 'input.crashed', 'html: the parser ended with exit code 3'],
    ['make it abort', 'input.crashed', 'html: the parser ended with SIGABRT'],
    ['make it throw', 'input.crashed', 'html: TypeError: page.body is not a function'],
  ])('%s', async (words, code, evidence) => {
    expect(await hostile.read(stored(page(words)))).toMatchObject({ code, evidence });
    expect(await readAllMembers(hostile.read, stored(page('No more.')))).toMatchObject({ format: 'html' });
  });

  const tookTooMuch = `text: it took more than ${parserLimits.memory / 1024 / 1024} MB of memory`;
  test.each([
    // V8 ends a process whose heap is full, unless the process is seen to be too large before.
    ['make it fill the heap', ['text: the parser ended with SIGABRT', tookTooMuch]],
    ['make it hold buffers', [tookTooMuch]],
  ])('%s', async (words, evidence) => {
    const refusal = { code: 'input.crashed', evidence: expect.toBeOneOf(evidence) };
    expect(await hostile.read(stored(`Storm closes harbour\n\n${words}`))).toMatchObject(refusal);
    expect(await readAllMembers(hostile.read, stored(page('No more.')))).toMatchObject({ format: 'html' });
  });

  test('is not refused if somebody else killed it, perhaps for memory that others use', async () => {
    await expect(hostile.read(stored(page('make it be killed')))).rejects.toThrow(TransientFault);
    expect(await readAllMembers(hostile.read, stored(page('No more.')))).toMatchObject({ format: 'html' });
  });

  test('does not affect documents read at the same time', async () => {
    const words = ['One.', 'make it hang', 'Three.', 'make it exit', 'Five.', 'make it abort'];
    const codes = await Promise.all(words.map(async (each) => partsOf(hostile.read, stored(page(each)))));
    const title = [['', 'Storm closes harbour']];
    expect(codes).toEqual([title, 'extract.timeout', title, 'input.crashed', title, 'input.crashed']);
  });

  test('is refused alone in a container', async () => {
    expect(
      await partsOf(hostile.read, stored(mail('One.', 'make it hang', 'Three.', 'make it exit', 'Five.'))),
    ).toEqual([
      ['', 'Two pages'],
      ['page-1.html', 'Storm closes harbour'],
      ['page-2.html', 'extract.timeout'],
      ['page-3.html', 'Storm closes harbour'],
      ['page-4.html', 'input.crashed'],
      ['page-5.html', 'Storm closes harbour'],
    ]);
  });

  test('refuses the whole container after the sixth time', async () => {
    const object = stored(mail('make it exit', 'make it exit', 'make it exit', 'make it exit'));
    const refusal = { code: 'input.crashed', evidence: expect.stringContaining('the 6th time') };
    // Before or after the first batch.
    const reading = (await readAllMembers(hostile.read, object)) as Refusal | { members: unknown[] };
    expect('code' in reading ? { part: '', refusal: reading } : reading.members.at(-1)).toMatchObject({
      part: '',
      refusal,
    });
  });
});
