/** A content as it goes into the archive: what the uploader knows, within bounds, with its signature. */

import type { Content } from '../document/record.ts';
import { signatureOf } from '../document/signature.ts';
import type { ObjectInfo } from '../ports/objects.ts';
import { boundFields } from './fieldBounds.ts';
import { applyUploaderMetadata } from './uploaderMetadata.ts';

/** The last step of reading, the same for every format. */
export function finalizeContent(content: Content, info: Pick<ObjectInfo, 'key' | 'metadata'>): Content {
  const whole = boundFields(applyUploaderMetadata(content, info));
  const signature = signatureOf(whole);
  return signature === undefined ? whole : { ...whole, signature };
}
