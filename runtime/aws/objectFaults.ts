/** What S3's refusals mean: that there is nothing, that what is there cannot be read, or a fault. */
import { ObjectUnreadable } from '../../core/errors.ts';

/** The parts of an SDK error that tell it; where an answer has no body (HEAD), only the status does. */
interface Refused {
  name: string;
  message: string;
  status: number | undefined;
}

/**
 * Runs a request for an object. `undefined`: there is none under that key or version, or the version is a delete marker.
 *
 * @throws ObjectUnreadable
 */
export async function found<T>(key: string, request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    const refused = read(error);
    if (refused === undefined) throw error;
    if (isMissing(refused)) return undefined;
    if (refused.name === 'InvalidObjectState') throw new ObjectUnreadable('archived', key);
    if (isKeyDenied(refused)) throw new ObjectUnreadable('denied', key);
    throw error;
  }
}

/** A range that begins at or after the object's end. */
export function isPastEnd(error: unknown): boolean {
  return read(error)?.name === 'InvalidRange' || read(error)?.status === 416;
}

function read(error: unknown): Refused | undefined {
  if (!(error instanceof Error)) return undefined;
  const { $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, message: error.message, status: $metadata?.httpStatusCode };
}

/** A missing bucket is a fault of the installation; a 405 is how S3 answers for a delete marker that is asked for by its version. */
function isMissing({ name, status }: Refused): boolean {
  if (name === 'NoSuchBucket') return false;
  return (
    ['NoSuchKey', 'NoSuchVersion', 'NotFound', 'MethodNotAllowed'].includes(name) ||
    status === 404 ||
    status === 405
  );
}

/**
 * S3 passes on what KMS says as `KMS.…Exception` (a disabled key, one that is to be deleted), and as AccessDenied that names the action
 * or the key. KMS can be busy too: that passes.
 */
function isKeyDenied({ name, message }: Refused): boolean {
  if (name.startsWith('KMS.')) return !/throttl|limit|internal|unavailable|timeout/i.test(name);
  return name === 'AccessDenied' && /\bkms:|\bKMS\b|ciphertext/i.test(message);
}
