/** Puts a file into the archive's inbox: asks for an address, then sends the file there. */
import type { Client } from '../../../clients/typescript/client.ts';

/**
 * Sends a file.
 *
 * @param onProgress gets the part that was sent, from 0 to 1
 * @throws DatelineProblem if no address is given, UploadFault if the file does not arrive there
 */
export async function uploadFile(
  client: Client,
  file: File,
  key: string,
  onProgress: (share: number) => void,
): Promise<void> {
  const { url, headers } = await client.postUploads({
    key,
    bytes: file.size,
    ...(/^[\w.+-]+\/[\w.+-]+$/.test(file.type) && { contentType: file.type }),
  });
  await send(url, headers, file, onProgress);
}

/** Why a file was not sent, in words for its owner. */
export class UploadFault extends Error {
  override name = 'UploadFault';
}

/** `fetch` does not say how much was sent. */
function send(
  url: string,
  headers: Record<string, string>,
  file: File,
  onProgress: (share: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new UploadFault(faultInWords(request.status)));
    request.onerror = () => reject(new UploadFault('The connection broke while the file was sent.'));
    request.send(file);
  });
}

function faultInWords(status: number): string {
  if (status === 412) return 'Another file of this name arrived in the meantime. Try again.';
  if (status === 507) return 'The disk of the archive is full.';
  if (status === 403) return 'The address for the file is no longer valid. Try again.';
  return `The file was not accepted (${status}).`;
}
