#!/usr/bin/env node
// `npx dateline`. Plain JavaScript, since an older Node must get as far as the sentence that says which one is needed.
import './node24.mjs';

if (!process.exitCode) await import('./main.ts');
