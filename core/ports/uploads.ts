/** Where a client may put one file, without further credentials. */
export interface UploadTarget {
  /** The client sends a PUT with these headers before `expires` (RFC 3339). */
  url: string;
  headers: Record<string, string>;
  expires: string;
}

export interface UploadRequest {
  key: string;
  /** Exact length of the file. */
  bytes: number;
  contentType?: string | undefined;
  metadata: Record<string, string>;
  /**
   * The etag of the version that the file replaces. Without it, the file creates its key: it is refused if
   * the key has a file by then.
   */
  replaces?: string | undefined;
}

/**
 * Creates a target through which a file gets into the inbox without passing through the API.
 *
 * @param origin the origin of the API, for a target that is one of its own URLs
 */
export type CreateUploadTarget = (upload: UploadRequest, origin: string) => Promise<UploadTarget>;

/** How long an upload target is valid. */
export const uploadSeconds = 900;
