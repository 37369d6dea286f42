/**
 * Behaves like `child.ts` with a reader that is broken: `hangs`, `dies` or `grows`, by its first argument.
 */
const [fault] = process.argv.slice(2);

process.send?.({ begins: 'sample:1' }, () => {
  const kept: Buffer[] = [];
  if (fault === 'dies') process.exit(7);
  const grow = () => {
    kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
    setTimeout(grow, 5);
  };
  if (fault === 'grows') grow();
  while (fault === 'hangs');
});
