/** Where an export's file is assembled from parts and downloaded, outside the API. */
export interface ExportFiles {
  /** Stores the part of this name. S3 requires at least 5 MB for every part but the last. */
  put(id: string, piece: string, text: string): Promise<void>;
  /** The text that was stored under this name. */
  get(id: string, piece: string): Promise<string>;
  /** Joins these parts into one file, in this order. May be repeated until the parts are removed. */
  join(id: string, pieces: readonly string[], file: ExportFile): Promise<void>;
  /** Removes these parts, once their file is known to be there. */
  removePieces(id: string, pieces: readonly string[]): Promise<void>;
  /** A URL from which anyone who knows it can download the file for an hour. */
  address(id: string, file: ExportFile): Promise<string>;
}

export interface ExportFile {
  name: string;
  mediaType: string;
}
