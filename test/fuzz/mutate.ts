/**
 * Structure-aware mutations of a file: of bytes, numbers, tokens, units (lines, elements, members, parts) and
 * of what is inside compressed data. The same random numbers give the same file.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { isGzip } from '../../core/formats/archives/gzip.ts';
import type { Random } from '../../core/random.ts';
import { pieces } from '../pieces.ts';
import { zipOf } from '../unit/core/formats/makeArchives.ts';
import { tokens } from './tokens.ts';
import { zipParts } from './zipParts.ts';

/** Larger files say nothing more, and take longer. */
export const mostBytes = 256 * 1024;

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const join = (...parts: (Buffer | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const replaced = (bytes: Buffer, start: number, end: number, by: Buffer | string) =>
  join(bytes.subarray(0, start), by, bytes.subarray(end));

const repeated = (text: string, times: number) =>
  text.repeat(Math.min(times, mostBytes / Math.max(1, text.length)));

/** A piece of the file: its start and end. */
function piece(bytes: Buffer, random: Random, longest = 64): [start: number, end: number] {
  const start = random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + 1 + random.below(longest))];
}

const interesting = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];
const numbers = ['0', '-1', '00', '1e309', '2147483648', '99999999999999999999', '0x10', 'NaN', '1.5', '٣'];
/** What files are split at: lines, elements, members, parts. */
export const units = pieces('\n¦\r\n¦<¦>¦{¦}¦,¦"¦\n\n¦--¦;¦:¦\nFrom ¦obj¦PK¦ ');

