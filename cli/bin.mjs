#!/usr/bin/env node
// `npx dateline`. Plain JavaScript, so that an older Node gets as far as the message that names the required version.
import './node24.mjs';

if (!process.exitCode) await import('./main.ts');
