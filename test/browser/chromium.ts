/** Where a Chromium is on this machine, and what to say if there is none. */
import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium; `CHROMIUM` in the environment names another one. */
export function findChromium(): string | undefined {
  const { CHROMIUM } = process.env;
  return [...(CHROMIUM ? [CHROMIUM] : []), ...places].find((path) => existsSync(path));
}

export const howToInstall =
  'There is no Chromium on this machine, so the tests of the console in a browser are skipped.\n' +
  'Install one with "apt-get install chromium", or name one: CHROMIUM=/path/to/chromium npm run test:browser';
