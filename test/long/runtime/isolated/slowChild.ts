/** `child.ts` in a process that takes six seconds of processor time to load its program. */
while (process.cpuUsage().user < 6e6);

await import('../../../../runtime/isolated/child.ts');
