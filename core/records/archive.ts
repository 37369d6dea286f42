/** Where things lie in the archive bucket, and how they are read back. */
import type * as z from 'zod';
import { type Content, content } from '../document/record.ts';
import { type Annotation, annotation } from '../entities/annotation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Objects } from '../ports/objects.ts';
import type { Basis } from './document.ts';

export const payloadPrefix = 'payloads/';
export const annotationPrefix = 'annotations/';
/** What versions of feeds were read as (`readings.ts`). */
export const readingPrefix = 'readings/';
/** Files that were asked for; they go after a week. */
export const exportPrefix = 'exports/';
/** LanceDB's files: the search table. */
export const searchPrefix = 'search/';
/** What one sweep leaves for the next. */
export const sweepPrefix = 'sweep/';
/** How far the sweep came (core/queries/sweepSteps.ts). */
export const sweepPositionKey = `${sweepPrefix}place.json`;
/** What is being erased (functions/erase/pendingErasure.ts). */
export const erasurePrefix = 'erasures/';
/** What the last sweep found that nothing points to. */
export const unreferencedKey = `${sweepPrefix}unreferenced.json`;

/** A sweep removes nothing that is younger, whoever points to it or not: who put it may be about to write the row that does. */
export const removableMilliseconds = 24 * 3600 * 1000;
/** Long before that, what a row is about to name is put again. */
export const refreshAfterMilliseconds = removableMilliseconds / 2;

export const payloadKey = (payload: string): string => `${payloadPrefix}${payload}.json`;
export const readingKey = (name: string): string => `${readingPrefix}${name}.json`;
export const annotationKey = ({ payload, model }: Basis): string =>
  `${annotationPrefix}${payload}/${model}.json`;

/** `undefined`: no such payload; a hint was older than the sweep that removed it. */
export function readPayload(archive: Objects, payload: string): Promise<Content | undefined> {
  return read(archive, payloadKey(payload), content);
}

/**
 * For a payload that a row is about to name and that was put some time ago: a sweep that finds it unreferenced leaves what is young.
 *
 * @returns whether it is there
 */
export async function refreshPayload(
  { archive, clock }: { archive: Objects; clock: Clock },
  payload: string,
): Promise<boolean> {
  const key = payloadKey(payload);
  const info = await archive.head(key);
  if (info !== undefined && info.modified >= clock() - refreshAfterMilliseconds) return true;
  const object = info && (await archive.get(key));
  if (object === undefined) return false;
  await archive.put(key, await object.bytes(), { contentType: 'application/json' });
  return true;
}

/** `undefined`: that model has not seen that payload yet. */
export async function readAnnotation(archive: Objects, basis: Basis): Promise<Annotation | undefined> {
  return (await findAnnotation(archive, basis))?.value;
}

/** With the time it was put, milliseconds since 1970. */
export function findAnnotation(archive: Objects, basis: Basis): Promise<StoredValue<Annotation> | undefined> {
  return find(archive, annotationKey(basis), annotation);
}

export async function putAnnotation(archive: Objects, made: Annotation): Promise<void> {
  await archive.put(annotationKey(made), JSON.stringify(made), { contentType: 'application/json' });
}

export interface StoredValue<T> {
  value: T;
  modified: number;
}

async function read<T>(archive: Objects, key: string, schema: z.ZodType<T>): Promise<T | undefined> {
  return (await find(archive, key, schema))?.value;
}

async function find<T>(
  archive: Objects,
  key: string,
  schema: z.ZodType<T>,
): Promise<StoredValue<T> | undefined> {
  const object = await archive.get(key);
  if (object === undefined) return undefined;
  return {
    value: schema.parse(JSON.parse(new TextDecoder().decode(await object.bytes()))),
    modified: object.modified,
  };
}
