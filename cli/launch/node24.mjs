// The scripts of package.json run this first: it explains in one sentence what to do if Node is older than 24.
// It must itself run on older versions, so it is plain JavaScript without imports.
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  console.error(
    `Dateline needs Node 24 and this is Node ${process.versions.node}: the dependency that provides Node 24 ` +
      'could not be installed, or was installed without its install script; run "npm ci --foreground-scripts ' +
      '--ignore-scripts=false", which shows why, or install Node 24 from nodejs.org, and try again.',
  );
  process.exitCode = 1;
}
