/** A place that a file may be put to, by whoever has its address. */
export interface UploadTarget {
  /** To be PUT to, with these headers, until `expires` (RFC 3339). */
  url: string;
  headers: Record<string, string>;
  expires: string;
}

export interface UploadRequest {
  key: string;
  contentType?: string | undefined;
  metadata: Record<string, string>;
}

/** How files get into the inbox without passing through this API. @param origin of this API, where the place is one of its own */
export type CreateUploadTarget = (upload: UploadRequest, origin: string) => Promise<UploadTarget>;

/** How long a place is good for. */
export const uploadSeconds = 900;
