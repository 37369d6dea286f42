/**
 * Annotation on one machine, in threads of its own: it takes half of a document's processor time, and
 * everything else runs in the main thread. The first document starts the thread. Long documents, which take
 * a second or two, have a thread of their own that ends when it is idle, and only the bulk lane waits for it.
 */
import { Worker } from 'node:worker_threads';
import { textLength } from '../../core/document/record.ts';
import { annotatedContent } from '../../core/entities/annotatedLength.ts';
import type { Annotator } from '../../core/entities/annotation.ts';
import type { TaggerName } from '../../core/entities/tagger/taggers.ts';
import { SetAside } from '../../core/protocol/stage.ts';
import { isPromptWork } from './lanes.ts';
import { ThreadQueue } from './threadQueue.ts';

/**
 * In MB. Without a limit on the young generation, a thread collects garbage only after hundreds of megabytes.
 * A document takes at most 140 MB.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 384 };

export interface ThreadedAnnotator {
  /** Throws SetAside for a long document of the prompt lane. */
  annotate: Annotator;
  /** Ends the threads and rejects what waits with a TransientFault. */
  close(): void;
}

const annotatorThread = new URL('annotatorThread.ts', import.meta.url);

/** In UTF-16 units: some 200 milliseconds of processor time. */
const maxShortLength = 20_000;

/** As much text waits in the thread for short documents at most, in UTF-16 units: some 80 milliseconds. */
const maxGivenLength = 8_000;

/** The thread for long documents ends after this time without one. */
const idleMilliseconds = 10_000;

/** @param program the program of the threads, which gets the name of the tagger */
export function threadedAnnotator(
  tagger: TaggerName = 'fast',
  program: URL = annotatorThread,
): ThreadedAnnotator {
  const newThread = () => new Worker(program, { resourceLimits, workerData: tagger });
  const short = new ThreadQueue(newThread, { idle: Number.POSITIVE_INFINITY, mostGiven: maxGivenLength });
  const long = new ThreadQueue(newThread, { idle: idleMilliseconds, mostGiven: 0 });
  return {
    async annotate(whole, payload) {
      const of = textLength(whole);
      if (of > maxShortLength && isPromptWork()) throw new SetAside('the names of a long text take long');
      // The thread gets a copy; of a long text it needs only the beginning.
      const content = annotatedContent(whole);
      const made = await (of <= maxShortLength ? short : long).annotate({ content, payload });
      return made.annotated === undefined ? made : { ...made, annotated: { ...made.annotated, of } };
    },
    close: () => {
      short.close();
      long.close();
    },
  };
}
