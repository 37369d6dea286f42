/** Where things lie in the archive bucket, and how they are read back. */
import type * as z from 'zod';
import { type Content, content } from '../document/record.ts';
import { type Annotation, annotation } from '../entities/annotation.ts';
import type { Objects } from '../ports.ts';
import type { Basis } from './document.ts';

export const payloadPrefix = 'payloads/';
export const annotationPrefix = 'annotations/';
/** How far the sweep came (functions/sweep/walk.ts). */
export const sweepPlaceKey = 'sweep/place.json';

export const payloadKey = (payload: string): string => `${payloadPrefix}${payload}.json`;
export const annotationKey = ({ payload, model }: Basis): string => `${annotationPrefix}${payload}/${model}.json`;

/** `undefined`: no such payload; a hint was older than the sweep that removed it. */
export function readPayload(archive: Objects, payload: string): Promise<Content | undefined> {
  return read(archive, payloadKey(payload), content);
}

/** `undefined`: that model has not seen that payload yet. */
export function readAnnotation(archive: Objects, basis: Basis): Promise<Annotation | undefined> {
  return read(archive, annotationKey(basis), annotation);
}

async function read<T>(archive: Objects, key: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const object = await archive.get(key);
  if (object === undefined) return undefined;
  return schema.parse(JSON.parse(new TextDecoder().decode(await object.bytes())));
}
