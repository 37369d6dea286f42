/**
 * The files that a fuzzer starts from: the gallery's samples of a format, a short text in it, and files of
 * the authority, whose names are keys that say so.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isGzip } from '../../core/formats/archives/gzip.ts';
import { authorityFormat, isAuthorityKey } from '../../core/formats/authority/authorityFormat.ts';
import { detectFormat } from '../../core/formats/formats.ts';
import { carriers } from '../hostile/carriers.ts';
import { prose } from '../hostile/hostileFile.ts';

export interface Sample {
  name: string;
  /** As core/formats names it, or `gzip`. */
  format: string;
  bytes: Buffer;
}

const folder = new URL('../../seeds/formats/', import.meta.url);
const headBytes = 65_536;

export function readCorpus(): Sample[] {
  const files = readdirSync(folder)
    .sort()
    .map((name) => sampleOf(name, readFileSync(new URL(name, folder))));
  const carried = carriers.map(({ format, ending, wrap }) =>
    sampleOf(`${format}.${ending}`, Buffer.from(wrap('Storm closes harbour', prose))),
  );
  const lists = Object.entries(authorityFiles).map(([name, text]) => ({
    name,
    format: authorityFormat.name,
    bytes: Buffer.from(text),
  }));
  return [...files, ...carried, ...lists];
}

/** The key under which a sample and its mutations are read: a format may depend on it. */
export function keyOfSample(name: string): string {
  return isAuthorityKey(name) ? name : 'fuzz/input';
}

const authorityFiles = {
  'authority/piers.csv':
    'id,name,aliases,type,wikidata,geonames,lat,lon,from,to,country,region,source\n' +
    'person/aino-koskela,"Koskela, Aino",A. Koskela;Koskela,person,Q1,,,,1950,2020-05,FI,,a list\n' +
    'place/north-pier,North Pier,,,,42,60.5,-20,,,GB,GB-SCT,\n,Åland,Ahvenanmaa|Landskapet,place,,,,,,,,,\n',
  'authority/piers.jsonl':
    '{"id":"organization/kaamos","name":"Kaamos","aliases":["Kaamos Oyj","KAAMOS"],"country":"FI"}\n' +
    '{"id":"place/north-pier","name":"North Pier","lat":60.5,"lon":-20,"geonames":42,"from":1950}\n',
};

function sampleOf(name: string, bytes: Buffer): Sample {
  const head = bytes.subarray(0, headBytes);
  return { name, format: isGzip(head) ? 'gzip' : (detectFormat(head)?.name ?? 'unknown'), bytes };
}
