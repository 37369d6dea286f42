/** The files of the console, the web page: how they are kept and packed. They are served as they are. */
import * as z from 'zod';

/** A file of the page, compressed when it was built. */
export interface ConsoleFile {
  /** `/` or `/console/main.4F2A….js`. All names but `/` change with the content. */
  path: string;
  /** Its media type. */
  type: string;
  brotli: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer>;
}

/** The name of the packed console beside a function's bundle. */
export const packedConsoleName = 'console.json';

/** Loads the files; what it gives may be kept. */
export type ReadConsole = () => Promise<readonly ConsoleFile[]>;

const packed = z.array(
  z.object({ path: z.string(), type: z.string(), brotli: z.base64(), gzip: z.base64() }),
);

/** As one JSON text, for a function's bundle. */
export function packConsole(files: readonly ConsoleFile[]): string {
  return JSON.stringify(
    files.map(({ brotli, gzip, ...named }) => ({
      ...named,
      brotli: Buffer.from(brotli).toString('base64'),
      gzip: Buffer.from(gzip).toString('base64'),
    })),
  );
}

/** The console out of such a text, which it reads at the first request for the page. */
export function packedConsole(readText: () => Promise<string>): ReadConsole {
  let files: Promise<ConsoleFile[]> | undefined;
  return () => {
    files ??= readText().then(unpackConsole);
    return files;
  };
}

function unpackConsole(text: string): ConsoleFile[] {
  return packed.parse(JSON.parse(text)).map(({ brotli, gzip, ...named }) => ({
    ...named,
    brotli: new Uint8Array(Buffer.from(brotli, 'base64')),
    gzip: new Uint8Array(Buffer.from(gzip, 'base64')),
  }));
}
