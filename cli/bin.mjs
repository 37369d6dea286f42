#!/usr/bin/env node
// `npx dateline`. Plain JavaScript, so that an older Node gets as far as the message that names the required version.
import module from 'node:module';
import { compileCache } from './launch/compileCache.mjs';
import './launch/node24.mjs';

if (!process.exitCode) {
  module.enableCompileCache(compileCache);
  await import('./main.ts');
}