const mutations: readonly Mutation[] = [
  function setByte(bytes, random) {
    const copy = Buffer.from(bytes);
    for (let i = random.below(4); i >= 0; i--) copy[random.below(copy.length)] = random.below(256);
    return copy;
  },
  function setInteger(bytes, random) {
    const copy = Buffer.from(bytes);
    const [value, size] = [random.pick(interesting), random.pick([1, 2, 4])];
    const at = random.below(Math.max(1, copy.length - size));
    if (copy.length < size) return copy;
    if (random.chance(0.5)) copy.writeUIntLE(value % 2 ** (8 * size), at, size);
    else copy.writeUIntBE(value % 2 ** (8 * size), at, size);
    return copy;
  },
  function setNumber(bytes, random) {
    const text = bytes.toString('latin1');
    const found = [...text.matchAll(/\d+/g)];
    if (found.length === 0) return bytes;
    const { index, 0: digits } = random.pick(found);
    return replaced(bytes, index, index + digits.length, random.pick(numbers));
  },
  function insertToken(bytes, random) {
    const [at] = piece(bytes, random);
    return replaced(bytes, at, at, random.pick(tokens));
  },
  function replaceByToken(bytes, random) {
    const [start, end] = piece(bytes, random, 12);
    return replaced(bytes, start, end, random.pick(tokens));
  },
  function repeatPiece(bytes, random) {
    const [start, end] = piece(bytes, random, random.pick([1, 2, 8, 64]));
    const part = bytes.subarray(start, end);
    const times = Math.min(random.pick([2, 30, 1_000, 20_000]), mostBytes / Math.max(1, part.length));
    return replaced(bytes, start, end, Buffer.concat(Array.from({ length: times }, () => part)));
  },
  function repeatToken(bytes, random) {
    const [at] = piece(bytes, random);
    const token = random.pick(tokens);
    return replaced(bytes, at, at, repeated(token, random.pick([200, 5_000, 30_000])));
  },
  function drop(bytes, random) {
    const [start, end] = piece(bytes, random, random.pick([1, 16, 400]));
    return replaced(bytes, start, end, '');
  },
  function cutOff(bytes, random) {
    return bytes.subarray(0, random.below(bytes.length + 1));
  },
  function editUnits(bytes, random) {
    const separator = random.pick(units);
    const parts = bytes.toString('latin1').split(separator);
    if (parts.length < 3) return bytes;
    const [a, b] = [random.below(parts.length), random.below(parts.length)];
    const [first = '', second = ''] = [parts[a], parts[b]];
    const edit = random.below(5);
    if (edit === 0) parts.splice(a, 1);
    else if (edit === 1) parts[a] = repeated(first + separator, 1 + random.below(300)) + first;
    else if (edit === 2) [parts[a], parts[b]] = [second, first];
    else if (edit === 3) parts[a] = first + second;
    else parts[a] = [...first.slice(0, mostBytes)].join(separator);
    return Buffer.from(parts.join(separator), 'latin1');
  },
  function nest(bytes, random) {
    const [open, close] = random.pick(brackets);
    const [start, end] = piece(bytes, random, 400);
    const depth = random.pick([1, 10, 127, 129, 2_000]);
    return replaced(
      bytes,
      start,
      end,
      join(open.repeat(depth), bytes.subarray(start, end), close.repeat(depth)),
    );
  },
  function copyPiece(bytes, random) {
    const [start, end] = piece(bytes, random, 2_000);
    const [at] = piece(bytes, random);
    return replaced(bytes, at, at, bytes.subarray(start, end));
  },
  function splice(bytes, random, other) {
    const [at] = piece(bytes, random);
    const [from, to] = piece(other, random, other.length);
    return random.chance(0.5)
      ? join(bytes.subarray(0, at), other.subarray(from))
      : replaced(bytes, at, at, other.subarray(from, to));
  },
  function encode(bytes, random) {
    const text = bytes.toString('utf8');
    const change = random.below(4);
    if (change === 0) return join(Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le'));
    if (change === 1) return join('\ufeff', bytes);
    if (change === 2) return Buffer.from(text, 'latin1');
    return Buffer.from(bytes.toString('latin1'), 'utf8');
  },
];

const brackets = [
  ['[', ']'],
  ['{"a":', '}'],
  ['<div>', '</div>'],
  ['<item>', '</item>'],
  ['(', ')'],
  ['<< /A ', ' >>'],
  ['<![CDATA[', ']]>'],
  ['"', '"'],
] as const;

/** @param other a file to splice with */
export function mutate(bytes: Buffer, random: Random, other: Buffer): Buffer {
  let result = random.chance(0.7) ? mutateInside(bytes, random, other) : undefined;
  if (result === undefined) {
    result = bytes;
    for (let i = random.below(3); i >= 0; i--)
      if (result.length > 0) result = random.pick(mutations)(result, random, other);
  }
  return result.subarray(0, mostBytes);
}

/** Changes what a compressed file holds, and packs it again. */
function mutateInside(bytes: Buffer, random: Random, other: Buffer): Buffer | undefined {
  if (isGzip(bytes)) {
    try {
      return gzipSync(mutate(gunzipSync(bytes, { maxOutputLength: 4 * mostBytes }), random, other));
    } catch {
      return undefined;
    }
  }
  const members = bytes.toString('latin1', 0, 2) === 'PK' ? zipParts(bytes) : undefined;
  if (members === undefined) return undefined;
  const member = random.pick(members);
  const change = random.below(8);
  if (change === 0) member.name = mutate(Buffer.from(member.name), random, other).toString('utf8');
  else if (change === 1) Object.assign(member, { size: random.pick(interesting) });
  else if (change === 2) Object.assign(member, { encrypted: true, method: random.below(100) });
  else if (change === 3) members.push({ ...member });
  else member.body = mutate(Buffer.from(member.body), random, other);
  return Buffer.from(zipOf(members.map((each) => ({ ...each, name: cutName(each.name) }))));
}

/** At most 60,000 bytes of UTF-8 and a sign for half a character: the length of a name is a 16-bit number. */
function cutName(name: string): string {
  return Buffer.from(name).subarray(0, 60_000).toString('utf8');
}
