// Node keeps what it compiled in this folder: a start without it compiles some 500 modules anew, which is more
// than half of its processor time. Plain JavaScript, as it runs before the check of Node's version. The isolated
// reader never gets it, because what may write the folder decides what the next process runs.
import { fileURLToPath } from 'node:url';

export const compileCache = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));
