/** Where a client may put one file, without further credentials. */
export interface UploadTarget {
  /** The client sends a PUT with these headers before `expires` (RFC 3339). */
  url: string;
  headers: Record<string, string>;
  expires: string;
}

export interface UploadRequest {
  key: string;
  contentType?: string | undefined;
  metadata: Record<string, string>;
}

/**
 * Creates a target through which a file gets into the inbox without passing through the API.
 *
 * @param origin the origin of the API, for a target that is one of its own URLs
 */
export type CreateUploadTarget = (upload: UploadRequest, origin: string) => Promise<UploadTarget>;

/** How long an upload target is valid. */
export const uploadSeconds = 900;
