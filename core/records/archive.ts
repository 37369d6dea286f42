/** The names of objects in the archive bucket, and how to read and write them. */
import type * as z from 'zod';
import { type Content, content } from '../document/record.ts';
import { type Annotation, annotation } from '../entities/annotation.ts';
import { giveWay } from '../giveWay.ts';
import type { Objects, StoredObject } from '../ports/objects.ts';
import type { Ports } from '../protocol/ports.ts';
import { thresholds as defaultThresholds } from '../protocol/thresholds.ts';
import type { Basis } from './document.ts';

export const payloadPrefix = 'payloads/';
export const annotationPrefix = 'annotations/';
/** Readings of feed versions (`versionReadings.ts`). */
export const readingPrefix = 'readings/';
/** Files of exports, which expire after a week. */
export const exportPrefix = 'exports/';
/** Answers of the API that are too large for a function; they expire after a day. */
export const answerPrefix = 'answers/';
/** LanceDB's files: a search table for each epoch of the table (`epoch.ts`). */
export const searchPrefix = 'search/';
/** The search table of an epoch. */
export const searchFolder = (epoch: string): string => `${searchPrefix}${epoch}/`;
/** What passes of the sweep find (functions/sweep/pass/sliceFiles.ts), for each epoch of the table. */
export const sweepPrefix = 'sweep/';
/** Erasures in progress (functions/erase/pendingErasure.ts). */
export const erasurePrefix = 'erasures/';

export const payloadKey = (payload: string): string => `${payloadPrefix}${payload}.json`;
export const readingKey = (name: string): string => `${readingPrefix}${name}.json`;
export const annotationKey = ({ payload, model }: Basis): string =>
  `${annotationPrefix}${payload}/${model}.json`;

/** Reads a payload; `undefined` if a sweep removed it after the message that names it was sent. */
export async function readPayload(archive: Objects, payload: string): Promise<Content | undefined> {
  const object = await archive.get(payloadKey(payload));
  if (object === undefined) return undefined;
  const read = content.parse(await decodeInTurns(object));
  if (object.size > decodedAtOnce) await giveWay();
  return read;
}

/**
 * Puts a payload into the archive. A HEAD costs a twelfth of a PUT and takes two thirds of its time, so where
 * the payload may well be there, it is asked first, and put only if it is missing or old.
 *
 * @param likely the key was handled before: most of its documents are as they were
 */
export async function putPayload(
  { archive, clock, thresholds = defaultThresholds }: Pick<Ports, 'archive' | 'clock' | 'thresholds'>,
  payload: string,
  serialized: string | Uint8Array,
  likely = false,
): Promise<void> {
  const key = payloadKey(payload);
  const info = likely ? await archive.head(key) : undefined;
  if (info !== undefined && info.modified >= clock() - thresholds.refreshAfterMilliseconds) return;
  await archive.put(key, serialized, { contentType: 'application/json' });
}

/**
 * Puts a payload again if it was put long ago, because a row is about to reference it and a sweep may be
 * about to remove it as unreferenced.
 *
 * @returns whether the payload exists
 */
export async function refreshPayload(
  { archive, clock, thresholds = defaultThresholds }: Pick<Ports, 'archive' | 'clock' | 'thresholds'>,
  payload: string,
): Promise<boolean> {
  const key = payloadKey(payload);
  const info = await archive.head(key);
  if (info !== undefined && info.modified >= clock() - thresholds.refreshAfterMilliseconds) return true;
  const object = info && (await archive.get(key));
  if (object === undefined) return false;
  await archive.put(key, await object.bytes(), { contentType: 'application/json' });
  return true;
}

/** Reads the annotation of a payload by a model; `undefined` if that model has not annotated it yet. */
export async function readAnnotation(archive: Objects, basis: Basis): Promise<Annotation | undefined> {
  return (await findAnnotation(archive, basis))?.value;
}

/** As `readAnnotation`, with the time at which the annotation was put. */
export function findAnnotation(archive: Objects, basis: Basis): Promise<StoredValue<Annotation> | undefined> {
  return findJson(archive, annotationKey(basis), annotation);
}

/**
 * The annotation of a payload that the rows should be made from: of this basis, or else of any other model.
 * While a version of Dateline with another model is being deployed, one of the two annotates and the other
 * stores; and what another model has found is better than nothing.
 */
export async function findUsableAnnotation(
  archive: Objects,
  wanted: Basis,
): Promise<StoredValue<Annotation> | undefined> {
  const found = await findAnnotation(archive, wanted);
  if (found !== undefined) return found;
  const { items } = await archive.list(`${annotationPrefix}${wanted.payload}/`);
  const newest = items.toSorted((a, b) => b.modified - a.modified)[0];
  return newest && findJson(archive, newest.key, annotation);
}

/** Puts it under its payload and its model; what was there is replaced. */
export async function putAnnotation(archive: Objects, made: Annotation): Promise<void> {
  await archive.put(annotationKey(made), JSON.stringify(made), { contentType: 'application/json' });
}

export interface StoredValue<T> {
  value: T;
  /** When it was put, in milliseconds since 1970. */
  modified: number;
}

/**
 * Reads a JSON object from the archive; `undefined` if there is none. @throws ZodError if it fits no schema
 */
export async function findJson<T>(
  archive: Objects,
  key: string,
  schema: z.ZodType<T>,
): Promise<StoredValue<T> | undefined> {
  const object = await archive.get(key);
  return object && { value: schema.parse(await decodeJson(object)), modified: object.modified };
}

/** The JSON value of a stored object. */
export async function decodeJson(object: StoredObject): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await object.bytes()));
}

/** Beyond these bytes, other work runs between decoding and parsing: each takes some ten milliseconds. */
const decodedAtOnce = 2 * 1024 * 1024;

/** As `decodeJson`, with turns for other work if the object is long. */
async function decodeInTurns(object: StoredObject): Promise<unknown> {
  const bytes = await object.bytes();
  const isLong = bytes.length > decodedAtOnce;
  if (isLong) await giveWay();
  const text = new TextDecoder().decode(bytes);
  if (isLong) await giveWay();
  const value: unknown = JSON.parse(text);
  if (isLong) await giveWay();
  return value;
}
