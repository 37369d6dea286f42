/** A process of its own for freedMemory.test.ts: frees most of 100 MB in pieces, and prints what it keeps. */
import { returnFreedMemory } from '../../../../runtime/local/freedMemory.ts';
import { garbageCollector } from '../../../../runtime/local/idleMemory.ts';

const pieceBytes = 4_000;
const bytes = 100 * 1024 * 1024;

const pieces = Array.from({ length: bytes / pieceBytes }, () => Buffer.allocUnsafeSlow(pieceBytes).fill(1));
// One in a hundred stays, so that no large part of the arena is free.
const kept = pieces.filter((_, i) => i % 100 === 0);
pieces.length = 0;
const collect = garbageCollector();
while (process.memoryUsage().arrayBuffers > bytes / 2) {
  collect();
  await new Promise((resolve) => setImmediate(resolve));
}
const freed = process.memoryUsage.rss();
returnFreedMemory();
console.log(JSON.stringify({ kept: kept.length, returned: freed - process.memoryUsage.rss() }));
