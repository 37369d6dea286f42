/** Where an export's file is put together, and fetched from: a place that is not this API's own. */
export interface ExportFiles {
  /** The n-th piece of an export, counted from 0. All but the last have at least 5 MB, which is the least that S3 joins. */
  put(id: string, piece: number, text: string): Promise<void>;
  /** Makes one file of the pieces, which then go. */
  join(id: string, pieces: number, file: ExportFile): Promise<void>;
  /** An address that whoever has it may fetch the file from, for an hour. */
  address(id: string, file: ExportFile): Promise<string>;
}

export interface ExportFile {
  name: string;
  mediaType: string;
}
