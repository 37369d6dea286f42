/** Where an export's file is assembled from parts and downloaded, outside the API. */
export interface ExportFiles {
  /** Stores part number `piece`, counted from 0. S3 requires at least 5 MB for every part but the last. */
  put(id: string, piece: number, text: string): Promise<void>;
  /** Joins the first `pieces` parts into one file. May be repeated until the parts are removed. */
  join(id: string, pieces: number, file: ExportFile): Promise<void>;
  /** Removes the first `pieces` parts, once their file is known to be there. */
  removePieces(id: string, pieces: number): Promise<void>;
  /** A URL from which anyone who knows it can download the file for an hour. */
  address(id: string, file: ExportFile): Promise<string>;
}

export interface ExportFile {
  name: string;
  mediaType: string;
}
