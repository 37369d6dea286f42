/** Turns the content that a format read into the content that is archived. */

import type { Content } from '../document/record.ts';
import { signatureOf } from '../document/signature.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { ObjectInfo } from '../ports/objects.ts';
import { boundFields } from './fieldBounds.ts';
import { applyUploaderMetadata } from './uploaderMetadata.ts';

/**
 * The last step of reading, which is the same for every format: applies the uploader's metadata, bounds the
 * fields and adds the near-duplicate signature.
 */
export function finalizeContent(
  content: Content,
  info: Pick<ObjectInfo, 'key' | 'metadata' | 'modified'>,
): Content {
  const bounded = boundFields(applyUploaderMetadata(content, info));
  return { ...bounded, ...omitUndefined({ signature: signatureOf(bounded) }) };
}
