/** A content as it goes into the archive: what the uploader knows, within bounds, with its signature. */
import type { ObjectInfo } from '../ports.ts';
import { bounded } from './bounds.ts';
import type { Content } from './record.ts';
import { signatureOf } from './signature.ts';
import { withUploader } from './uploader.ts';

/** The last step of reading, the same for every format. */
export function finished(content: Content, info: Pick<ObjectInfo, 'key' | 'metadata'>): Content {
  const whole = bounded(withUploader(content, info));
  const signature = signatureOf(whole);
  return signature === undefined ? whole : { ...whole, signature };
}
