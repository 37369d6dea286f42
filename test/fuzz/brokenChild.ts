/**
 * Behaves like `child.ts` with a reader that is broken: it `hangs`, `dies` or `grows`, by its first argument.
 * One that `hangs among others` reads the same file well if it is alone in its process.
 */
const [fault = '', , alone] = process.argv.slice(2);

process.send?.({ begins: 'sample:1' }, () => {
  if (fault.endsWith('among others') && alone !== undefined)
    process.send?.({ read: 1, blocks: 0, corpus: 0, faults: [] }, () => process.exit());
  else fail();
});

function fail(): void {
  const kept: Buffer[] = [];
  if (fault === 'dies') process.exit(7);
  const grow = () => {
    // It stays at 1 GB, so that a parent that wakes late finds it alive.
    if (kept.length < 16) kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
    setTimeout(grow, 5);
  };
  if (fault === 'grows') grow();
  while (fault.startsWith('hangs'));
}
