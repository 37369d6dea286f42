/** A content as it goes into the archive: what the uploader knows, within bounds, with its signature. */

import type { Content } from '../document/record.ts';
import { signatureOf } from '../document/signature.ts';
import type { ObjectInfo } from '../protocol/ports.ts';
import { bounded } from './fieldBounds.ts';
import { withUploader } from './uploaderMetadata.ts';

/** The last step of reading, the same for every format. */
export function finished(content: Content, info: Pick<ObjectInfo, 'key' | 'metadata'>): Content {
  const whole = bounded(withUploader(content, info));
  const signature = signatureOf(whole);
  return signature === undefined ? whole : { ...whole, signature };
}
