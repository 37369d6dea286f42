/** MHTML (RFC 2557), the page with all that belongs to it in one file, as browsers save it: the root page is the document. */
import { parseMoment } from '../../dates/moment.ts';
import { webAddress } from '../../document/urls.ts';
import { refuse } from '../../errors.ts';
import type { SingleFormat } from '../format.ts';
import { html } from '../html/html.ts';
import { leavesOf, type Part, parseMime } from './mime.ts';
import { headFields } from './mimeFields.ts';

export const mhtml: SingleFormat = {
  name: 'mhtml',
  kind: 'single',
  isolated: true,
  seconds: 5,
  recognises: isSavedPage,
  async read({ info, bytes }) {
    const message = parseMime(bytes);
    if ('code' in message) return message;
    const root = rootOf(message);
    if (root === undefined)
      return refuse('extract.no_content', 'a saved page without a part of type text/html');
    const url =
      webAddress(root.fields.get('content-location')) ??
      webAddress(message.fields.get('snapshot-content-location'));
    const { charset } = root.parameters;
    const page = await html.read({
      info: {
        ...info,
        ...(charset === undefined ? {} : { contentType: `text/html; charset=${charset}` }),
        metadata: { ...(url === undefined ? {} : { url }), ...info.metadata },
      },
      bytes: root.bytes(),
    });
    if ('code' in page) return page;
    const retrieved = parseMoment(message.fields.get('date') ?? '', 'mhtml');
    const saved = { ...page, ...(retrieved && { retrieved }) };
    if (!message.cut) return saved;
    const { quality } = page.content;
    return {
      ...saved,
      content: { ...page.content, quality: { ...quality, flags: [...quality.flags, 'cut-off'] } },
    };
  },
};

/**
 * Header fields as in mail, but of a page: browsers say «Saved by» as the sender or name the page's address, and nobody sent it to anybody.
 */
export function isSavedPage(head: Uint8Array): boolean {
  const fields = headFields(head);
  if (!/^\s*(?:multipart\/related|text\/html)\b/i.test(fields.get('content-type') ?? '')) return false;
  if (fields.has('snapshot-content-location') || /<saved by\b/i.test(fields.get('from') ?? '')) return true;
  if (fields.has('received') || fields.has('message-id') || fields.has('to') || !fields.has('mime-version'))
    return false;
  return /^content-location:/im.test(
    Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1'),
  );
}

/** The part that `start` names, else the first page (RFC 2387, section 3.2). */
function rootOf(message: Part): Part | undefined {
  const leaves = leavesOf(message);
  const start = message.parameters.start?.replace(/^<|>$/g, '');
  const named = leaves.find(
    ({ fields }) => start !== undefined && fields.get('content-id')?.replace(/^<|>$/g, '') === start,
  );
  return named?.type === 'text/html'
    ? named
    : leaves.find(({ type }) => type === 'text/html' || type === 'application/xhtml+xml');
}
