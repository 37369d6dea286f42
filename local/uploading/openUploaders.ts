/** The uploaders of a home: one for the user's inbox folder, and one for the sample news. */
import type { Log } from '../../core/ports/log.ts';
import { describeError } from '../../core/protocol/stage.ts';
import type { HomeFolder } from '../homeFolder.ts';
import type { UploaderName } from './uploadedFiles.ts';
import { type MayUpload, Uploader } from './uploader.ts';

interface UploaderFolders {
  inbox: string;
  /** Without it, no samples are shown. */
  seeds: string | undefined;
  log: Log;
}

export interface OpenedUploaders {
  inbox: Uploader;
  seeds: Uploader | undefined;
  uploaders: readonly Uploader[];
}

/** Makes the uploaders of a home; that of the samples only while they are to be shown. */
export function openUploaders(
  home: HomeFolder,
  { inbox: folder, seeds: samples, log }: UploaderFolders,
  mayUpload: MayUpload,
): OpenedUploaders {
  const inbox = openUploader(home, 'inbox', folder, log, mayUpload);
  if (samples === undefined) return { inbox, seeds: undefined, uploaders: [inbox] };
  const seeds = openUploader(home, 'seeds', samples, log, (lane) => {
    if (home.samples.over) seeds.giveUp();
    return !home.samples.over && mayUpload(lane);
  });
  return { inbox, seeds, uploaders: [inbox, seeds] };
}

export interface RunningUploaders {
  /** Resolves once all that changed in the folders before the start is known. */
  scanned: Promise<void>;
  /** Ends a scan that goes on, and finishes the uploads in progress. */
  stop(): Promise<void>;
}

/**
 * Scans the folders, for seconds if they are large, then uploads what changed and follows the inbox, also if
 * it could not be scanned: that is tried again.
 */
export function startUploaders(
  home: HomeFolder,
  { inbox, seeds }: Pick<OpenedUploaders, 'inbox' | 'seeds'>,
  { inbox: folder, log }: Pick<UploaderFolders, 'inbox' | 'log'>,
): RunningUploaders {
  let isStopping = false;
  let seeding: Promise<void> | undefined;
  const onSamplesFault = (error: unknown) =>
    log.error('could not add or remove the sample news', { error: describeError(error) });
  // A scan that failed or was stopped may not have seen the own files, so it changes no samples.
  const scanned = inbox.scan().then(
    () => (isStopping ? undefined : showSamples(home, seeds, inbox.pending > 0).catch(onSamplesFault)),
    (error) => log.warn('cannot scan the inbox folder; retrying', { folder, error: describeError(error) }),
  );
  scanned.then(() => {
    if (isStopping) return;
    inbox.follow();
    seeding = seeds
      ?.uploadPending()
      // One may have been on its way when the first own file arrived.
      .then(() => (home.samples.over ? home.samples.end() : undefined))
      .catch(onSamplesFault);
  });
  return {
    scanned,
    async stop() {
      isStopping = true;
      await inbox.stop();
      await seeds?.stop();
      await seeding;
    },
  };
}

/** Finds the samples to upload; own files end them, also those that an earlier run did not get to. */
async function showSamples({ samples }: HomeFolder, seeds: Uploader | undefined, ownFiles: boolean) {
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
    uploaded: home.uploaded,
    log,
    mayUpload,
    ...(metadata && { metadata }),
  });
}
