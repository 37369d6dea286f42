/** Attacks on zip, tar, gzip and WARC. */
import { gzipSync } from 'node:zlib';
import { httpOf, paxOf, tarOf, together, warcRecord, zipOf } from '../unit/core/formats/makeArchives.ts';
import { pageOf, plainOf } from './carriers.ts';
import { type Attacks, type Ending, filled, hostileFiles, kB, MB, prose, sentence } from './hostileFile.ts';
import { nameOf } from './texts.ts';

const good = { name: 'good.txt', body: plainOf('A neighbour', prose) };
const zeros = (size: number) => new Uint8Array(size);

/** An archive in an archive … */
function nestedZips(depth: number): Uint8Array {
  let body = zipOf([good]);
  for (let i = 1; i < depth; i++) body = zipOf([{ name: `${i}.zip`, body }, good]);
  return body;
}
/** Changes one byte sequence of a file in place. */
function patched(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(Buffer.from(from, 'hex').toString('latin1'), Buffer.from(to, 'hex').toString('latin1'));
  return Buffer.from(text, 'latin1');
}
/** Makes the first member of a zip a symbolic link, as Info-ZIP writes one on Unix. */
function withLink(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  const directory = copy.indexOf('504b0102', 0, 'hex');
  copy[directory + 5] = 3;
  copy.writeUInt32LE((0o120777 << 16) >>> 0, directory + 38);
  return copy;
}

const zip: Attacks = {
  'a bomb of zeros': () => zipOf([{ name: 'a.txt', body: zeros(64 * MB) }, good]),
  'a bomb in a hundred members': () =>
    zipOf(Array.from({ length: 100 }, (_, i) => ({ name: `${i}.txt`, body: zeros(MB) }))),
  'members that overlap': () => {
    const kernel = { name: 'kernel.txt', body: zeros(MB / 4) };
    return zipOf([kernel], {
      list: Array.from({ length: 500 }, (_, i) => ({
        ...kernel,
        name: `kernel.txt`.replace('kernel', `k${i}`),
        offset: 0,
      })),
    });
  },
  'archives three deep': () => nestedZips(3),
  'archives fifty deep': () => nestedZips(50),
  'a list that is fake': () => zipOf([good], { list: [{ name: 'other.txt', body: 'x', offset: 1_000_000 }] }),
  'a list without members': () => zipOf([good], { list: [] }),
  'a list that says another size': () => zipOf([{ ...good, size: 4_000_000_000 }]),
  'a list that says a smaller size': () => zipOf([{ ...good, size: 1 }]),
  'a checksum that is wrong': () => zipOf([{ ...good, crc: 1 }]),
  'a method that is unknown': () => zipOf([{ ...good, method: 99 }]),
  'a member with a password': () => zipOf([{ ...good, encrypted: true }]),
  'names that lead out': () =>
    zipOf(
      ['../a.txt', '/etc/passwd', 'C:\\a.txt', '..\\..\\a.txt', 'a/../../b.txt'].map((name) => ({
        ...good,
        name,
      })),
    ),
  'a link out of the archive': () =>
    withLink(zipOf([{ name: 'link.txt', body: '/etc/passwd', stored: true }, good])),
  'a link alone': () => withLink(zipOf([{ name: 'link.txt', body: '/etc/passwd', stored: true }])),
  'one name a thousand times': () => zipOf(Array.from({ length: 1_000 }, () => good)),
  'ten thousand and one members': () =>
    zipOf(
      Array.from({ length: 10_001 }, (_, i) => ({
        name: `${i}.txt`,
        body: 'Storm\n\nThe ferry waits.',
        stored: true,
      })),
    ),
  'twenty texts of five megabytes': (random) =>
    zipOf(
      Array.from({ length: 20 }, (_, i) => {
        const line = () => `${sentence}${nameOf(random)} `;
        const body = plainOf(`Storm ${i}`, Array.from({ length: 60_000 }, line).join(''));
        return { name: `${i}.txt`, body };
      }),
    ),
  'a name of 64 KB': () => zipOf([{ ...good, name: `${filled('n', 65_000)}.txt` }, good]),
  'names of control characters': () => zipOf([{ ...good, name: '\u001b[31m\u202etxt.\u009b\0.txt' }, good]),
  'it breaks off': () => zipOf([good, good]).subarray(0, -30),
  'nothing but an end': () => Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex'),
  'sizes of a zip64 that is none': () => patched(zipOf([good]), '504b0506', '504b0606'),
};

