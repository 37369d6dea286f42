/**
 * The sample news of a start without own files. It never mixes with a user's archive: before the first own
 * file is put into the bucket, all samples are deleted from it, and they never come again.
 */
import type { Objects } from '../core/ports/objects.ts';
import { type UploadedFiles, uploaderPrefixes, uploadKey } from './uploading/uploadedFiles.ts';

/** The sample news that is shown until a file of the user's own arrives. */
export class Samples {
  readonly #uploaded: UploadedFiles;
  readonly #bucket: Objects;
  #ending: Promise<void> | undefined;

  /** @param bucket tells the pipeline of what is deleted */
  constructor(uploaded: UploadedFiles, bucket: Objects) {
    this.#uploaded = uploaded;
    this.#bucket = bucket;
  }

  /** Whether own files have arrived, now or in an earlier run. */
  get over(): boolean {
    return this.#uploaded.hasEnded('seeds');
  }

  /** How many samples are in the bucket. */
  get shown(): number {
    return this.#uploaded.paths('seeds').length;
  }

  /**
   * Remembers that own files have arrived, then deletes all samples. A crash in between leaves them to the
   * next start, which ends them again.
   */
  end(): Promise<void> {
    if (this.over && this.shown === 0) return Promise.resolve();
    this.#ending ??= this.#end().finally(() => {
      this.#ending = undefined;
    });
    return this.#ending;
  }

  async #end(): Promise<void> {
    this.#uploaded.end('seeds');
    await this.remove();
  }

  /** Deletes all samples; a later start may show them again. */
  async remove(): Promise<void> {
    // Another process may put one more while this one deletes.
    for (let paths = this.#uploaded.paths('seeds'); paths.length > 0; paths = this.#uploaded.paths('seeds'))
      for (const path of paths) {
        await this.#bucket.delete(uploadKey(uploaderPrefixes.seeds, path));
        this.#uploaded.forget('seeds', path);
      }
  }
}

/** The same bucket for own files: the first of them ends the samples. */
export function endingSamples(bucket: Objects, samples: Samples): Objects {
  return {
    get: (key, options) => bucket.get(key, options),
    head: (key, version) => bucket.head(key, version),
    list: (prefix, cursor) => bucket.list(prefix, cursor),
    listVersions: (prefix, cursor) => bucket.listVersions(prefix, cursor),
    delete: (key, version) => bucket.delete(key, version),
    async put(key, body, options) {
      await samples.end();
      return bucket.put(key, body, options);
    },
  };
}
