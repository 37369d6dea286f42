import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** The paths of the files below a folder that this process has open; none on a system without `/proc`. */
export function openFiles(folder: string): string[] {
  try {
    return readdirSync('/proc/self/fd').map(targetOf).filter(isBelow(folder));
  } catch {
    return [];
  }
}

/** The descriptor that lists them is closed by then. */
function targetOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return '';
  }
}

const isBelow = (folder: string) => (file: string) => file.startsWith(folder + path.sep);
