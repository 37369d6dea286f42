/**
 * Compacts the search table in a folder and says what that cost: a process of its own, so that its memory is
 * the compaction's. Run by bench/search.ts. The last line is JSON.
 */
import { LanceSearch } from '../../runtime/lance/search.ts';
import { processorSince } from '../figures.ts';

const [uri = ''] = process.argv.slice(2);
const search = await LanceSearch.open({ uri });
await search.parts();
const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
const baselineMB = megabytes(process.memoryUsage.rss());
const [started, used] = [performance.now(), process.cpuUsage()];
await search.compactAll();
const cpuSeconds = Number((processorSince(used) / 1000).toFixed(2));
const seconds = Number(((performance.now() - started) / 1000).toFixed(2));
await search.close();
console.log(
  JSON.stringify({
    cpuSeconds,
    seconds,
    // The operating system keeps it in kilobytes.
    peakMB: megabytes(process.resourceUsage().maxRSS * 1024),
    baselineMB,
  }),
);
