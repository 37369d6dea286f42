// The scripts of package.json run this first. It says in one sentence what is wrong where Node 24 is not the Node that runs, so it must
// itself run on older ones: plain JavaScript, no imports.
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  console.error(
    `Dateline runs on Node 24 and this is Node ${process.versions.node}: the dependency that brings Node 24 was installed without its ` +
      'install script, so run «npm rebuild node --foreground-scripts --ignore-scripts=false» and try again.',
  );
  process.exitCode = 1;
}
