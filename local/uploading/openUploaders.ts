/** The uploaders of a home: one for the user's inbox folder, and one for the sample news. */
import type { Log } from '../../core/ports/log.ts';
import type { HomeFolder } from '../homeFolder.ts';
import type { UploaderName } from './uploadedFiles.ts';
import { type MayUpload, Uploader } from './uploader.ts';

interface UploaderFolders {
  inbox: string;
  /** Without it, no samples are shown. */
  seeds: string | undefined;
  log: Log;
}

/** Opens the uploaders of a home; that of the samples only while they are to be shown. */
export function openUploaders(
  home: HomeFolder,
  { inbox: folder, seeds: samples, log }: UploaderFolders,
  mayUpload: MayUpload,
): { inbox: Uploader; seeds: Uploader | undefined; uploaders: readonly Uploader[] } {
  const inbox = openUploader(home, 'inbox', folder, log, mayUpload);
  if (samples === undefined) return { inbox, seeds: undefined, uploaders: [inbox] };
  const seeds = openUploader(home, 'seeds', samples, log, (lane) => {
    if (home.samples.over) seeds.giveUp();
    return !home.samples.over && mayUpload(lane);
  });
  return { inbox, seeds, uploaders: [inbox, seeds] };
}

/** Finds the samples to upload; own files end them, also those that an earlier run did not get to. */
export async function showSamples({ samples }: HomeFolder, seeds: Uploader | undefined, ownFiles: boolean) {
  if (ownFiles || samples.over) await samples.end();
  else if (seeds === undefined) await samples.remove();
  else await seeds.scan();
}

/**
 * The sample folder has one folder per source. A key's first folder is `seeds`, so metadata names the source.
 */
function openUploader(
  home: HomeFolder,
  name: UploaderName,
  folder: string,
  log: Log,
  mayUpload: MayUpload,
): Uploader {
  const metadata =
    name === 'inbox' ? undefined : (relative: string) => ({ source: relative.split('/')[0] ?? '' });
  return new Uploader({
    name,
    folder,
    bucket: name === 'inbox' ? home.ports.inbox : home.samplesBucket,
    bucketId: home.bucketId,
    database: home.uploads,
    log,
    mayUpload,
    ...(metadata && { metadata }),
  });
}