const tar: Attacks = {
  'a size of eight gigabytes': () => tarOf([{ ...good, size: 8_589_934_591 }]),
  'a size that is no number': () => {
    const bytes = Buffer.from(tarOf([good]));
    bytes.write('zzzzzzzzzzz\0', 124);
    return bytes;
  },
  'links and devices': () =>
    tarOf(
      ['1', '2', '3', '4', '6']
        .map((type) => ({ name: `l${type}`, type }))
        .concat([])
        .map((each) => ({ ...each, body: '' }))
        .concat([{ ...good, type: '0' }]),
    ),
  'a pax header without end': () => tarOf([paxOf({ path: filled('p/', 2 * MB) }), good]),
  'a pax header that lies': () => tarOf([{ name: 'pax', type: 'x', body: '99999999999 path=a\n' }, good]),
  'a GNU name of 2 MB': () => tarOf([{ name: '././@LongLink', type: 'L', body: filled('n', 2 * MB) }, good]),
  'ten thousand and one members': () =>
    tarOf(
      Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.txt`, body: 'Storm\n\nThe ferry waits.' })),
    ),
  'names that lead out': () =>
    tarOf(['../a.txt', '/etc/passwd', 'a/../../b.txt'].map((name) => ({ ...good, name }))),
  'it breaks off': () => tarOf([good, good], { ended: false }).subarray(0, 1_200),
  'archives five deep': () => {
    let body = tarOf([good]);
    for (let i = 0; i < 4; i++) body = tarOf([{ name: `${i}.tar`, body }, good]);
    return body;
  },
};

const gzip: Attacks = {
  'a bomb of zeros': () => gzipSync(zeros(128 * MB)),
  'a bomb in a bomb': () => gzipSync(gzipSync(zeros(64 * MB))),
  'gzips ten deep': () => {
    let body: Uint8Array = Buffer.from(plainOf('Storm', prose));
    for (let i = 0; i < 10; i++) body = gzipSync(body);
    return body;
  },
  'it breaks off': () => gzipSync(plainOf('Storm', prose.repeat(50))).subarray(0, -20),
  'rubbish after the end': () =>
    Buffer.concat([gzipSync(plainOf('Storm', prose)), Buffer.from('rubbish'.repeat(1_000))]),
  'ten thousand members': () =>
    Buffer.concat(Array.from({ length: 10_000 }, () => gzipSync('The ferry waits. '))),
  'a header alone': () => Buffer.from('1f8b08', 'hex'),
  'a file name without end': () =>
    Buffer.concat([Buffer.from('1f8b0808000000000003', 'hex'), Buffer.alloc(2 * MB, 'n')]),
  'a tar of a bomb': () => gzipSync(tarOf([{ name: 'a.txt', body: zeros(100 * MB) }, good])),
};

const response = (body: string | Uint8Array, fields: Record<string, string> = {}) =>
  warcRecord({ uri: 'https://coast.example/', body: httpOf(body, fields) });
const neighbour = response(pageOf('A neighbour', prose));
const warc: Attacks = {
  'a length that lies': () =>
    together(
      warcRecord({ uri: 'https://a.example/', body: httpOf(pageOf('Storm', prose)), length: 9_999_999_999 }),
      neighbour,
    ),
  'a length that is negative': () =>
    together(warcRecord({ uri: 'https://a.example/', body: httpOf('x'), length: -1 }), neighbour),
  'a body that unpacks without end': () =>
    together(response(gzipSync(zeros(128 * MB)), { 'Content-Encoding': 'gzip' }), neighbour),
  'chunks that lie': () =>
    together(response('ffffffffffff\r\nabc', { 'Transfer-Encoding': 'chunked' }), neighbour),
  'header fields of 2 MB': () =>
    together(response(pageOf('Storm', prose), { 'X-A': filled('x', 2 * MB) }), neighbour),
  'an address of 450 KB': () =>
    together(
      warcRecord({ uri: `https://a.example/${filled('u', 450 * kB)}`, body: httpOf(pageOf('Storm', prose)) }),
      neighbour,
    ),
  'an address that is a script': () =>
    warcRecord({ uri: 'javascript:alert(1)', body: httpOf(pageOf('Storm', prose)) }),
  'records without end': () =>
    together(...Array.from({ length: 12_000 }, () => warcRecord({ type: 'metadata', body: 'x' }))),
  'a gzip per byte': () =>
    together(...[...Buffer.from(neighbour)].slice(0, 1_000).map((byte) => gzipSync(Buffer.of(byte)))),
};

/**
 * A directory that leads nowhere is a fault, not an archive of nothing. What is wrong with one member, or
 * with the end of the file, is a refused part beside its neighbours.
 */
const zipEnds: Record<string, Ending> = {
  'a bomb of zeros': 'stored',
  'a list that is fake': 'refused',
  'it breaks off': 'stored',
  'archives fifty deep': 'stored',
  'a link out of the archive': 'stored',
  'twenty texts of five megabytes': 'stored',
};

export function archiveFiles(seed: number) {
  return [
    ...hostileFiles(seed, 'zip', 'zip', zip, zipEnds),
    ...hostileFiles(seed, 'tar', 'tar', tar),
    ...hostileFiles(seed, 'gzip', 'gz', gzip),
    ...hostileFiles(seed, 'warc', 'warc', warc),
  ];
}
