/** Classifies errors of S3: the object is missing, it cannot be read, or the request failed. */
import { ObjectUnreadable, ServiceFault } from '../../core/errors.ts';

/** The telling parts of an SDK error. A response without a body (HEAD) has only the status. */
interface S3Error {
  name: string;
  message: string;
  status: number | undefined;
}

/**
 * Awaits a request for an object.
 *
 * @returns `undefined` if the key or version does not exist, or is a delete marker
 * @throws ObjectUnreadable
 * @throws ServiceFault for an error of KMS that passes: S3 reports it as a 400, as if the request were wrong
 */
export async function undefinedIfMissing<T>(key: string, request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    const details = s3ErrorOf(error);
    if (details === undefined) throw error;
    if (isMissing(details)) return undefined;
    if (details.name === 'InvalidObjectState') throw new ObjectUnreadable('archived', key);
    if (isKeyDenied(details)) throw new ObjectUnreadable('denied', key);
    if (isOfKms(details)) throw new ServiceFault(`KMS failed: ${details.name}`, { cause: error });
    throw error;
  }
}

/** The requested range begins at or after the end of the object. */
export function isPastEnd(error: unknown): boolean {
  return s3ErrorOf(error)?.name === 'InvalidRange' || s3ErrorOf(error)?.status === 416;
}

function s3ErrorOf(error: unknown): S3Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const { $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return { name: error.name, message: error.message, status: $metadata?.httpStatusCode };
}

/**
 * A missing bucket is a fault of the installation. S3 answers 405 for a delete marker requested by its
 * version.
 */
function isMissing({ name, status }: S3Error): boolean {
  if (name === 'NoSuchBucket') return false;
  return (
    ['NoSuchKey', 'NoSuchVersion', 'NotFound', 'MethodNotAllowed'].includes(name) ||
    status === 404 ||
    status === 405
  );
}

/**
 * S3 reports errors of KMS as `KMS.…Exception` (a key that is disabled or scheduled for deletion), or as an
 * AccessDenied that names the action or the key. A throttled KMS is a passing fault and not a denied key.
 */
function isKeyDenied({ name, message }: S3Error): boolean {
  if (isOfKms({ name })) return !/throttl|limit|internal|unavailable|timeout/i.test(name);
  return name === 'AccessDenied' && /\bkms:|\bKMS\b|ciphertext/i.test(message);
}

const isOfKms = ({ name }: Pick<S3Error, 'name'>): boolean => name.startsWith('KMS.');
