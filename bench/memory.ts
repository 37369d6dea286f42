/**
 * `npm run bench:memory -- [FILE …]`: the memory of the one-machine application after large and hostile
 * files. Starts it as a process of its own, drops the files, waits until all are handled, and prints its
 * resident memory at the peak, at the end, and after a minute of rest. It ends with 1 if the last exceeds the
 * bound.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../core/random.ts';
import { startApplication } from './oneMachine/application.ts';
import { pause } from './oneMachine/ingest.ts';

const MB = 1024 * 1024;
const maxAtRest = 400 * MB;
const restSeconds = 60;
const deadlineSeconds = 1800;

const random = new Random(1);
const word = () => random.below(36 ** 5).toString(36);
const words = (bytes: number) => {
  const made: string[] = [];
  for (let size = 0; size < bytes; size += 6) made.push(word());
  return made.join(' ');
};

/** By name: their bytes. Made one after the other, so that this process stays small. */
const files: Record<string, () => string | Uint8Array> = {
  'words-1.txt': () => `Storm closes harbour\n\n${words(20 * MB)}`,
  'words-2.txt': () => `Storm opens harbour\n\n${words(20 * MB)}`,
  'names.txt': () => `Names\n\n${`Maria Quelle and John Smith of Norvane Shipping said so. `.repeat(40_000)}`,
  'noise-1.bin': () => Uint8Array.from({ length: 100 * MB }, () => random.below(256)),
  'zeros.bin': () => new Uint8Array(250 * MB),
  'one-field.csv': () => `title,text\nStorm,"${'storm '.repeat(30 * MB)}`,
  'too-many.jsonl': () =>
    `${JSON.stringify({ title: 'Storm', text: 'It closed the harbour.' })}\n`.repeat(400_000),
  'rows.csv': () =>
    ['title,text', ...Array.from({ length: 2_000 }, (_, i) => `Story ${i},"It is so. ${words(2_000)}"`)].join(
      '\n',
    ),
  'story.txt': () => 'Storm closes harbour\n\nMaria Quelle said so on Monday.',
};

const chosen = process.argv.slice(2);
const application = await startApplication();

/** @returns the bytes that the application has now */
function report(when: string): number {
  const { memory, peakMemory } = application.usage();
  console.log(`${when}: ${Math.round(memory / MB)} MB (peak ${Math.round(peakMemory / MB)} MB)`);
  return memory;
}

async function main(): Promise<boolean> {
  report('started');
  const started = performance.now();
  for (const [name, make] of Object.entries(files)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    writeFileSync(path.join(application.inbox, name), make());
    for (let idle = 0; idle < 3; ) {
      await pause(300);
      const pending = await application.pending();
      idle = pending === 0 ? idle + 1 : 0;
      if (performance.now() - started > deadlineSeconds * 1000) {
        console.log(`${name}: still pending: ${pending}`);
        return false;
      }
    }
    report(name);
  }
  await pause(restSeconds * 1000);
  return report(`after ${restSeconds} s of rest`) <= maxAtRest;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  await application.stop();
  application.remove();
}
