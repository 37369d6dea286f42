/**
 * MHTML (RFC 2557): a page and its resources in one file, as browsers save it. The root page is the document.
 */
import { parseMoment } from '../../dates/moment.ts';
import { webAddress } from '../../document/urls.ts';
import { refuse } from '../../errors.ts';
import { bufferOf } from '../bytes.ts';
import type { SingleFormat } from '../format.ts';
import { html } from '../html/html.ts';
import { leavesOf, type MimePart, parseMime } from './mime.ts';
import { headerFieldsAtStart } from './mimeFields.ts';

export const mhtml: SingleFormat = {
  name: 'mhtml',
  kind: 'single',
  seconds: 5,
  recognises: isSavedPage,
  async read({ info, bytes }) {
    const message = parseMime(bytes);
    if ('code' in message) return message;
    const root = rootPageOf(message);
    if (root === undefined)
      return refuse('extract.no_content', 'the saved page has no part of type text/html');
    const url =
      webAddress(root.fields.get('content-location')) ??
      webAddress(message.fields.get('snapshot-content-location'));
    const { charset } = root.parameters;
    const page = await html.read({
      info: {
        ...info,
        ...(charset !== undefined && { contentType: `text/html; charset=${charset}` }),
        metadata: { ...(url && { url }), ...info.metadata },
      },
      bytes: root.bytes(),
    });
    if ('code' in page) return page;
    const retrieved = parseMoment(message.fields.get('date') ?? '', 'mhtml');
    const saved = { ...page, ...(retrieved && { retrieved }) };
    if (!message.truncated) return saved;
    const { quality } = page.content;
    return {
      ...saved,
      content: { ...page.content, quality: { ...quality, flags: [...quality.flags, 'cut-off'] } },
    };
  },
};

/**
 * Distinguishes a saved page from mail, which begins with header fields too: browsers write "Saved by" as the
 * sender or the page's address, and a saved page has no recipient.
 */
export function isSavedPage(head: Uint8Array): boolean {
  const fields = headerFieldsAtStart(head);
  if (!/^\s*(?:multipart\/related|text\/html)\b/i.test(fields.get('content-type') ?? '')) return false;
  if (fields.has('snapshot-content-location') || /<saved by\b/i.test(fields.get('from') ?? '')) return true;
  if (fields.has('received') || fields.has('message-id') || fields.has('to') || !fields.has('mime-version'))
    return false;
  return /^content-location:/im.test(bufferOf(head).toString('latin1'));
}

/** The part that `start` names, or else the first page (RFC 2387, section 3.2). */
function rootPageOf(message: MimePart): MimePart | undefined {
  const leaves = leavesOf(message);
  const start = message.parameters.start?.replace(/^<|>$/g, '');
  const named = leaves.find(
    ({ fields }) => start !== undefined && fields.get('content-id')?.replace(/^<|>$/g, '') === start,
  );
  return named?.type === 'text/html'
    ? named
    : leaves.find(({ type }) => type === 'text/html' || type === 'application/xhtml+xml');
}
