/** Reads a file that makes its parser hang, until it is killed. */
import { fileURLToPath } from 'node:url';
import { isolatedReader } from '../../../../runtime/isolated/reader.ts';
import { stored } from '../../core/formats/upload.ts';

const program = fileURLToPath(new URL('hostileChild.ts', import.meta.url));
await isolatedReader({ most: 1, program }).read(stored('Storm closes harbour\n\nmake it hang'));
