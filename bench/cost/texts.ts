/** Texts for the bench: those of a folder or an archive of text files, or invented ones. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface Text {
  key: string;
  body: Uint8Array | string;
}

/** The `.txt` files of a folder, of a `.tar` or of a `.tar.gz`, in an order that mixes their folders. */
export function readTexts(path: string): Text[] {
  const texts = statSync(path).isDirectory() ? readFolder(path) : readTar(path);
  if (texts.length === 0) throw new RangeError(`${path} has no .txt files.`);
  return texts.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

const nameOf = ({ key }: Text): string => key.split('/').reverse().join('/');

function readFolder(path: string): Text[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => isText(name))
    .map((name) => ({ key: name, body: readFileSync(join(path, name)) }));
}

function readTar(path: string): Text[] {
  const file = readFileSync(path);
  const bytes = file[0] === 0x1f ? gunzipSync(file) : file;
  const texts: Text[] = [];
  for (let at = 0; at + 512 <= bytes.length; ) {
    const field = (from: number, length: number) =>
      bytes.toString('latin1', at + from, at + from + length).split('\0')[0] ?? '';
    const [key, size] = [field(0, 100), Number.parseInt(field(124, 12) || '0', 8)];
    const isFile = ['', '0'].includes(field(156, 1));
    if (isFile && isText(key)) texts.push({ key, body: bytes.subarray(at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return texts;
}

const isText = (name: string): boolean => name.endsWith('.txt');
